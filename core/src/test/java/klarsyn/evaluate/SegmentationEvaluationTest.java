package klarsyn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.NoSuchElementException;
import klarsyn.base.Seed;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.voxel.Confusion;
import klarsyn.evaluate.voxel.EmptyMasks;
import klarsyn.evaluate.voxel.Lesions;
import klarsyn.evaluate.voxel.SurfaceAgreement;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SegmentationMetricsTest {

    private static final Labels LABELS = Labels.of("Anterior", "Posterior");
    private static final Label ANTERIOR = LABELS.foreground().get(0);
    private static final Label POSTERIOR = LABELS.foreground().get(1);

    @Test
    void cases_are_sorted_best_first_and_undefined_ones_last() {
        SegmentationEvaluation metrics =
                metrics(of("b", 0.5, 0.7), undefined("u"), of("a", 0.9, 0.9), of("c", 0.1, 0.2));
        assertThat(metrics.cases()).extracting(CaseScore::caseId).containsExactly("a", "b", "c", "u");
        assertThat(metrics.median().caseId()).isEqualTo("b");
    }

    @Test
    void the_headline_is_the_mean_over_cases_of_the_mean_over_labels() {
        SegmentationEvaluation metrics = metrics(of("a", 0.9, 0.8), half("b", 0.5), undefined("u"));
        assertThat(metrics.dice().mean()).isCloseTo((0.85 + 0.5) / 2, within(1e-12));
        assertThat(metrics.dice().n()).isEqualTo(2);
        assertThat(metrics.dice(POSTERIOR).mean()).isEqualTo(0.8);
        assertThat(metrics.dice(POSTERIOR).n()).isEqualTo(1);
        assertThat(metrics.hd95Mm(ANTERIOR).mean()).isEqualTo(2);
        assertThat(metrics.dice().low()).isLessThan(metrics.dice().mean());
    }

    @Test
    void volumes_have_bias_and_limits_of_agreement() {
        // statistics.stdev([0.1, -0.1, 0.3]) == 0.2
        VolumeAgreement volumes = VolumeAgreement.of(new double[] {1, 2, 3}, new double[] {1.1, 1.9, 3.3});
        assertThat(volumes.biasMl()).isCloseTo(0.1, within(1e-12));
        assertThat(volumes.lowMl()).isCloseTo(0.1 - 1.96 * 0.2, within(1e-12));
        assertThat(volumes.highMl()).isCloseTo(0.1 + 1.96 * 0.2, within(1e-12));
        assertThat(VolumeAgreement.of(new double[] {1}, new double[] {2}).lowMl())
                .isNaN();
        assertThat(VolumeAgreement.of(new double[0], new double[0]).biasMl()).isNaN();
    }

    @Test
    void json_has_the_documented_keys_and_never_nan() {
        JsonNode json = json(metrics(of("a", 0.9, 0.8), half("b", 0.5), undefined("u")));
        assertThat(json.path("n").asInt()).isEqualTo(3);
        assertThat(json.path("dice").path("mean").asDouble()).isCloseTo(0.675, within(1e-12));
        assertThat(json.path("dice").path("ci95").size()).isEqualTo(2);
        assertThat(json.path("dice").path("classes").path("Posterior").path("n").asInt())
                .isEqualTo(1);
        assertThat(json.path("surface_dice").path("tolerance_mm").asDouble()).isEqualTo(1);
        assertThat(json.path("undefined").path("Posterior").asInt()).isEqualTo(2);
        assertThat(json.path("one_sided").path("Anterior").asInt()).isZero();
        assertThat(json.path("volume_ml")
                        .path("classes")
                        .path("Anterior")
                        .path("bias")
                        .asDouble())
                .isCloseTo(0.1, within(1e-12));
        assertThat(json.path("volume_ml")
                        .path("classes")
                        .path("Posterior")
                        .path("limits")
                        .get(0)
                        .isNull())
                .isTrue();
        JsonNode last = json.path("cases").get(2);
        assertThat(last.path("id").asString()).isEqualTo("u");
        assertThat(last.path("dice").isNull()).isTrue();
        assertThat(last.path("labels").path("Anterior").path("hd95_mm").isNull())
                .isTrue();
        assertThat(json.toString()).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void no_defined_case_gives_nulls_and_no_median() {
        SegmentationEvaluation metrics = metrics(undefined("u"));
        assertThat(json(metrics).path("dice").path("mean").isNull()).isTrue();
        assertThatThrownBy(metrics::median).isInstanceOf(NoSuchElementException.class);
    }

    /** Anterior is found in a, invented in b and in neither in c. */
    @Test
    void the_effect_of_the_policy_for_empty_masks_is_reported() {
        SegmentationEvaluation metrics = new SegmentationEvaluation(
                List.of(
                        one("a", new Confusion(4, 1, 1, 0)),
                        one("b", new Confusion(0, 2, 0, 8)),
                        one("c", new Confusion(0, 0, 0, 9))),
                Labels.of("Anterior"),
                1,
                Seed.of(7));
        assertThat(metrics.dice(EmptyMasks.NNUNET).mean()).isCloseTo(0.4, within(1e-12));
        assertThat(metrics.dice(EmptyMasks.MONAI).mean()).isCloseTo(0.8, within(1e-12));
        assertThat(metrics.dice(EmptyMasks.COUNT_AS_ONE).mean()).isCloseTo(0.6, within(1e-12));
        assertThat(metrics.emptyMasksSpread()).isCloseTo(0.4, within(1e-12));
        JsonNode json = json(metrics).path("empty_masks");
        assertThat(json.path("policy").asString()).isEqualTo("nnunet");
        assertThat(json.path("monai").path("mean").asDouble()).isCloseTo(0.8, within(1e-12));
        assertThat(json.path("monai").path("n").asInt()).isEqualTo(1);
        assertThat(json.path("count_as_one").path("classes").path("Anterior").asDouble())
                .isCloseTo(0.6, within(1e-12));
        assertThat(json.path("spread").asDouble()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void pooled_dice_pools_voxels_of_a_patient_and_of_all_cases() {
        SegmentationEvaluation metrics = new SegmentationEvaluation(
                List.of(
                        one("slice 1", new Confusion(90, 10, 10, 0)).withPatient("p"),
                        one("slice 2", new Confusion(0, 0, 20, 0)).withPatient("p"),
                        one("slice 3", new Confusion(1, 1, 1, 0)).withPatient("q"),
                        one("slice 4", Confusion.NOTHING).withPatient("q")),
                Labels.of("Anterior"),
                1,
                Seed.of(7));
        assertThat(metrics.patients()).isEqualTo(2);
        assertThat(metrics.pooledDice().mean()).isEqualTo(182.0 / (182 + 10 + 30 + 1 + 1));
        assertThat(metrics.pooledDice(Labels.of("Anterior").foreground().getFirst()))
                .isEqualTo(metrics.pooledDice());
        assertThat(metrics.dicePerPatient().mean()).isCloseTo((180.0 / 220 + 0.5) / 2, within(1e-12));
        assertThat(metrics.dicePerPatient().n()).isEqualTo(2);
        // either patient may be drawn twice
        assertThat(metrics.pooledDice().low()).isEqualTo(0.5);
        assertThat(metrics.pooledDice().high()).isEqualTo(180.0 / 220);
    }

    @Test
    void pooled_dice_includes_only_patients_with_the_label() {
        SegmentationEvaluation metrics = new SegmentationEvaluation(
                List.of(
                        one("a", new Confusion(70, 30, 30, 0)),
                        one("b", Confusion.NOTHING),
                        one("c", Confusion.NOTHING)),
                Labels.of("Anterior"),
                1,
                Seed.of(7));
        assertThat(metrics.pooledDice().mean()).isEqualTo(0.7);
        assertThat(metrics.pooledDice().n()).isEqualTo(1);
        assertThat(metrics.pooledDice().hasEnds()).isFalse();
    }

    @Test
    void cases_of_one_patient_are_drawn_together() {
        CaseScore[] apart = new CaseScore[20];
        CaseScore[] together = new CaseScore[20];
        for (int i = 0; i < 20; i++) {
            apart[i] = of("case " + i, i < 10 ? 0.9 : 0.5, i < 10 ? 0.9 : 0.5);
            together[i] = apart[i].withPatient(i < 10 ? "p" : "q");
        }
        assertThat(metrics(together).dice().mean())
                .isEqualTo(metrics(apart).dice().mean());
        assertThat(metrics(together).dice().low()).isCloseTo(0.5, within(0.001));
        assertThat(metrics(apart).dice().low()).isGreaterThan(0.55);
    }

    private static CaseScore one(String id, Confusion counts) {
        Label label = Labels.of("Anterior").foreground().getFirst();
        return new CaseScore(
                id, id, List.of(new LabelScore(label, counts, 1, SurfaceAgreement.UNDEFINED, Lesions.NONE)));
    }

    @Test
    void the_same_seed_gives_the_same_interval() {
        SegmentationEvaluation metrics = metrics(of("a", 0.9, 0.8), of("b", 0.5, 0.6), of("c", 0.7, 0.7));
        assertThat(metrics.dice()).isEqualTo(metrics.dice());
    }

    private static JsonNode json(SegmentationEvaluation metrics) {
        return JsonMapper.shared().readTree(metrics.json().compact());
    }

    private static SegmentationEvaluation metrics(CaseScore... cases) {
        return new SegmentationEvaluation(List.of(cases), LABELS, 1, Seed.of(7));
    }

    private static CaseScore of(String id, double anterior, double posterior) {
        return new CaseScore(id, id, List.of(score(ANTERIOR, anterior), score(POSTERIOR, posterior)));
    }

    private static CaseScore half(String id, double anterior) {
        return new CaseScore(id, id, List.of(score(ANTERIOR, anterior), absent(POSTERIOR)));
    }

    private static CaseScore undefined(String id) {
        return new CaseScore(id, id, List.of(absent(ANTERIOR), absent(POSTERIOR)));
    }

    /** A label of 1.5 ml in the reference and 1.6 ml in the prediction with this Dice. */
    private static LabelScore score(Label label, double dice) {
        long both = Math.round(dice * 1550);
        return new LabelScore(
                label,
                new Confusion(both, 1600 - both, 1500 - both, 0),
                0.001,
                new SurfaceAgreement(3, 2, 0.5, 0.95),
                Lesions.NONE);
    }

    private static LabelScore absent(Label label) {
        return new LabelScore(label, Confusion.NOTHING, 0.001, SurfaceAgreement.UNDEFINED, Lesions.NONE);
    }
}
