package klarsyn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TensorTest {

    private long alive;

    @BeforeEach
    void count() {
        Engine.load();
        try (Scope _ = Scope.open("warm-up")) {
            Autograd.gradients(square(Tensor.of(new float[] {1}, 1).asParameter()), List.of());
        } catch (TensorException expected) {
            // an empty list of leaves is refused; the classes are loaded now
        }
        alive = Scope.liveObjects();
    }

    @AfterEach
    void nothing_leaks() {
        assertThat(Scope.liveObjects()).isEqualTo(alive);
    }

    private static Tensor square(Tensor x) {
        return x.multiply(x).sum();
    }

    @Test
    void numbers_come_back_as_they_went_in() {
        try (Scope _ = Scope.open("test")) {
            assertThat(Tensor.of(new float[] {1, -2, 3.5f, 0}, 2, 2).toFloatArray())
                    .containsExactly(1, -2, 3.5f, 0);
        }
    }

    @Test
    void a_tensor_needs_an_open_scope() {
        assertThatThrownBy(() -> Tensor.zeros(3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no scope is open");
    }

    @Test
    void a_tensor_is_gone_with_its_scope_and_says_which() {
        Tensor lost;
        try (Scope _ = Scope.open("inner work")) {
            lost = Tensor.zeros(2, 3);
        }
        try (Scope _ = Scope.open("outer")) {
            assertThatThrownBy(() -> lost.add(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("[2, 3]")
                    .hasMessageContaining("inner work");
        }
    }

    @Test
    void a_scope_frees_its_own_tensors_early_and_no_others() {
        try (Scope outer = Scope.open("outer")) {
            Tensor mine = Tensor.zeros(2, 3);
            long before = Scope.liveObjects();
            try (Scope inner = Scope.open("inner")) {
                Tensor early = inner.keep(Tensor.zeros(4));
                assertThatThrownBy(() -> inner.free(mine))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("inner does not own");
                outer.free(early);
                assertThatThrownBy(() -> early.add(1))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("outer");
                assertThatThrownBy(() -> outer.free(early)).isInstanceOf(IllegalStateException.class);
            }
            assertThat(Scope.liveObjects()).isEqualTo(before);
            assertThat(mine.toFloatArray()).containsOnly(0);
        }
    }

    @Test
    void means_over_steps_are_the_same_in_either_precision() {
        try (Scope _ = Scope.open("test")) {
            Tensor image = Tensor.of(new float[] {1, 3, 5, 7, 2, 4, 6, 8}, 1, 1, 2, 2, 2);
            for (Precision precision : Precision.values()) {
                assertThat(image.to(precision).averagePool(new long[] {1, 2, 2}).toFloatArray())
                        .containsExactly(4, 5);
                assertThat(image.to(precision).averagePool(new long[] {2, 1, 2}).toFloatArray())
                        .containsExactly(2.5f, 6.5f);
            }
        }
    }

    @Test
    void a_leaf_that_does_not_matter_has_a_gradient_of_zero() {
        try (Scope _ = Scope.open("test")) {
            Tensor x = Tensor.of(new float[] {1, 2}, 2).asParameter();
            Tensor other = Tensor.of(new float[] {5}, 1).asParameter();
            List<Tensor> gradients = Autograd.gradients(square(x), List.of(other, x));
            assertThat(gradients.getFirst().toFloatArray()).containsExactly(0);
            assertThat(gradients.getLast().toFloatArray()).containsExactly(2, 4);
        }
    }

    @Test
    void a_kept_tensor_lives_in_the_scope_around() {
        try (Scope _ = Scope.open("outer")) {
            Tensor kept;
            try (Scope inner = Scope.open("inner")) {
                kept = inner.keep(Tensor.of(new float[] {4}, 1));
            }
            assertThat(kept.item()).isEqualTo(4);
        }
    }

    @Test
    void a_held_tensor_lives_until_its_holding_closes() {
        Tensor held;
        try (Holding holding = Holding.open("weights")) {
            try (Scope _ = Scope.open("making")) {
                held = holding.hold(Tensor.of(new float[] {5}, 1));
            }
            try (Scope _ = Scope.open("using")) {
                assertThat(held.item()).isEqualTo(5);
            }
        }
        try (Scope _ = Scope.open("too late")) {
            assertThatThrownBy(() -> held.add(1)).hasMessageContaining("weights");
        }
    }

    @Test
    void scopes_close_in_the_reverse_order_of_opening() {
        Scope outer = Scope.open("outer");
        Scope inner = Scope.open("inner");
        assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
        inner.close();
        outer.close();
    }

    @Test
    void an_error_names_the_operation_the_shapes_and_the_reason() {
        try (Scope _ = Scope.open("test")) {
            Tensor a = Tensor.zeros(2, 3);
            Tensor b = Tensor.zeros(2, 3);
            assertThatThrownBy(() -> a.matmul(b))
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("matmul of float [2, 3], float [2, 3]")
                    .hasMessageContaining("cannot be multiplied")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void an_array_of_another_length_than_its_shape_is_rejected() {
        assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void gradients_are_those_of_calculus() {
        try (Scope _ = Scope.open("test")) {
            Tensor x = Tensor.of(new float[] {1, 2, -3}, 3).asParameter();
            List<Tensor> gradients = Autograd.gradients(square(x), List.of(x));
            assertThat(gradients.getFirst().toFloatArray()).containsExactly(2, 4, -6);
        }
    }

    @Test
    void without_autograd_nothing_is_recorded_and_parameters_may_change() {
        try (Scope _ = Scope.open("test")) {
            Tensor x = Tensor.of(new float[] {1, 2}, 2).asParameter();
            try (Autograd _ = Autograd.off()) {
                x.addInPlace(Tensor.of(new float[] {1, 1}, 2), 0.5);
            }
            assertThat(x.toFloatArray()).containsExactly(1.5f, 2.5f);
        }
    }

    @Test
    void bfloat16_keeps_eight_bits() {
        try (Scope _ = Scope.open("test")) {
            Tensor rounded = Tensor.of(new float[] {1.001f, 256}, 2).to(Precision.BF16);
            assertThat(rounded.precision()).isEqualTo(Precision.BF16);
            assertThat(rounded.toFloatArray()).containsExactly(1, 256);
        }
    }

    @Test
    void one_hot_has_a_plane_a_class() {
        try (Scope _ = Scope.open("test")) {
            Tensor labels = Tensor.of(new float[] {0, 2, 1, 0}, 1, 1, 1, 2, 2);
            assertThat(labels.oneHot(3).toFloatArray()).containsExactly(1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0);
        }
    }

    @Test
    void a_convolution_with_one_tap_copies() {
        try (Scope _ = Scope.open("test")) {
            float[] kernel = new float[27];
            kernel[13] = 2;
            Tensor image = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 1, 2, 2, 2);
            Tensor out = image.convolve(Tensor.of(kernel, 1, 1, 3, 3, 3), new long[] {1, 1, 1}, new long[] {1, 1, 1});
            assertThat(out.toFloatArray()).containsExactly(2, 4, 6, 8, 10, 12, 14, 16);
        }
    }

    @Test
    void layouts_change_memory_and_not_the_numbers() {
        try (Scope _ = Scope.open("test")) {
            float[] values = {1, 2, 3, 4, 5, 6, 7, 8};
            Tensor turned = Tensor.of(values, 1, 2, 1, 2, 2).to(Layout.CHANNELS_LAST);
            assertThat(turned.toFloatArray()).containsExactly(values);
        }
    }

    @Test
    void the_norm_of_a_vector_is_its_length() {
        try (Scope _ = Scope.open("test")) {
            assertThat(Tensor.of(new float[] {3, 4}, 2).norm().item()).isCloseTo(5, within(1e-6));
        }
    }

    @Test
    void instance_norm_gives_each_channel_of_each_sample_mean_zero_and_deviation_one() {
        try (Scope _ = Scope.open("test")) {
            Tensor image = Tensor.of(new float[] {1, 3, 10, 30, -1, 1, 5, 5}, 2, 2, 1, 1, 2);
            Tensor scale = Tensor.of(new float[] {1, 2}, 2);
            Tensor shift = Tensor.of(new float[] {0, 1}, 2);
            assertThat(image.instanceNorm(scale, shift).toFloatArray())
                    .containsExactly(new float[] {-1, 1, -1, 3, -1, 1, 1, 1}, within(1e-3f));
        }
    }
}
