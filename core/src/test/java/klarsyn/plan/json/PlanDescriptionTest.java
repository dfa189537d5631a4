package klarsyn.plan.json;

import static org.assertj.core.api.Assertions.assertThat;

import klarsyn.plan.TinyPlans;
import org.junit.jupiter.api.Test;

class PlanDescriptionTest {

    @Test
    void each_reason_is_a_sentence_that_names_the_choice() {
        assertThat(PlanDescription.of(TinyPlans.isotropic()))
                .containsExactly(
                        "Convolutions in FP32: small.",
                        "Voxels of 1.00×1.00×1.00 mm: the median.",
                        "Patches of 8×8×8 voxels: unknown.");
    }
}
