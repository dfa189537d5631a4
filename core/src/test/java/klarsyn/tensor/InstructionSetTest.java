package klarsyn.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstructionSetTest {

    @Test
    void instruction_sets_are_named_by_whole_flags() {
        assertThat(InstructionSet.named("flags\t\t: fpu avx avx2 avx512f avx512_bf16 amx_bf16"))
                .containsExactly(InstructionSet.values());
        assertThat(InstructionSet.named("flags : avx avx512fx amx_bf")).isEmpty();
    }

    @Test
    void convolutions_have_a_speed_in_each_precision() {
        for (Precision precision : Precision.values()) {
            assertThat(ConvolutionSpeed.gigaflops(precision)).isPositive().isLessThan(1e5);
        }
    }
}
