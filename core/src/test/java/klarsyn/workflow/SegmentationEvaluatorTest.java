package klarsyn.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import klarsyn.SmallPhantoms;
import klarsyn.Study;
import klarsyn.base.PlanException;
import klarsyn.base.Seed;
import klarsyn.base.Stop;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Units;
import klarsyn.data.label.Labels;
import klarsyn.data.split.Split;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.UNetSizes;
import klarsyn.report.RunReport.SegmentationResults;
import klarsyn.tensor.Resources;
import klarsyn.train.Lanes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentationEvaluatorTest {

    @TempDir
    private static Path folder;

    private static Cohort cohort;

    @BeforeAll
    static void makePhantoms() {
        cohort = SmallPhantoms.write(folder.resolve("data"), 5);
    }

    private static LabelMap nothing(Case subject) {
        Geometry grid = subject.readImage().getFirst().geometry();
        return new LabelMap(grid, new short[grid.shape().voxels()]);
    }

    @Test
    void a_healthy_case_with_an_empty_prediction_is_evaluated_without_pictures() {
        Path file = folder.resolve("nothing.nii.gz");
        Case subject = cohort.cases().getFirst();
        Images.write(nothing(subject), file);
        Case healthy = Case.ofImages("healthy", "healthy", List.of(subject.file()), file);
        Labels labels = cohort.structures().orElseThrow();

        CaseScore score = new SegmentationEvaluator(labels, Resources.available(), Stop.never())
                .compare(healthy, nothing(healthy));

        SegmentationEvaluation evaluation = new SegmentationEvaluation(List.of(score), labels, 1, Seed.of(0));
        assertThat(evaluation.dice().n()).isZero();
        SegmentationResults results = (SegmentationResults)
                new ShownCases(_ -> new ShownCases.Shown(healthy, file)).results(evaluation, Units.PATIENT);
        assertThat(results.overlays()).isEmpty();
    }

    @Test
    void a_baseline_is_an_evaluation_of_the_same_cases_without_distances() {
        Labels labels = cohort.structures().orElseThrow();
        List<Case> training = cohort.cases().subList(0, 3);
        List<Case> test = cohort.cases().subList(3, 5);

        SegmentationEvaluation baseline =
                new SegmentationEvaluator(labels, Resources.available(), Stop.never()).baseline(training, test);

        assertThat(baseline.cases())
                .extracting(CaseScore::caseId)
                .containsExactlyInAnyOrderElementsOf(test.stream().map(Case::id).toList());
        assertThat(baseline.headline().value()).isBetween(0.0, 1.0);
        assertThat(baseline.hd95Mm().n()).isZero();
    }

    @Test
    void fewer_parallel_cases_than_lanes_are_all_evaluated() {
        Set<Thread> working = ConcurrentHashMap.newKeySet();
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        try (Lanes lanes = Lanes.open(3, 1)) {
            SegmentationEvaluator.runInLanes(lanes, 1, 5, i -> {
                working.add(Thread.currentThread());
                done.add(i);
            });
        }
        assertThat(done).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(working).hasSize(1);
    }

    @Test
    void a_dry_run_estimates_the_time_after_training() {
        Study study = Study.of(cohort).iterations(2);
        SegmentationPlan plan = UNetSizes.withWidth(study.plan(), 4);
        Split split = study.split();

        DryRun dryRun = SegmentationDryRun.of(plan, split, 1L << 30, Resources.available());

        assertThat(dryRun.testing()).isPositive();
        assertThat(dryRun.parallelCases()).isBetween(1, 64);
        assertThat(dryRun.secondsAfterTraining(plan, split))
                .isGreaterThan(dryRun.validating(plan, split) + 5 * dryRun.comparing());
    }

    @Test
    void images_too_large_for_memory_are_rejected_before_training() {
        Study study = Study.of(cohort).iterations(2);
        SegmentationPlan plan = UNetSizes.withWidth(study.plan(), 4);

        assertThatThrownBy(() -> SegmentationDryRun.of(plan, study.split(), 250L << 20, Resources.available()))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("24×24×16")
                .hasMessageContaining("the limit is 250 MiB");
    }
}
