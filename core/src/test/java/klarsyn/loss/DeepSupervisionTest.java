package klarsyn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import klarsyn.loss.DeepSupervision.Levels;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DeepSupervisionTest {

    @Test
    void weights_add_up_to_one_and_follow_their_names() {
        assertThat(Levels.HALVING.weights(3)).containsExactly(4 / 7.0, 2 / 7.0, 1 / 7.0);
        assertThat(Levels.HALVING_BUT_COARSEST.weights(3)).containsExactly(2 / 3.0, 1 / 3.0, 0.0);
        assertThat(Levels.HALVING_BUT_COARSEST.weights(1)).containsExactly(1.0);
        assertThat(Levels.FINEST_TWICE.weights(3)).containsExactly(0.5, 0.25, 0.25);
        assertThat(Levels.EQUAL.weights(2)).containsExactly(0.5, 0.5);
        assertThat(Levels.FINEST.weights(2)).containsExactly(1.0, 0.0);
    }

    @Test
    void certain_and_right_costs_nothing_and_certain_and_wrong_costs_much() {
        try (Scope _ = Scope.open("test")) {
            Tensor labels = Tensor.of(new float[] {0, 1, 1, 0}, 1, 1, 1, 2, 2);
            Tensor right = labels.oneHot(2).multiply(50);
            assertThat(standard(right, labels)).isCloseTo(0, within(1e-5));
            assertThat(standard(right.multiply(-1), labels)).isGreaterThan(10);
        }
    }

    private static double standard(Tensor logits, Tensor labels) {
        return DeepSupervision.standard()
                .of(List.of(logits), LossTarget.ofClasses(labels))
                .item();
    }

    @Test
    void a_class_that_is_neither_there_nor_predicted_counts_as_found() {
        try (Scope _ = Scope.open("test")) {
            Tensor labels = Tensor.zeros(1, 1, 1, 2, 2);
            assertThat(standard(labels.oneHot(2).multiply(50), labels)).isCloseTo(0, within(1e-5));
        }
    }

    @Test
    void coarser_logits_are_compared_with_every_second_voxel() {
        try (Scope _ = Scope.open("test")) {
            float[] fine = new float[64];
            fine[21] = 1; // at (1, 1, 1), the middle of the first eight
            fine[23] = 1;
            Tensor labels = Tensor.of(fine, 1, 1, 4, 4, 4);
            Tensor full = labels.oneHot(2).multiply(50);
            Tensor half = labels.every(2, 1, 2)
                    .every(3, 1, 2)
                    .every(4, 1, 2)
                    .oneHot(2)
                    .multiply(50);
            Tensor loss = DeepSupervision.standard().of(List.of(full, half), LossTarget.ofClasses(labels));
            assertThat(loss.item()).isCloseTo(0, within(1e-4));
        }
    }

    @Test
    void ignored_values_count_in_no_resolution() {
        try (Scope _ = Scope.open("test")) {
            Tensor labels = LossTest.labels(2, 4, 4, 4);
            Targets targets = new Targets.Classes(List.of(2));
            Tensor fine = LossTest.logits(2, 2, 4, 4, 4);
            Tensor coarse = LossTest.logits(2, 2, 2, 2, 2);
            Tensor loss = DeepSupervision.standard().of(List.of(fine, coarse), targets.of(labels));
            Tensor thin = labels.every(2, 1, 2).every(3, 1, 2).every(4, 1, 2);
            Tensor byHand = Loss.standard()
                    .of(fine, targets.of(labels))
                    .multiply(2.0 / 3)
                    .add(Loss.standard().of(coarse, targets.of(thin)).multiply(1.0 / 3));
            assertThat(loss.item()).isCloseTo(byHand.item(), within(1e-6));
        }
    }

    @Test
    void other_numbers_of_weights_or_targets_than_of_resolutions_are_rejected() {
        try (Scope _ = Scope.open("test")) {
            Tensor labels = Tensor.zeros(1, 1, 1, 2, 2);
            List<Tensor> logits = List.of(labels.oneHot(2));
            List<LossTarget> targets = List.of(LossTarget.ofClasses(labels));
            assertThatThrownBy(() -> DeepSupervision.weighted(Loss.standard(), List.of(1.0, 1.0), logits, targets))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> DeepSupervision.weighted(Loss.standard(), List.of(0.0), logits, targets))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void regions_need_values() {
        assertThatThrownBy(() -> new Targets.Regions(List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Targets.Regions(List.of(List.of()), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
