package klarsyn.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.PlanException;
import klarsyn.plan.Budget;
import klarsyn.plan.Compute;
import klarsyn.plan.Patch;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyPlans;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import org.junit.jupiter.api.Test;

class MemoryForecastTest {

    private static final SegmentationPlan TINY = TinyPlans.isotropic();
    private static final SegmentationPlan LARGE = TINY.withNetwork(new Patch(64, 64, 64), TINY.network());

    private static SegmentationPlan on(Device device, Precision precision, int lanes, int batch) {
        return LARGE.withCompute(new Compute(device, precision, Layout.CONTIGUOUS, lanes, batch));
    }

    private static long bytes(Precision precision, int lanes, int batch) {
        return MemoryForecast.bytes(on(Device.CPU, precision, lanes, batch));
    }

    @Test
    void a_tiny_network_takes_the_process_alone() {
        assertThat(MemoryForecast.bytes(TINY) >> 20).isBetween(750L, 752L);
    }

    @Test
    void feature_maps_grow_with_patch_batch_and_precision() {
        long maps = bytes(Precision.FP32, 1, 2) - bytes(Precision.FP32, 1, 1);

        assertThat(maps).isEqualTo(28L * 4 * 64 * 64 * 64 * 4); // maps × channels × voxels × bytes
        assertThat(bytes(Precision.BF16, 1, 2) - bytes(Precision.BF16, 1, 1)).isEqualTo(maps / 2);
    }

    @Test
    void each_lane_has_gradients_of_its_own() {
        assertThat(bytes(Precision.FP32, 3, 1) - bytes(Precision.FP32, 2, 1))
                .isEqualTo(4 * LARGE.network().parameters());
    }

    private static PlanException rejection(SegmentationPlan plan, long bytes) {
        return catchThrowableOfType(
                PlanException.class,
                () -> MemoryForecast.require(plan, Budget.minutes(1).withMemory(bytes), "make smaller patches"));
    }

    @Test
    void the_suggested_limit_is_enough() {
        SegmentationPlan plan = on(Device.CPU, Precision.FP32, 1, 4);
        PlanException rejection = rejection(plan, 512L << 20);

        assertThat(rejection.what())
                .startsWith("a step of 4 patches needs about ")
                .endsWith("the limit is 512 MiB");
        Matcher suggestion =
                Pattern.compile("use --memory (\\d+)M, or make smaller patches").matcher(rejection.fix());
        assertThat(suggestion.matches()).isTrue();
        assertThat(rejection(plan, Long.parseLong(suggestion.group(1)) << 20)).isNull();
    }

    @Test
    void a_limit_that_is_just_enough_is_accepted() {
        long needed = bytes(Precision.FP32, 1, 4);

        assertThat(rejection(on(Device.CPU, Precision.FP32, 1, 4), needed)).isNull();
        assertThat(rejection(on(Device.CPU, Precision.FP32, 1, 4), needed - 1)).isNotNull();
    }

    @Test
    void the_memory_of_a_gpu_is_not_limited_by_that_of_the_process() {
        assertThatCode(() -> MemoryForecast.require(
                        on(Device.GPU, Precision.BF16, 1, 64), Budget.minutes(1).withMemory(1), "-"))
                .doesNotThrowAnyException();
    }
}
