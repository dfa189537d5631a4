package klarsyn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import klarsyn.base.PlanException;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Split;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.UNetSizes;
import klarsyn.predict.Prediction;
import klarsyn.train.Lanes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {

    @TempDir
    private static Path folder;

    private static Cohort cohort;

    @BeforeAll
    static void makePhantoms() {
        cohort = SmallPhantoms.write(folder.resolve("data"), 5);
    }

    private static Prediction nothing(List<Volume> image) {
        Geometry grid = image.getFirst().geometry();
        return new Prediction(new LabelMap(grid, new short[grid.shape().voxels()]));
    }

    @Test
    void a_healthy_case_in_which_nothing_is_found_is_judged_without_pictures() {
        Path file = folder.resolve("nothing.nii.gz");
        Case subject = cohort.cases().getFirst();
        Images.write(nothing(subject.readImage()).labels(), file);
        Case healthy = Case.ofImages("healthy", "healthy", List.of(subject.file()), file);
        try (Lanes lanes = Lanes.open(1, 1)) {
            SegmentationEvaluation metrics = Evaluator.of(cohort.structures().orElseThrow(), List.of(healthy))
                    .score(EvaluatorTest::nothing, lanes);
            assertThat(metrics.dice().n()).isZero();
            assertThat(new ShownCases(new RunFolder(folder), List.of()).of(metrics))
                    .isEmpty();
        }
    }

    @Test
    void fewer_cases_at_a_time_than_lanes_are_still_all_judged_each_in_a_lane_that_works() {
        Set<Thread> working = ConcurrentHashMap.newKeySet();
        try (Lanes lanes = Lanes.open(3, 1)) {
            SegmentationEvaluation metrics = Evaluator.of(cohort.structures().orElseThrow(), cohort.cases())
                    .atMost(1)
                    .score(
                            image -> {
                                working.add(Thread.currentThread());
                                return nothing(image);
                            },
                            lanes);
            assertThat(metrics.cases()).hasSize(5);
            assertThat(working).hasSize(1);
        }
    }

    @Test
    void a_rehearsal_tells_how_long_what_comes_after_training_will_take() {
        Study study = Study.of(cohort).iterations(2);
        SegmentationPlan plan = UNetSizes.withWidth(study.plan(), 4);
        Split split = study.split();

        Rehearsal rehearsal = Rehearsal.of(plan, split, 1L << 30);

        assertThat(rehearsal.testing()).isPositive();
        assertThat(rehearsal.parallelCases()).isBetween(1, 64);
        assertThat(rehearsal.secondsAfterTraining(plan, split))
                .isGreaterThan(rehearsal.validating(plan, split) + 5 * rehearsal.comparing());
    }

    @Test
    void images_that_memory_cannot_hold_are_refused_before_training() {
        Study study = Study.of(cohort).iterations(2);
        SegmentationPlan plan = UNetSizes.withWidth(study.plan(), 4);

        assertThatThrownBy(() -> Rehearsal.of(plan, study.split(), 250L << 20))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("24×24×16")
                .hasMessageContaining("250 MiB are allowed");
    }
}
