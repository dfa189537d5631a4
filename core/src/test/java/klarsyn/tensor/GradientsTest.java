package klarsyn.tensor;

import static klarsyn.tensor.DrawnTensors.drawn;
import static klarsyn.tensor.DrawnTensors.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradientsTest {

    private static final long[] ONES = {1, 1, 1};

    /** Operations that networks and losses are made of, from {@code [1, 2, 2, 3, 3]}. */
    @SuppressWarnings("ImmutableEnumChecker") // immutable functions
    enum Operation {
        CONVOLUTION(x -> x.convolve(drawn(5, 3, 2, 3, 3, 3), ONES, ONES)),
        TRANSPOSED(x -> x.convolveTransposed(drawn(5, 2, 3, 2, 2, 2), new long[] {2, 2, 2})),
        INSTANCE_NORM(x -> x.instanceNorm(drawn(6, 2), drawn(7, 2))),
        SOFTMAX(x -> x.softmax(1)),
        LOG_SOFTMAX(x -> x.logSoftmax(1)),
        SIGMOID(Tensor::sigmoid),
        LEAKY_RELU(x -> x.multiply(1).leakyReluInPlace(0.1)),
        MEAN_OVER_AXES(x -> x.multiply(x).sum(2, 3)),
        AVERAGE_POOL(x -> x.averagePool(new long[] {1, 3, 3})),
        INTERPOLATION(x -> x.interpolate(4, 5, 6)),
        QUOTIENT(x -> x.divide(x.multiply(x).add(2))),
        VIEWS(x -> x.transpose(1, 4).flip(2).narrow(1, 0, 2));

        private final UnaryOperator<Tensor> body;

        Operation(UnaryOperator<Tensor> body) {
            this.body = body;
        }
    }

    /** The slope of the secant through two points a hundredth to both sides, to a thousandth of the largest slope. */
    @ParameterizedTest
    @EnumSource
    void a_gradient_is_the_slope_in_its_direction(Operation operation) {
        long[] shape = {1, 2, 2, 3, 3};
        float[] at = numbers(1, shape);
        float[] direction = numbers(2, shape);
        double step = 0.01;
        try (Scope _ = Scope.open("test")) {
            Tensor x = Tensor.of(at, shape).asParameter();
            float[] gradient = Autograd.gradients(scalar(operation, x), List.of(x))
                    .getFirst()
                    .toFloatArray();
            double slope = 0;
            double size = 0;
            for (int i = 0; i < at.length; i++) {
                slope += (double) gradient[i] * direction[i];
                size += Math.abs(gradient[i] * direction[i]);
            }
            Tensor moved = Tensor.of(direction, shape);
            double ahead = scalar(operation, Tensor.of(at, shape).add(moved.multiply(step)))
                    .item();
            double behind = scalar(operation, Tensor.of(at, shape).add(moved.multiply(-step)))
                    .item();

            assertThat((ahead - behind) / (2 * step)).isCloseTo(slope, within(0.01 * size + 1e-3));
        }
    }

    private static Tensor scalar(Operation operation, Tensor x) {
        Tensor y = operation.body.apply(x);
        return y.multiply(drawn(9, y.shape())).sum();
    }

    @Test
    void gradients_come_in_the_order_of_the_leaves_and_in_their_shapes() {
        try (Scope _ = Scope.open("test")) {
            Tensor a = drawn(1, 2, 3).asParameter();
            Tensor b = drawn(2, 3, 4).asParameter();

            List<Tensor> gradients = Autograd.gradients(a.matmul(b).sum(), List.of(b, a));

            assertThat(gradients.get(0).shape()).containsExactly(3, 4);
            assertThat(gradients.get(1).shape()).containsExactly(2, 3);
        }
    }

    @Test
    void the_gradient_of_a_sum_is_the_sum_of_gradients() {
        try (Scope _ = Scope.open("test")) {
            Tensor x = drawn(1, 5).asParameter();
            Tensor one = x.multiply(x).sum();
            Tensor other = x.exp().sum();
            float[] together = gradient(one.add(other), x);
            float[] first = gradient(x.multiply(x).sum(), x);
            float[] second = gradient(x.exp().sum(), x);

            for (int i = 0; i < 5; i++) {
                assertThat(together[i]).isCloseTo(first[i] + second[i], within(1e-5f));
            }
        }
    }

    private static float[] gradient(Tensor loss, Tensor leaf) {
        return Autograd.gradients(loss, List.of(leaf)).getFirst().toFloatArray();
    }

    @Test
    void what_was_detached_is_a_constant() {
        try (Scope _ = Scope.open("test")) {
            Tensor x = Tensor.of(new float[] {3}, 1).asParameter();

            assertThat(gradient(x.multiply(x.detach()).sum(), x)).containsExactly(3);
        }
    }

    @Test
    void gradients_of_what_was_made_without_recording_are_rejected() {
        try (Scope _ = Scope.open("test")) {
            Tensor x = Tensor.of(new float[] {3}, 1).asParameter();
            Tensor loss;
            try (Autograd off = Autograd.off()) {
                loss = off.keep(x.multiply(x).sum());
            }

            assertThatThrownBy(() -> Autograd.gradients(loss, List.of(x))).isInstanceOf(TensorException.class);
        }
    }

    @Test
    void recording_goes_on_after_the_innermost_pause_ends() {
        try (Scope _ = Scope.open("test")) {
            Tensor x = Tensor.of(new float[] {3}, 1).asParameter();
            try (Autograd _ = Autograd.off();
                    Autograd _ = Autograd.off()) {
                x.multiply(x);
            }

            assertThat(gradient(x.multiply(x).sum(), x)).containsExactly(6);
        }
    }

    /** A parameter may serve several threads at once, each with a loss of its own. */
    @Test
    void leaves_are_not_written_to() {
        try (Scope _ = Scope.open("test")) {
            Tensor x = Tensor.of(new float[] {1, 2}, 2).asParameter();

            float[] first = gradient(x.multiply(x).sum(), x);
            float[] again = gradient(x.multiply(x).sum(), x);

            assertThat(again).isEqualTo(first);
            assertThat(x.toFloatArray()).containsExactly(1, 2);
        }
    }
}
