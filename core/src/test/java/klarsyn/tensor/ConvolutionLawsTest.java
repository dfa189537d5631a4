package klarsyn.tensor;

import static klarsyn.tensor.DrawnTensors.drawn;
import static klarsyn.tensor.DrawnTensors.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Properties of every convolution, independent of the implementation. */
class ConvolutionLawsTest {

    /** Sums of some hundred products of normal numbers in single precision. */
    private static final Offset<Float> SINGLE = within(2e-4f);

    private static final long[] ONES = {1, 1, 1};

    /** The definition as six loops over plain arrays is the reference. */
    @ParameterizedTest
    @CsvSource(textBlock = """
        # depth, height, width, kernel along each axis, stride along each axis, padding along each axis
        4, 5, 6, 3, 3, 3, 1, 1, 1, 1, 1, 1
        4, 5, 6, 3, 3, 3, 2, 2, 2, 1, 1, 1
        5, 5, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0
        3, 7, 4, 1, 3, 3, 1, 2, 1, 0, 1, 1
        6, 4, 5, 3, 1, 2, 2, 1, 3, 0, 0, 1
        1, 6, 7, 1, 3, 3, 1, 1, 2, 0, 1, 1
        1, 6, 7, 3, 3, 3, 1, 1, 1, 1, 1, 1
        """)
    void a_convolution_is_a_sum_of_shifted_products(
            int d, int h, int w, int kd, int kh, int kw, int sd, int sh, int sw, int pd, int ph, int pw) {
        long[] in = {2, 3, d, h, w};
        long[] kernel = {4, 3, kd, kh, kw};
        float[] image = numbers(1, in);
        float[] weight = numbers(2, kernel);
        long[] stride = {sd, sh, sw};
        long[] padding = {pd, ph, pw};
        try (Scope _ = Scope.open("test")) {
            Tensor out = Tensor.of(image, in).convolve(Tensor.of(weight, kernel), stride, padding);

            assertThat(out.toFloatArray())
                    .containsExactly(byDefinition(image, in, weight, kernel, stride, padding), SINGLE);
        }
    }

