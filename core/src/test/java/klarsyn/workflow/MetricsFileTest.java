package klarsyn.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import klarsyn.base.Json;
import klarsyn.base.Seed;
import klarsyn.data.label.Labels;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.ClassificationEvaluation;
import klarsyn.evaluate.ClassifiedCase;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.plan.TinyClassifiers;
import klarsyn.plan.TinyPlans;
import klarsyn.report.RunReport.Fact;
import org.junit.jupiter.api.Test;

class MetricsFileTest {

    private static ClassificationEvaluation classified(double right) {
        return new ClassificationEvaluation(
                IntStream.range(0, 20)
                        .mapToObj(i -> new ClassifiedCase(
                                "case " + i, "patient " + i, 0, i < 20 * right ? List.of(0.9, 0.1) : List.of(0.1, 0.9)))
                        .toList(),
                List.of("cat", "dog"),
                Seed.of(1));
    }

    private static SegmentationEvaluation segmented() {
        LabelMap map = new LabelMap(Geometry.of(new Shape(2, 1, 1), Spacing.isotropic(1)), new short[] {0, 1});
        Labels labels = Labels.of("a");
        return new SegmentationEvaluation(List.of(CaseScore.of("a", map, map, labels, 1)), labels, 1, Seed.of(1));
    }

    @Test
    void the_task_is_that_of_the_evaluation() {
        assertThat(MetricsFile.taskName(segmented())).isEqualTo("segmentation");
        assertThat(MetricsFile.taskName(classified(1))).isEqualTo("classification");
    }

    @Test
    void the_baseline_has_its_metric_and_the_paired_difference() {
        Map<String, Object> baseline = MetricsFile.baseline("most frequent class", classified(0.9), classified(0.5));

        assertThat(baseline.keySet()).containsExactly("name", "accuracy", "difference", "p");
        assertThat(Json.of(baseline).compact())
                .startsWith("{\"name\":\"most frequent class\",\"accuracy\":{\"mean\":0.5,")
                .contains("\"difference\":{\"mean\":0.4,");
        assertThat((double) baseline.get("p")).isLessThan(0.05);
    }

    @Test
    void the_difference_has_the_same_interval_each_time() {
        assertThat(MetricsFile.baseline("x", classified(0.9), classified(0.5)))
                .isEqualTo(MetricsFile.baseline("x", classified(0.9), classified(0.5)));
    }

    @Test
    void a_segmentation_is_compared_by_dice() {
        assertThat(MetricsFile.baseline("x", segmented(), segmented())).containsKey("dice");
    }

    @Test
    void the_title_names_task_and_images() {
        assertThat(TaskText.title(TinyPlans.isotropic(), "volumes"))
                .isEqualTo("Segmentation of front, back in MRI volumes");
        assertThat(TaskText.title(TinyClassifiers.gray(), "pictures"))
                .isEqualTo("Classification of animal in 3 classes from gray pictures");
    }

    @Test
    void targets_are_labels_or_classes() {
        assertThat(TaskText.targets(TinyPlans.isotropic())).isEqualTo(new Fact("Labels", "front, back"));
        assertThat(TaskText.targets(TinyClassifiers.gray())).isEqualTo(new Fact("Classes", "cat, dog, cow"));
    }

    @Test
    void the_evaluator_is_that_of_the_plan() {
        assertThat(CaseEvaluators.of(TinyPlans.isotropic())).isInstanceOf(SegmentationEvaluator.class);
        assertThat(CaseEvaluators.of(TinyClassifiers.gray())).isInstanceOf(ClassificationEvaluator.class);
        assertThat(CaseEvaluators.of(TinyPlans.isotropic()).baselineName()).isEqualTo("best intensity range per label");
    }
}
