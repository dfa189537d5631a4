package klarsyn.tensor;

import static klarsyn.tensor.DrawnTensors.drawn;
import static klarsyn.tensor.DrawnTensors.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arithmetic against the same formula over plain arrays in double precision. */
class TensorArithmeticTest {

    private static final Offset<Float> SINGLE = within(1e-5f);

    private Scope scope;

    @BeforeEach
    void open() {
        scope = Scope.open("test");
    }

    @AfterEach
    void close() {
        scope.close();
    }

    /** A function of an element, as the tensor and as plain arithmetic compute it. */
    @SuppressWarnings("ImmutableEnumChecker") // immutable functions
    enum Function {
        ADD(t -> t.add(3), x -> x + 3),
        MULTIPLY(t -> t.multiply(-2), x -> -2 * x),
        EXP(Tensor::exp, Math::exp),
        LOG(t -> t.exp().log(), x -> x),
        POWER(t -> t.power(3), x -> x * x * x),
        AT_LEAST(t -> t.atLeast(0.25), x -> Math.max(x, 0.25)),
        AT_MOST(t -> t.atMost(0.25), x -> Math.min(x, 0.25)),
        SIGMOID(Tensor::sigmoid, x -> 1 / (1 + Math.exp(-x))),
        SOFTPLUS(Tensor::softplus, x -> Math.log1p(Math.exp(x))),
        LEAKY_RELU(t -> t.multiply(1).leakyReluInPlace(0.01), x -> x < 0 ? 0.01 * x : x),
        TIMES_ITSELF(t -> t.multiply(t), x -> x * x),
        MINUS_ITSELF(t -> t.subtract(t), x -> 0),
        BY_ITSELF(t -> t.divide(t), x -> 1),
        LARGER_THAN_ITS_OPPOSITE(t -> t.maximum(t.multiply(-1)), Math::abs);

        private final UnaryOperator<Tensor> ofTensor;
        private final DoubleUnaryOperator ofNumber;

        Function(UnaryOperator<Tensor> ofTensor, DoubleUnaryOperator ofNumber) {
            this.ofTensor = ofTensor;
            this.ofNumber = ofNumber;
        }
    }

    @ParameterizedTest
    @EnumSource
    void functions_of_an_element_are_those_of_mathematics(Function function) {
        float[] values = numbers(1, 3, 7);
        float[] expected = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            expected[i] = (float) function.ofNumber.applyAsDouble(values[i]);
        }

        Tensor result = function.ofTensor.apply(Tensor.of(values, 3, 7));