    private static float[] byDefinition(
            float[] image, long[] in, float[] weight, long[] kernel, long[] stride, long[] padding) {
        int[] out = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            out[axis] = (int) ((in[axis + 2] + 2 * padding[axis] - kernel[axis + 2]) / stride[axis] + 1);
        }
        float[] result = new float[(int) (in[0] * kernel[0]) * out[0] * out[1] * out[2]];
        int at = 0;
        for (int n = 0; n < in[0]; n++) {
            for (int o = 0; o < kernel[0]; o++) {
                for (int voxel = 0; voxel < out[0] * out[1] * out[2]; voxel++) {
                    long z = voxel / (out[1] * out[2]) * stride[0] - padding[0];
                    long y = voxel / out[2] % out[1] * stride[1] - padding[1];
                    long x = voxel % out[2] * stride[2] - padding[2];
                    result[at++] = (float) sumOfProducts(image, in, weight, kernel, n, o, new long[] {z, y, x});
                }
            }
        }
        return result;
    }

    private static double sumOfProducts(
            float[] image, long[] in, float[] weight, long[] kernel, int n, int o, long[] corner) {
        double sum = 0;
        for (int c = 0; c < in[1]; c++) {
            for (int k = 0; k < kernel[2] * kernel[3] * kernel[4]; k++) {
                long z = corner[0] + k / (kernel[3] * kernel[4]);
                long y = corner[1] + k / kernel[4] % kernel[3];
                long x = corner[2] + k % kernel[4];
                if (z >= 0 && z < in[2] && y >= 0 && y < in[3] && x >= 0 && x < in[4]) {
                    long voxel = (((n * in[1] + c) * in[2] + z) * in[3] + y) * in[4] + x;
                    long tap = (o * in[1] + c) * kernel[2] * kernel[3] * kernel[4] + k;
                    sum += (double) image[(int) voxel] * weight[(int) tap];
                }
            }
        }
        return sum;
    }

    @Test
    void it_is_linear_in_the_image_and_in_the_weight() {
        try (Scope _ = Scope.open("test")) {
            Tensor a = drawn(1, 1, 2, 4, 5, 6);
            Tensor b = drawn(2, 1, 2, 4, 5, 6);
            Tensor v = drawn(3, 3, 2, 3, 3, 3);
            Tensor w = drawn(4, 3, 2, 3, 3, 3);

            Tensor images = a.multiply(2).add(b.multiply(-3)).convolve(v, ONES, ONES);
            Tensor weights = a.convolve(v.multiply(2).add(w.multiply(-3)), ONES, ONES);

            assertSame(images, convolved(a, v).multiply(2).add(convolved(b, v).multiply(-3)));
            assertSame(weights, convolved(a, v).multiply(2).add(convolved(a, w).multiply(-3)));
        }
    }

    private static Tensor convolved(Tensor image, Tensor weight) {
        return image.convolve(weight, ONES, ONES);
    }

    @Test
    void it_commutes_with_mirroring_image_and_weight_alike() {
        try (Scope _ = Scope.open("test")) {
            Tensor image = drawn(1, 2, 2, 4, 5, 6);
            Tensor weight = drawn(2, 3, 2, 3, 3, 3);
            for (long[] axes : List.of(new long[] {2}, new long[] {3, 4}, new long[] {2, 3, 4})) {
                assertSame(
                        convolved(image.flip(axes), weight.flip(axes)),
                        convolved(image, weight).flip(axes));
            }
        }
    }

    @Test
    void samples_of_a_batch_do_not_see_each_other() {
        try (Scope _ = Scope.open("test")) {
            Tensor one = drawn(1, 1, 2, 3, 4, 5);
            Tensor other = drawn(2, 1, 2, 3, 4, 5);
            Tensor weight = drawn(3, 3, 2, 3, 3, 3);

            Tensor together = convolved(Tensor.concatenate(0, List.of(one, other)), weight);

            assertSame(together, Tensor.concatenate(0, List.of(convolved(one, weight), convolved(other, weight))));
        }
    }

    @Test
    void a_bias_is_added_to_every_voxel_of_its_channel() {
        try (Scope _ = Scope.open("test")) {
            Tensor image = drawn(1, 1, 2, 3, 4, 5);
            Tensor weight = drawn(2, 3, 2, 3, 3, 3);
            Tensor bias = Tensor.of(new float[] {1, -2, 30}, 3);

            Tensor difference = image.convolve(weight, bias, ONES, ONES).subtract(convolved(image, weight));

            assertSame(difference, bias.reshape(1, 3, 1, 1, 1).expand(1, 3, 3, 4, 5));
        }
    }

    /** ⟨convolve x, y⟩ = ⟨x, transposed y⟩: what defines the transposed convolution. */
    @ParameterizedTest
    @CsvSource({"1,2,2", "2,2,2", "2,1,3"})
    void the_transposed_convolution_is_the_adjoint(long d, long h, long w) {
        try (Scope _ = Scope.open("test")) {
            long[] stride = {d, h, w};
            Tensor fine = drawn(1, 2, 3, 2 * d, 3 * h, 4 * w);
            Tensor coarse = drawn(2, 2, 5, 2, 3, 4);
            Tensor weight = drawn(3, 5, 3, d, h, w);

            double down = fine.convolve(weight, stride, new long[3])
                    .multiply(coarse)
                    .sum()
                    .item();
            double up = coarse.convolveTransposed(weight, stride)
                    .multiply(fine)
                    .sum()
                    .item();

            assertThat(up).isCloseTo(down, within(1e-3));
        }
    }

    @Test
    void weights_in_single_precision_serve_an_image_in_bf16() {
        try (Scope _ = Scope.open("test")) {
            Tensor image = drawn(1, 1, 2, 4, 5, 6);
            Tensor weight = drawn(2, 3, 2, 3, 3, 3);

            Tensor rounded = convolved(image.to(Precision.BF16), weight);

            assertThat(rounded.precision()).isEqualTo(Precision.BF16);
            // 54 products, each off by at most 2⁻⁸ of its size
            assertThat(rounded.toFloatArray())
                    .containsExactly(convolved(image, weight).toFloatArray(), within(0.3f));
        }
    }

    @Test
    void channels_that_do_not_fit_are_rejected_with_both_shapes() {
        try (Scope _ = Scope.open("test")) {
            Tensor image = Tensor.zeros(1, 2, 3, 3, 3);
            Tensor weight = Tensor.zeros(4, 5, 3, 3, 3);

            assertThatThrownBy(() -> convolved(image, weight))
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("[1, 2, 3, 3, 3]")
                    .hasMessageContaining("[4, 5, 3, 3, 3]");
        }
    }

    private static void assertSame(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), SINGLE);
    }
}
