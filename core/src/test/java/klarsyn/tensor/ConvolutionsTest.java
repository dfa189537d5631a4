package klarsyn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import klarsyn.base.Seed;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2-D convolutions against libtorch's 3-D ones, in FP32, where those are reliable. */
class ConvolutionsTest {

    private static final long[] ONES = {1, 1, 1};
    private static final long[] NONE = {0, 0, 0};

    @Test
    void images_of_depth_one_are_convolved_as_in_three_dimensions() {
        try (Scope _ = Scope.open("test")) {
            for (long depth : new long[] {1, 3}) {
                Tensor x = drawn(1, 2, 3, 1, 9, 8);
                Tensor weight = drawn(2, 4, 3, depth, 3, 3);
                Tensor bias = drawn(3, 4);
                for (long step : new long[] {1, 2}) {
                    long[] stride = {1, step, step};
                    long[] padding = {depth / 2, 1, 1};
                    Tensor expected =
                            wrapped(() -> torch.conv3d(raw(x), raw(weight), optional(bias), stride, padding, ONES, 1));
                    assertSame(x.convolve(weight, bias, stride, padding), expected, weight);
                }
            }
        }
    }

    @Test
    void volumes_slice_by_slice_are_convolved_as_in_three_dimensions() {
        try (Scope _ = Scope.open("test")) {
            Tensor x = drawn(1, 2, 3, 5, 6, 7);
            for (long depth : new long[] {1, 3}) {
                Tensor weight = drawn(2, 4, 3, depth, 3, 3);
                Tensor bias = drawn(3, 4);
                for (long step : new long[] {1, 2}) {
                    long[] stride = {step, 2, 1};
                    long[] padding = {depth / 2, 1, 1};
                    long out = (5 - 1) / step + 1;
                    Tensor expected =
                            wrapped(() -> torch.conv3d(raw(x), raw(weight), optional(bias), stride, padding, ONES, 1));
                    Tensor actual = wrapped(
                            () -> Convolutions.bySlices(raw(x), raw(weight), optional(bias), stride, padding, out));
                    assertSame(actual, expected, weight);
                }
            }
        }
    }

    @Test
    void volumes_slice_by_slice_are_enlarged_as_in_three_dimensions() {
        try (Scope _ = Scope.open("test")) {
            for (long[] stride : List.of(new long[] {1, 2, 2}, new long[] {2, 2, 3})) {
                Tensor x = drawn(1, 2, 3, 4, 5, 6);
                Tensor weight = drawn(2, 3, 4, stride[0], stride[1], stride[2]);
                Tensor bias = drawn(3, 4);
                Tensor expected = wrapped(
                        () -> torch.conv_transpose3d(raw(x), raw(weight), optional(bias), stride, NONE, NONE, 1, ONES));
                Tensor actual =
                        wrapped(() -> Convolutions.transposedBySlices(raw(x), raw(weight), optional(bias), stride));
                assertSame(actual, expected, weight);
                Tensor flat = drawn(4, 2, 3, 1, 5, 6);
                Tensor enlarged = wrapped(() ->
                        torch.conv_transpose3d(raw(flat), raw(weight), optional(bias), stride, NONE, NONE, 1, ONES));
                assertSame(flat.convolveTransposed(weight, bias, stride), enlarged, weight);
            }
        }
    }

    /** These wrote past buffers in 3-D: the first two crashed the process, the last gave wrong numbers. */
    @ParameterizedTest
    @CsvSource({"1, 256, 3, 16", "4, 128, 16, 16", "16, 384, 4, 4"})
    void gradients_of_few_large_slices_are_right_in_bf16(long depth, long height, int in, int out) {
        long width = depth == 16 ? 64 : height;
        try (Scope _ = Scope.open("test")) {
            Tensor x = drawn(1, 1, in, depth, height, width);
            float[] exact = weightGradient(x, in, out, UnaryOperator.identity());
            float[] rounded = weightGradient(x, in, out, tensor -> tensor.to(Precision.BF16));
            double scale = 0;
            for (float value : exact) {
                scale = Math.max(scale, Math.abs(value));
            }
            assertThat(rounded).containsExactly(exact, within((float) (0.03 * scale)));
        }
    }

    private static float[] weightGradient(Tensor x, int in, int out, UnaryOperator<Tensor> precision) {
        Tensor weight = drawn(2, out, in, 3, 3, 3).asParameter();
        Tensor y = precision.apply(x).convolve(weight, ONES, ONES).to(Precision.FP32);
        Tensor pull = drawn(3, y.shape());
        return Autograd.gradients(y.multiply(pull).sum(), List.of(weight))
                .getFirst()
                .toFloatArray();
    }

    private static void assertSame(Tensor actual, Tensor expected, Tensor weight) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), within(1e-5f));
        Tensor pull = drawn(9, expected.shape());
        float[] gradient = gradient(actual, pull, weight);
        assertThat(gradient).containsExactly(gradient(expected, pull, weight), within(1e-4f));
    }

    private static float[] gradient(Tensor y, Tensor pull, Tensor weight) {
        return Autograd.gradients(y.multiply(pull).sum(), List.of(weight))
                .getFirst()
                .toFloatArray();
    }

    private static Tensor drawn(int seed, long... shape) {
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        float[] values = new float[Math.toIntExact(count)];
        var random = Seed.of(seed).generator();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(values, shape).asParameter();
    }

    private static Tensor wrapped(java.util.function.Supplier<org.bytedeco.pytorch.Tensor> body) {
        return Natives.call("test", body);
    }

    private static org.bytedeco.pytorch.Tensor raw(Tensor tensor) {
        return tensor.handle("test");
    }

    private static TensorOptional optional(Tensor tensor) {
        return new TensorOptional(raw(tensor));
    }
}