        assertThat(result.shape()).containsExactly(3, 7);
        assertThat(result.toFloatArray()).containsExactly(expected, within(2e-5f));
    }

    @Test
    void sums_over_axes_add_up_to_the_sum_of_all() {
        Tensor tensor = drawn(1, 3, 4, 5);
        double all = 0;
        for (float value : tensor.toFloatArray()) {
            all += value;
        }

        assertThat(tensor.sum().item()).isCloseTo(all, within(1e-4));
        assertThat(tensor.sum(0, 2).shape()).containsExactly(4);
        assertThat(tensor.sum(0, 2).sum().item()).isCloseTo(all, within(1e-4));
        assertThat(tensor.sum(1).sum(1).sum(0).item()).isCloseTo(all, within(1e-4));
        assertThat(tensor.mean().item()).isCloseTo(all / 60, within(1e-5));
    }

    @Test
    void the_norm_grows_with_the_factor_and_obeys_the_triangle() {
        Tensor a = drawn(1, 50);
        Tensor b = drawn(2, 50);

        assertThat(a.multiply(-3).norm().item()).isCloseTo(3 * a.norm().item(), within(1e-4));
        assertThat(a.add(b).norm().item())
                .isLessThanOrEqualTo(a.norm().item() + b.norm().item());
    }

    @Test
    void a_product_of_matrices_is_rows_times_columns() {
        float[] a = numbers(1, 3, 4);
        float[] b = numbers(2, 4, 2);
        float[] expected = new float[6];
        for (int i = 0; i < 6; i++) {
            for (int k = 0; k < 4; k++) {
                expected[i] += a[i / 2 * 4 + k] * b[k * 2 + i % 2];
            }
        }

        assertThat(Tensor.of(a, 3, 4).matmul(Tensor.of(b, 4, 2)).toFloatArray()).containsExactly(expected, SINGLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void softmax_sums_to_one_along_its_axis_and_ignores_what_all_share(int axis) {
        Tensor logits = drawn(1, 2, 3, 4).multiply(5);

        Tensor shares = logits.softmax(axis);

        float[] sums = shares.sum(axis).toFloatArray();
        float[] ones = new float[sums.length];
        Arrays.fill(ones, 1);
        assertThat(sums).containsExactly(ones, within(1e-6f));
        assertThat(logits.add(1000).softmax(axis).toFloatArray()).containsExactly(shares.toFloatArray(), within(1e-4f));
        assertThat(logits.logSoftmax(axis).exp().toFloatArray()).containsExactly(shares.toFloatArray(), SINGLE);
    }

    @Test
    void the_largest_element_and_its_place_belong_together() {
        Tensor tensor = Tensor.of(new float[] {3, 9, -1, 9, 2, 8}, 2, 3);

        assertThat(tensor.argmax(1).toFloatArray()).containsExactly(1, 0);
        assertThat(tensor.maximum(1).toFloatArray()).containsExactly(9, 9);
        assertThat(tensor.maximum(0).toFloatArray()).containsExactly(9, 9, 8);
    }

    @Test
    void of_equal_elements_the_first_is_the_largest() {
        assertThat(Tensor.of(new float[] {5, 7, 7, 7}, 4).argmax(0).item()).isEqualTo(1);
    }

    @Test
    void changes_in_place_are_those_of_the_formulas_of_optimizers() {
        float[] values = {1, 2, 3};
        Tensor tensor = Tensor.of(values, 3);
        Tensor a = Tensor.of(new float[] {4, 5, 6}, 3);
        Tensor b = Tensor.of(new float[] {9, 16, 25}, 3);

        tensor.addInPlace(a, 0.5).multiplyInPlace(2).addProductInPlace(a, b, 0.1);
        tensor.addQuotientOfRootInPlace(a, b, 1, -1);

        float[] expected = new float[3];
        for (int i = 0; i < 3; i++) {
            double sum = 2 * (values[i] + 0.5 * (4 + i)) + 0.1 * (4 + i) * (3 + i) * (3 + i);
            expected[i] = (float) (sum - (4 + i) / (3.0 + i + 1));
        }
        assertThat(tensor.toFloatArray()).containsExactly(expected, SINGLE);
    }

    @Test
    void a_copy_takes_the_precision_of_where_it_goes() {
        Tensor rounded = Tensor.zeros(2).to(Precision.BF16);
        rounded.copyInPlace(Tensor.of(new float[] {1.001f, 300}, 2));

        assertThat(rounded.precision()).isEqualTo(Precision.BF16);
        assertThat(rounded.toFloatArray()).containsExactly(1, 300);
    }

    /** The upper half of a single-precision number: seven bits behind the point, the same exponents. */
    @ParameterizedTest
    @ValueSource(floats = {1.001f, 1.0078125f, -3.0e38f, 1.0e-38f, 65_535, 0.1f, -17.3f})
    void bfloat16_rounds_to_the_nearest_of_eight_bits_and_keeps_the_range(float number) {
        float rounded = Tensor.of(new float[] {number}, 1).to(Precision.BF16).toFloatArray()[0];

        assertThat(rounded).isCloseTo(number, within(Math.abs(number) / 256));
        assertThat(Float.floatToIntBits(rounded) & 0xFFFF).isZero();
    }

    @Test
    void rounding_twice_is_rounding_once() {
        Tensor once = drawn(1, 100).to(Precision.BF16);

        assertThat(once.to(Precision.FP32).to(Precision.BF16).toFloatArray()).isEqualTo(once.toFloatArray());
        assertThat(Precision.BF16.bytes() * 2).isEqualTo(Precision.FP32.bytes());
    }

    @Test
    void enlarging_keeps_a_flat_image_flat_and_a_slope_straight() {
        Tensor flat = Tensor.zeros(1, 1, 2, 2, 2).add(7);
        Tensor slope = Tensor.of(new float[] {0, 4, 8, 12}, 1, 1, 1, 1, 4);

        assertThat(flat.interpolate(3, 4, 5).toFloatArray()).containsOnly(7);
        assertThat(slope.interpolate(1, 1, 8).toFloatArray()).containsExactly(0, 1, 3, 5, 7, 9, 11, 12);
    }

    @Test
    void pooling_takes_the_mean_or_the_largest_of_each_window() {
        float[] values = new float[16];
        for (int i = 0; i < 16; i++) {
            values[i] = i;
        }
        Tensor image = Tensor.of(values, 1, 1, 1, 4, 4);
        long[] two = {1, 2, 2};

        assertThat(image.averagePool(two).toFloatArray()).containsExactly(2.5f, 4.5f, 10.5f, 12.5f);
        assertThat(image.maxPool(two, two, new long[3]).toFloatArray()).containsExactly(5, 7, 13, 15);
        assertThat(image.multiply(-1)
                        .maxPool(new long[] {1, 3, 3}, two, new long[] {0, 1, 1})
                        .toFloatArray())
                .containsExactly(new float[] {0, -1, -4, -5}, SINGLE);
    }

    @Test
    void batch_norm_has_mean_zero_and_deviation_one_over_all_samples_of_a_channel() {
        Tensor image = drawn(1, 4, 2, 2, 3, 3).multiply(5).add(20);
        Tensor scale = Tensor.of(new float[] {1, 2}, 2);
        Tensor shift = Tensor.of(new float[] {0, -3}, 2);

        Tensor result = image.batchNorm(scale, shift);

        Tensor first = result.narrow(1, 0, 1);
        Tensor second = result.narrow(1, 1, 1);
        assertThat(first.mean().item()).isCloseTo(0, within(1e-4));
        assertThat(first.multiply(first).mean().item()).isCloseTo(1, within(1e-3));
        assertThat(second.mean().item()).isCloseTo(-3, within(1e-4));
    }

    @Test
    void running_statistics_follow_the_samples_by_their_share() {
        Tensor image = Tensor.of(new float[] {1, 3, 5, 7}, 4, 1, 1, 1, 1);
        Tensor one = Tensor.of(new float[] {1}, 1);
        Tensor mean = Tensor.of(new float[] {10}, 1);
        Tensor variance = Tensor.of(new float[] {1}, 1);

        image.batchNorm(one, Tensor.zeros(1), mean, variance, 0.25);

        assertThat(mean.item()).isCloseTo(0.75 * 10 + 0.25 * 4, within(1e-5));
        assertThat(variance.item()).isCloseTo(0.75 + 0.25 * 20 / 3.0, within(1e-5)); // unbiased, as PyTorch
    }

    @Test
    void shapes_that_cannot_be_broadcast_are_rejected_with_both() {
        Tensor a = Tensor.zeros(2, 3);
        Tensor b = Tensor.zeros(2, 4);

        assertThatThrownBy(() -> a.add(b))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("add of float [2, 3], float [2, 4]");
    }

    @Test
    void the_number_of_a_tensor_with_several_is_rejected() {
        Tensor two = Tensor.zeros(2);

        assertThatThrownBy(two::item).isInstanceOf(TensorException.class);
    }

    @Test
    void the_same_operation_gives_the_same_bits_again() {
        Tensor a = drawn(1, 40, 40);
        Tensor b = drawn(2, 40, 40);
        float[] first = a.matmul(b).toFloatArray();

        for (int i = 0; i < 5; i++) {
            assertThat(Arrays.equals(a.matmul(b).toFloatArray(), first)).isTrue();
        }
    }
}
