package klarsyn.train;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.floats;
import static klarsyn.base.NnunetGolden.member;
import static klarsyn.base.NnunetGolden.number;
import static klarsyn.base.NnunetGolden.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SegmentationLossTest {

    @Test
    void value_and_gradient_are_those_that_nnunet_recorded() {
        Json losses = NnunetGolden.section("losses");
        Json inputs = member(losses, "inputs");
        Json recorded = elements(member(losses, "results")).stream()
                .filter(result -> member(result, "loss").equals(new Json.Text("DC_and_CE")))
                .findFirst()
                .orElseThrow();
        try (Scope _ = Scope.open("test")) {
            Tensor logits = tensor(member(inputs, "logits")).asParameter();
            Tensor labels = tensor(member(inputs, "target"));
            Tensor loss = SegmentationLoss.of(List.of(logits), labels);
            // nnU-Net subtracts the Dice, we subtract it from one
            assertThat(loss.item() - 1).isCloseTo(number(member(recorded, "value")), within(1e-6));
            float[] expected = floats(member(recorded, "grad"));
            float[] gradient =
                    Autograd.gradients(loss, List.of(logits)).getFirst().toFloatArray();
            assertThat(gradient).containsExactly(expected, within(1e-7f));
        }
    }

    private static Tensor tensor(Json array) {
        return Tensor.of(floats(array), shape(array));
    }

    @Test
    void certain_and_right_costs_nothing_and_certain_and_wrong_costs_much() {
        try (Scope _ = Scope.open("test")) {
            Tensor labels = Tensor.of(new float[] {0, 1, 1, 0}, 1, 1, 1, 2, 2);
            Tensor right = labels.oneHot(2).multiply(50);
            Tensor wrong = right.multiply(-1);
            assertThat(SegmentationLoss.of(List.of(right), labels).item()).isCloseTo(0, within(1e-5));
            assertThat(SegmentationLoss.of(List.of(wrong), labels).item()).isGreaterThan(10);
        }
    }

    @Test
    void a_class_that_is_neither_there_nor_predicted_counts_as_found() {
        try (Scope _ = Scope.open("test")) {
            Tensor labels = Tensor.zeros(1, 1, 1, 2, 2);
            Tensor background = labels.oneHot(2).multiply(50);
            assertThat(SegmentationLoss.of(List.of(background), labels).item()).isCloseTo(0, within(1e-5));
        }
    }

    @Test
    void coarser_logits_are_compared_with_every_second_voxel() {
        try (Scope _ = Scope.open("test")) {
            float[] fine = new float[64];
            fine[0] = 1;
            fine[2] = 1;
            Tensor labels = Tensor.of(fine, 1, 1, 4, 4, 4);
            Tensor full = labels.oneHot(2).multiply(50);
            Tensor half = labels.every(2, 2).every(3, 2).every(4, 2).oneHot(2).multiply(50);
            assertThat(SegmentationLoss.of(List.of(full, half), labels).item()).isCloseTo(0, within(1e-4));
        }
    }
}
