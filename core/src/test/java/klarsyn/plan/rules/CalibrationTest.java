package klarsyn.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import klarsyn.plan.Compute;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyPlans;
import klarsyn.plan.rules.Calibration.Trial;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {

    private static final Compute USUAL = new Compute(Device.CPU, Precision.BF16, Layout.CHANNELS_LAST, 2, 2);
    private static final long PLENTY = 1L << 40;

    private final List<SegmentationPlan> measured = new ArrayList<>();

    /** A machine whose convolutions have a speed, in BF16 and FP32, and whose steps take some seconds. */
    private final class Machine implements StepCost<SegmentationPlan> {
        private final double bf16;
        private final double fp32;
        private final ToDoubleFunction<SegmentationPlan> seconds;

        Machine(double bf16, double fp32, ToDoubleFunction<SegmentationPlan> seconds) {
            this.bf16 = bf16;
            this.fp32 = fp32;
            this.seconds = seconds;
        }

        @Override
        public double seconds(SegmentationPlan plan, int steps) {
            measured.add(plan);
            return seconds.applyAsDouble(plan);
        }

        @Override
        public OptionalDouble gigaflops(Precision precision) {
            return OptionalDouble.of(precision == Precision.BF16 ? bf16 : fp32);
        }
    }

    private Machine steady(double bf16, double fp32) {
        return new Machine(bf16, fp32, plan -> 1);
    }

    private Calibration calibrate(Machine machine, Compute draft, int cores, double seconds, long memory) {
        return new CalibrationTrials(new StepTimes(machine, cores, seconds), cores, memory)
                .run(TinyPlans.isotropic().withCompute(draft));
    }

    private List<Compute> computes(Machine machine, Compute draft, int cores) {
        return calibrate(machine, draft, cores, 1000, PLENTY).trials().stream()
                .map(Trial::compute)
                .toList();
    }

    @Test
    void both_precisions_are_measured_first_then_layout_and_lanes() {
        Compute exact = USUAL.withPrecision(Precision.FP32);
        assertThat(computes(steady(150, 150), USUAL, 2))
                .containsExactly(
                        USUAL,
                        exact,
                        USUAL.withLayout(Layout.CONTIGUOUS),
                        USUAL.withLanes(1),
                        exact.withLayout(Layout.CONTIGUOUS),
                        exact.withLanes(1));
    }

    @Test
    void the_precision_of_faster_convolutions_is_measured_first() {
        assertThat(computes(steady(100, 150), USUAL, 2).getFirst().precision()).isEqualTo(Precision.FP32);
        assertThat(computes(steady(150, 100), USUAL.withPrecision(Precision.FP32), 2)
                        .getFirst()
                        .precision())
                .isEqualTo(Precision.BF16);
    }

    @Test
    void a_precision_that_the_libraries_emulate_is_never_measured() {
        assertThat(computes(steady(5, 150), USUAL, 2)).hasSize(3).allMatch(one -> one.precision() == Precision.FP32);
    }

    @Test
    void the_speed_of_the_processor_does_not_matter_for_a_gpu() {
        Compute gpu = new Compute(Device.GPU, Precision.BF16, Layout.CONTIGUOUS, 1, 2);

        assertThat(computes(steady(5, 150), gpu, 2)).startsWith(gpu).hasSize(4);
    }

    @Test
    void the_first_trial_uses_a_smaller_patch_if_a_whole_step_may_take_too_long() {
        ToDoubleFunction<SegmentationPlan> byOperations = plan -> StepTimes.operations(plan) / 1e6;
        SegmentationPlan draft = TinyPlans.isotropic().withCompute(USUAL.withPrecision(Precision.FP32));
        double whole = byOperations.applyAsDouble(draft);

        Calibration calibration =
                calibrate(new Machine(0.0001, 0.001, byOperations), draft.compute(), 1, whole / 2, PLENTY);

        assertThat(measured.getFirst().patch().voxels()).isLessThan(8 * 8 * 8);
        assertThat(calibration.fastest().secondsPerStep()).isCloseTo(whole, within(1e-9));
    }

    @Test
    void on_many_cores_one_lane_and_one_sample_per_lane_are_tried() {
        Compute six = new Compute(Device.CPU, Precision.FP32, Layout.CHANNELS_LAST, 2, 6);

        assertThat(computes(steady(5, 150), six, 4)).contains(six.withLanes(1), six.withLanes(4));
        assertThat(computes(steady(5, 150), six, 16)).contains(six.withLanes(1), six.withLanes(6));
    }

    /** Two lanes share the cores; a part of each step runs in one thread of its lane. */
    @ParameterizedTest
    @CsvSource({"2, 0.3, 2", "4, 0.3, 2", "8, 0.3, 2", "16, 0.3, 2", "4, 0, 1"})
    void the_lanes_that_use_the_cores_best_are_selected(int cores, double serial, int lanes) {
        Machine machine = new Machine(5, 150, plan -> {
            int samples = Math.ceilDiv(plan.compute().batch(), plan.compute().lanes());
            double threads = (double) cores / plan.compute().lanes();
            double exchange = 0.01 * plan.compute().lanes();
            return samples * (serial + (1 - serial) / threads) + exchange;
        });
        Compute draft = new Compute(Device.CPU, Precision.FP32, Layout.CHANNELS_LAST, 2, 2);

        assertThat(calibrate(machine, draft, cores, 1000, PLENTY)
                        .fastest()
                        .compute()
                        .lanes())
                .isEqualTo(lanes);
    }

    @Test
    void one_core_one_sample_or_a_gpu_has_one_lane() {
        Compute alone = USUAL.withBatch(1).withLanes(1);
        Compute gpu = new Compute(Device.GPU, Precision.BF16, Layout.CONTIGUOUS, 1, 2);

        assertThat(computes(steady(150, 150), USUAL.withLanes(1), 1)).hasSize(4).allMatch(one -> one.lanes() == 1);
        assertThat(computes(steady(150, 150), alone, 4)).hasSize(4).allMatch(one -> one.lanes() == 1);
        assertThat(computes(steady(150, 150), gpu, 4)).hasSize(4).allMatch(one -> one.lanes() == 1);
    }

    @Test
    void without_time_only_the_most_promising_configuration_is_measured() {
        assertThat(calibrate(steady(150, 100), USUAL, 4, 0, 0).trials())
                .singleElement()
                .satisfies(trial -> assertThat(trial.compute()).isEqualTo(USUAL));
    }

    @Test
    void a_trial_above_the_memory_limit_is_skipped() {
        long enough = MemoryForecast.bytes(TinyPlans.isotropic().withCompute(USUAL));

        assertThat(calibrate(steady(150, 150), USUAL, 2, 1000, enough).trials())
                .allSatisfy(trial -> assertThat(trial.compute().precision()).isEqualTo(Precision.BF16));
    }

    @Test
    void configurations_close_to_the_fastest_are_measured_again() {
        Machine noisy = new Machine(5, 150, plan -> measured.size() == 1 ? 1.1 : 1.05);
        Calibration calibration = calibrate(noisy, USUAL, 2, 1000, PLENTY);

        assertThat(measured).hasSize(6);
        assertThat(calibration.fastest().compute()).isEqualTo(USUAL.withPrecision(Precision.FP32));
    }

    @Test
    void the_fastest_is_first_in_the_words() {
        Calibration calibration = new Calibration(List.of(
                new Trial(USUAL.withPrecision(Precision.FP32), 0.6),
                new Trial(USUAL.withLanes(1), 0.305),
                new Trial(USUAL.withLayout(Layout.CONTIGUOUS), 2)));

        assertThat(calibration.fastest().secondsPerStep()).isEqualTo(0.305);
        assertThat(calibration.words())
                .isEqualTo("bf16 channels-last, one lane with all threads: 0.31 s; fp32 channels-last, 2 lanes: 0.60 s;"
                        + " bf16 contiguous, 2 lanes: 2.00 s");
    }

    @Test
    void of_equal_times_the_first_is_kept() {
        assertThat(calibrate(steady(150, 150), USUAL, 4, 1000, PLENTY).fastest().compute())
                .isEqualTo(USUAL);
    }
}
