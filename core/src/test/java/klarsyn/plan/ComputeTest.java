package klarsyn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import klarsyn.tensor.Device;
import klarsyn.tensor.InstructionSet;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Resources;
import org.junit.jupiter.api.Test;

class ComputeTest {

    private static final Compute BF16 = new Compute(Device.CPU, Precision.BF16, Layout.CONTIGUOUS, 2, 2);

    @Test
    void without_matrix_instructions_a_model_of_bf16_predicts_in_fp32() {
        boolean hasAmx = InstructionSet.ofThisMachine().contains(InstructionSet.AMX_BF16);
        assertThat(BF16.available())
                .isEqualTo(hasAmx ? BF16 : new Compute(Device.CPU, Precision.FP32, Layout.CHANNELS_LAST, 2, 2));
    }

    @Test
    void settings_that_this_machine_has_are_kept() {
        Compute exact = BF16.withPrecision(Precision.FP32);
        assertThat(exact.available()).isEqualTo(exact);
    }

    @Test
    void there_are_no_more_lanes_than_cores_or_than_two() {
        Resources machine = Resources.available().withoutAccelerator();
        assertThat(Compute.unmeasured(machine.withCores(1), 4).lanes()).isEqualTo(1);
        assertThat(Compute.unmeasured(machine.withCores(16), 4).lanes()).isEqualTo(2);
    }
}
