package klarsyn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.NoSuchElementException;
import klarsyn.base.Seed;
import klarsyn.data.Labels;
import klarsyn.data.Labels.Label;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SegmentationMetricsTest {

    private static final Labels LABELS = Labels.of("Anterior", "Posterior");
    private static final Label ANTERIOR = LABELS.foreground().get(0);
    private static final Label POSTERIOR = LABELS.foreground().get(1);

    @Test
    void cases_come_best_first_and_undefined_ones_last() {
        SegmentationMetrics metrics = metrics(of("b", 0.5, 0.7), undefined("u"), of("a", 0.9, 0.9), of("c", 0.1, 0.2));
        assertThat(metrics.cases()).extracting(CaseScore::caseId).containsExactly("a", "b", "c", "u");
        assertThat(metrics.median().caseId()).isEqualTo("b");
    }

    @Test
    void the_headline_is_the_mean_over_cases_of_the_mean_over_labels() {
        SegmentationMetrics metrics = metrics(of("a", 0.9, 0.8), half("b", 0.5), undefined("u"));
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
        SegmentationMetrics metrics = metrics(undefined("u"));
        assertThat(json(metrics).path("dice").path("mean").isNull()).isTrue();
        assertThatThrownBy(metrics::median).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void the_same_seed_gives_the_same_interval() {
        SegmentationMetrics metrics = metrics(of("a", 0.9, 0.8), of("b", 0.5, 0.6), of("c", 0.7, 0.7));
        assertThat(metrics.dice()).isEqualTo(metrics.dice());
    }

    private static JsonNode json(SegmentationMetrics metrics) {
        return JsonMapper.shared().readTree(metrics.json().compact());
    }

    private static SegmentationMetrics metrics(CaseScore... cases) {
        return new SegmentationMetrics(List.of(cases), LABELS, 1, Seed.of(7));
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
