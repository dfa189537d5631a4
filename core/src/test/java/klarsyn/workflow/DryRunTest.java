package klarsyn.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.data.Case;
import klarsyn.data.split.Split;
import klarsyn.plan.Compute;
import klarsyn.plan.Plan;
import klarsyn.plan.TinyPlans;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DryRunTest {

    private static List<Case> cases(String part, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Case.ofImages(part + i, part + i, List.of(Path.of("a.nii")), Path.of("a.nii")))
                .toList();
    }

    /** 8 training, 2 validation and 5 test cases. */
    private static final Split SPLIT = new Split(cases("train", 8), cases("validation", 2), cases("test", 5));

    private static Plan plan(Device device, int lanes) {
        return TinyPlans.isotropic().withCompute(new Compute(device, Precision.FP32, Layout.CONTIGUOUS, lanes, 2));
    }

    private static DryRun dryRun(int parallelCases, int cores) {
        return new DryRun(2, 3, 0.5, parallelCases, cores);
    }

    @Test
    void cases_are_tested_in_parallel_and_read_one_by_one() {
        // 3 rounds of 2 test cases, 2 validation cases in one lane, 8 + 5 + 3 cases read
        assertThat(dryRun(4, 2).secondsAfterTraining(plan(Device.CPU, 1), SPLIT))
                .isCloseTo(3 * 3 + 2 * 3 + 16 * 0.5, within(1e-9));
    }

    @Test
    void validation_cases_are_scored_in_the_lanes_of_the_training() {
        assertThat(dryRun(4, 8).validating(plan(Device.CPU, 1), SPLIT)).isEqualTo(6);
        assertThat(dryRun(4, 8).validating(plan(Device.CPU, 2), SPLIT)).isEqualTo(3);
        assertThat(dryRun(1, 8).validating(plan(Device.CPU, 2), SPLIT)).isEqualTo(6);
    }

    @Test
    void training_cases_are_prepared_in_parallel() {
        DryRun dryRun = dryRun(4, 2);
        Plan plan = plan(Device.CPU, 1);

        assertThat(dryRun.secondsAroundTraining(plan, SPLIT) - dryRun.secondsAfterTraining(plan, SPLIT))
                .isCloseTo(8 * 2 / 4.0, within(1e-9));
    }

    @Test
    void a_case_that_fits_only_in_tiles_is_counted_as_one_at_a_time() {
        assertThat(dryRun(0, 8).secondsAroundTraining(plan(Device.CPU, 2), SPLIT))
                .isCloseTo(8 * 2 + 2 * 3 + 5 * 3 + 16 * 0.5, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"4, 10, CPU, 8, 4", "4, 2, CPU, 8, 2", "40, 100, CPU, 8, 8", "0, 10, CPU, 8, 1", "4, 10, GPU, 8, 1"})
    void lanes_are_limited_by_memory_cases_and_cores_and_a_gpu_has_one(
            int parallelCases, int cases, Device device, int cores, int lanes) {
        assertThat(CaseEvaluator.lanes(parallelCases, cases, device, cores)).isEqualTo(lanes);
    }
}
