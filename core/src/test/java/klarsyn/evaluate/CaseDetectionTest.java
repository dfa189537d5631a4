package klarsyn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import klarsyn.base.Interval;
import klarsyn.base.Seed;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.voxel.Confusion;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Healthy cases and false alarms; expected figures are computed with NumPy and SciPy from the same masks. */
class CaseDetectionTest {

    private static final Geometry GRID = Geometry.of(new Shape(8, 8, 8), new Spacing(2, 2, 3));
    private static final Labels LABELS = Labels.of("organ", "lesion");
    private static final Label ORGAN = LABELS.foreground().get(0);
    private static final Label LESION = LABELS.foreground().get(1);

    @Test
    void specificity_is_the_share_of_healthy_cases_without_a_false_alarm() {
        CaseDetection any = seven().caseDetection(0);

        assertThat(any.negatives()).isEqualTo(3);
        assertThat(any.falseAlarms()).isEqualTo(2);
        assertThat(any.specificity().mean()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(any.positives()).isEqualTo(4);
        assertThat(any.sensitivity().mean()).isCloseTo(2 / 4.0, within(1e-12));
        assertThat(any.falsePositiveMl().mean()).isCloseTo(0.128, within(1e-12));
        assertThat(any.medianFalsePositiveMl()).isCloseTo(0.096, within(1e-12));
        assertThat(any.largestFalsePositiveMl()).isCloseTo(0.288, within(1e-12));
    }

    @Test
    void specificity_of_a_label_includes_cases_with_other_labels() {
        CaseDetection organ = seven().caseDetection(ORGAN, 0);
        CaseDetection lesion = seven().caseDetection(LESION, 0);

        assertThat(organ.cases()).isEqualTo(new Confusion(2, 1, 1, 3));
        assertThat(organ.falsePositiveMl().mean()).isCloseTo(0.048, within(1e-12));
        assertThat(organ.medianFalsePositiveMl()).isZero();
        assertThat(organ.largestFalsePositiveMl()).isCloseTo(0.192, within(1e-12));
        assertThat(lesion.cases()).isEqualTo(new Confusion(1, 3, 2, 1));
        assertThat(lesion.falsePositiveMl().mean()).isCloseTo(0.075, within(1e-12));
        assertThat(lesion.medianFalsePositiveMl()).isCloseTo(0.096, within(1e-12));
    }

    @Test
    void a_minimum_volume_ignores_a_few_voxels() {
        CaseDetection forgiving = seven().caseDetection(0.1);

        assertThat(forgiving.minimumMl()).isEqualTo(0.1);
        assertThat(forgiving.falseAlarms()).isEqualTo(1);
        assertThat(forgiving.specificity().mean()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(forgiving.falsePositiveMl().mean()).isCloseTo(0.128, within(1e-12));
        assertThatIllegalArgumentException().isThrownBy(() -> seven().caseDetection(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> seven().caseDetection(-1));
    }

    /** {@code scipy.stats.binomtest(k, n).proportion_ci(method="wilson")}. */
    @ParameterizedTest
    @CsvSource({
        "1, 3, 0.06149194472039626, 0.7923403991979523",
        "3, 4, 0.30064184258240184, 0.9544127391902995",
        "0, 5, 0, 0.43448246478317476",
        "7, 7, 0.6456695649333126, 1",
        "10, 12, 0.5519691377470266, 0.953034857816146"
    })
    void sensitivity_and_specificity_have_wilson_intervals(int successes, int cases, double low, double high) {
        Interval share = WilsonInterval.of(successes, cases, cases);

        assertThat(share.low()).isCloseTo(low, within(1e-12));
        assertThat(share.high()).isCloseTo(high, within(1e-12));
        assertThat(share.n()).isEqualTo(cases);
    }

    @Test
    void several_cases_of_one_patient_do_not_narrow_the_interval() {
        Interval apart = WilsonInterval.of(10, 12, 12);
        Interval together = WilsonInterval.of(10, 12, 4);

        assertThat(together.mean()).isEqualTo(apart.mean());
        assertThat(together.low()).isLessThan(apart.low());
        assertThat(together.high()).isGreaterThan(apart.high());
    }

    @Test
    void without_healthy_cases_there_is_no_specificity() {
        CaseDetection none = metrics(LABELS, score("a", "p", LABELS, mask(0, 37, 11, 5, 3), mask(0, 41, 5, 6, 3)))
                .caseDetection(0);

        assertThat(none.negatives()).isZero();
        assertThat(none.specificity()).isEqualTo(Interval.NONE);
        assertThat(none.medianFalsePositiveMl()).isNaN();
        assertThat(none.sensitivity().mean()).isEqualTo(1);
    }

    @Test
    void regions_that_share_voxels_are_counted_once() {
        Labels regions = regions();
        CaseScore score = score("a", "p", regions, mask(0, 37, 11, 0, 0), mask(0, 41, 5, 4, 2));

        assertThat(score.foreground().predictedMl())
                .isEqualTo(score.labels().getFirst().predictedMl())
                .isLessThan(score.labels().stream()
                        .mapToDouble(LabelScore::predictedMl)
                        .sum());
        assertThat(score.isHealthy()).isTrue();
    }

    @Test
    void a_case_that_the_reference_ignores_everywhere_is_not_healthy() {
        Labels withIgnored = new Labels(LABELS.foreground(), Set.of(3));
        short[] ignored = new short[GRID.shape().voxels()];
        Arrays.fill(ignored, (short) 3);
        CaseScore score = score("a", "p", withIgnored, new LabelMap(GRID, ignored), mask(0, 41, 5, 4, 2));

        assertThat(score.isHealthy()).isFalse();
        assertThat(metrics(withIgnored, score).caseDetection(0).negatives()).isZero();
        assertThat(metrics(withIgnored, score).caseDetection(LESION, 0).negatives())
                .isZero();
    }

    @Test
    void a_label_without_test_cases_is_reported_with_the_mean() {
        CaseScore found = score("a", "p", LABELS, mask(0, 37, 11, 5, 0), mask(0, 41, 5, 6, 0));
        CaseScore invented = score("b", "q", LABELS, mask(1, 37, 11, 5, 0), mask(1, 41, 5, 6, 2));

        assertThat(metrics(LABELS, found).untestedLabels()).containsExactly(LESION);
        assertThat(metrics(LABELS, found).remarks())
                .containsExactly("label lesion: no test case, excluded from the mean");
        assertThat(metrics(LABELS, found, invented).remarks())
                .containsExactly(
                        "label lesion: no test case; predicted in 1 test case, which counts as Dice 0 in the mean");
        assertThat(seven().remarks()).isEmpty();
    }

    @Test
    void metrics_json_has_the_documented_keys() {
        JsonNode json = JsonMapper.shared().readTree(seven().json().compact());
        JsonNode detection = json.path("case_detection");

        assertThat(detection.path("minimum_ml").asDouble(-1)).isZero();
        assertThat(detection.path("cases_without").asInt()).isEqualTo(3);
        assertThat(detection.path("cases_with").asInt()).isEqualTo(4);
        assertThat(detection.path("false_alarms").asInt()).isEqualTo(2);
        assertThat(detection.path("missed").asInt()).isEqualTo(2);
        assertThat(detection.path("specificity").path("mean").asDouble()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(detection.path("specificity").path("ci95").get(0).asDouble())
                .isCloseTo(0.06149194472039626, within(1e-12));
        assertThat(detection.path("sensitivity").path("n").asInt()).isEqualTo(4);
        assertThat(detection.path("false_positive_ml").path("median").asDouble())
                .isCloseTo(0.096, within(1e-12));
        assertThat(detection.path("false_positive_ml").path("max").asDouble()).isCloseTo(0.288, within(1e-12));
        assertThat(detection.path("classes").path("lesion").path("false_alarms").asInt())
                .isEqualTo(3);
        assertThat(json.path("untested_labels").isArray()).isTrue();
        assertThat(json.toString()).doesNotContain("NaN");
    }

    /** Seven cases, three of them healthy: without a false alarm, with one of both labels, with one of the lesion. */
    private static SegmentationEvaluation seven() {
        int[][] sizes = {
            {5, 3, 6, 3}, {0, 0, 0, 0}, {0, 0, 2, 1}, {4, 0, 4, 1}, {0, 2, 0, 0}, {0, 0, 0, 1}, {7, 4, 0, 0}
        };
        List<CaseScore> scores = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            LabelMap reference = mask(i, 37, 11, sizes[i][0], sizes[i][1]);
            LabelMap predicted = mask(i, 41, 5, sizes[i][2], sizes[i][3]);
            scores.add(score("case " + i, "patient " + i, LABELS, reference, predicted));
        }
        return metrics(LABELS, scores.toArray(CaseScore[]::new));
    }

    private static SegmentationEvaluation metrics(Labels labels, CaseScore... scores) {
        return new SegmentationEvaluation(List.of(scores), labels, 1, Seed.of(7));
    }

    private static CaseScore score(String id, String patient, Labels labels, LabelMap reference, LabelMap predicted) {
        return CaseScore.of(id, reference, predicted, labels, 1).withPatient(patient);
    }

    private static Labels regions() {
        return new Labels(List.of(new Label(1, "whole", List.of(1, 2)), new Label(2, "core", List.of(2))));
    }

    /** Organ where a number that runs through the voxels is small, lesion where it is large. */
    private static LabelMap mask(int number, int step, int offset, int organ, int lesion) {
        short[] voxels = new short[GRID.shape().voxels()];
        for (int i = 0; i < voxels.length; i++) {
            int value = (i * step + number * offset) % 61;
            voxels[i] = (short) (value < organ ? 1 : value > 60 - lesion ? 2 : 0);
        }
        return new LabelMap(GRID, voxels);
    }
}
