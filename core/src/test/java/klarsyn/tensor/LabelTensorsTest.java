package klarsyn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Operations used by losses: labels, masks, and gathering. */
class LabelTensorsTest {

    private static final float[] LABELS = {0, 2, 1, -1};

    private static Tensor labels() {
        return Tensor.of(LABELS, 1, 1, 1, 2, 2);
    }

    private static Tensor scores() {
        return Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 1, 3, 1, 2, 2);
    }

    @Test
    void membership_is_reported_by_a_mask_and_by_numbers() {
        try (Scope _ = Scope.open("test")) {
            float[] members = {1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0};
            assertThat(scores().maskOf(labels()).isMask()).isTrue();
            assertThat(scores().maskOf(labels()).toFloatArray()).containsExactly(members);
            assertThat(scores().oneHotOf(labels()).isMask()).isFalse();
            assertThat(scores().oneHotOf(labels()).toFloatArray()).containsExactly(members);
        }
    }

    @Test
    void a_mask_keeps_its_elements_even_next_to_nan() {
        try (Scope _ = Scope.open("test")) {
            Tensor values = Tensor.of(new float[] {1, Float.NaN, 3, Float.NEGATIVE_INFINITY}, 1, 1, 1, 2, 2);
            Tensor mask = labels().isAnyOf(List.of(0, 1));
            assertThat(values.where(mask).toFloatArray()).containsExactly(1, 0, 3, 0);
            assertThat(values.where(mask, -7).toFloatArray()).containsExactly(1, -7, 3, -7);
            assertThat(mask.not().toFloatArray()).containsExactly(0, 1, 0, 1);
            assertThatThrownBy(() -> values.where(labels())).isInstanceOf(TensorException.class);
        }
    }

    @Test
    void the_element_of_the_named_channel_is_chosen() {
        try (Scope _ = Scope.open("test")) {
            Tensor known = labels().atLeast(0);
            assertThat(scores().atLabel(known).toFloatArray()).containsExactly(1, 10, 7, 4);
            assertThat(Tensor.of(new float[] {5, 6, 7}, 3).at(known).toFloatArray())
                    .containsExactly(5, 7, 6, 5);
            assertThatThrownBy(() -> scores().atLabel(labels().add(2))).isInstanceOf(TensorException.class);
        }
    }

    @Test
    void labels_are_counted_in_each_sample() {
        try (Scope _ = Scope.open("test")) {
            Tensor two = Tensor.of(new float[] {0, 1, 1, 2, 2, 2, 2, 0}, 2, 1, 1, 2, 2);
            assertThat(two.countLabels(4).toFloatArray()).containsExactly(1, 2, 1, 0, 1, 0, 3, 0);
        }
    }

    @Test
    void the_largest_are_found_in_whatever_order() {
        try (Scope _ = Scope.open("test")) {
            assertThat(scores().largest(3).toFloatArray()).containsExactlyInAnyOrder(12, 11, 10);
            assertThat(scores().maximum(1).toFloatArray()).containsExactly(9, 10, 11, 12);
            Tensor turned = scores().multiply(-1).add(13);
            assertThat(scores().maximum(turned).narrow(1, 0, 1).toFloatArray()).containsExactly(12, 11, 10, 9);
        }
    }

    @Test
    void functions_of_logits_overflow_nowhere() {
        try (Scope _ = Scope.open("test")) {
            Tensor logits = Tensor.of(new float[] {-200, 0, 200}, 3);
            assertThat(logits.sigmoid().toFloatArray()).containsExactly(0, 0.5f, 1);
            assertThat(logits.softplus().toFloatArray())
                    .containsExactly(new float[] {0, (float) Math.log(2), 200}, within(1e-6f));
            Tensor truth = Tensor.of(new float[] {1, 1, 1}, 3);
            assertThat(logits.binaryCrossEntropy(truth).toFloatArray())
                    .containsExactly(new float[] {200, (float) Math.log(2), 0}, within(1e-5f));
        }
    }
}
