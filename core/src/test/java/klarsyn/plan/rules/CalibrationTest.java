package klarsyn.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import klarsyn.plan.Compute;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyPlans;
import klarsyn.plan.rules.Calibration.Trial;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final Compute USUAL = new Compute(Device.CPU, Precision.BF16, Layout.CONTIGUOUS, 2, 2);
    private static final long PLENTY = 1L << 40;

    private final List<Integer> steps = new ArrayList<>();

    private List<Compute> measured(Compute draft, int cores, double seconds, long memory) {
        return calibrate(draft, cores, seconds, memory).trials().stream()
                .map(Trial::compute)
                .toList();
    }

    /** Each step takes a second, and three in FP32. */
    private Calibration calibrate(Compute draft, int cores, double seconds, long memory) {
        StepCost<SegmentationPlan> cost = (plan, count) -> {
            steps.add(count);
            return plan.compute().precision() == Precision.FP32 ? 3 : 1;
        };
        return Calibration.run(TinyPlans.isotropic().withCompute(draft), cost, cores, seconds, memory);
    }

    private static Compute lanes(Compute compute, int lanes) {
        return new Compute(compute.device(), compute.precision(), compute.layout(), lanes, compute.batch());
    }

    @Test
    void the_draft_is_measured_first_then_lanes_layout_and_precision() {
        assertThat(measured(USUAL, 4, 1000, PLENTY))
                .containsExactly(
                        USUAL,
                        lanes(USUAL, 1),
                        USUAL.withLayout(Layout.CHANNELS_LAST),
                        USUAL.withPrecision(Precision.FP32));
        assertThat(steps).containsExactly(2, 2, 2, 1); // slow FP32 is measured once
    }

    @Test
    void from_one_lane_as_many_as_samples_or_cores_are_tried() {
        Compute oneLane = new Compute(Device.CPU, Precision.BF16, Layout.CONTIGUOUS, 1, 6);

        assertThat(measured(oneLane, 4, 1000, PLENTY)).contains(lanes(oneLane, 4));
        assertThat(measured(oneLane, 16, 1000, PLENTY)).contains(lanes(oneLane, 6));
    }

    @Test
    void one_core_one_sample_or_a_gpu_has_one_lane() {
        Compute alone = USUAL.withBatch(1);
        Compute gpu = new Compute(Device.GPU, Precision.BF16, Layout.CONTIGUOUS, 1, 2);

        assertThat(measured(lanes(USUAL, 1), 1, 1000, PLENTY)).hasSize(3).allMatch(one -> one.lanes() == 1);
        assertThat(measured(lanes(alone, 1), 4, 1000, PLENTY)).hasSize(3).allMatch(one -> one.lanes() == 1);
        assertThat(measured(gpu, 4, 1000, PLENTY)).hasSize(3).allMatch(one -> one.lanes() == 1);
    }

    @Test
    void without_time_only_the_draft_is_measured() {
        assertThat(measured(USUAL, 4, 0, 0)).containsExactly(USUAL);
    }

    @Test
    void a_trial_that_may_not_fit_the_time_is_skipped() {
        // FP32 may take three times as long: nine seconds with the warm-up step
        assertThat(measured(USUAL, 4, 8, PLENTY)).hasSize(3).doesNotContain(USUAL.withPrecision(Precision.FP32));
    }

    @Test
    void a_trial_above_the_memory_limit_is_skipped() {
        long enough = MemoryForecast.bytes(TinyPlans.isotropic().withCompute(USUAL));

        assertThat(measured(USUAL, 4, 1000, enough))
                .containsExactly(USUAL, lanes(USUAL, 1), USUAL.withLayout(Layout.CHANNELS_LAST));
    }

    @Test
    void the_fastest_is_first_in_the_words() {
        Calibration calibration = new Calibration(List.of(
                new Trial(USUAL.withPrecision(Precision.FP32), 0.6),
                new Trial(lanes(USUAL, 1), 0.305),
                new Trial(USUAL.withLayout(Layout.CHANNELS_LAST), 2)));

        assertThat(calibration.fastest().secondsPerStep()).isEqualTo(0.305);
        assertThat(calibration.words())
                .isEqualTo("bf16 contiguous, one lane with all threads: 0.31 s; fp32 contiguous, 2 lanes: 0.60 s;"
                        + " bf16 channels-last, 2 lanes: 2.00 s");
    }

    @Test
    void of_equal_times_the_draft_is_kept() {
        assertThat(calibrate(USUAL, 4, 1000, PLENTY).fastest().compute()).isEqualTo(USUAL);
    }
}
