package klarsyn.tensor;

import static klarsyn.tensor.DrawnTensors.drawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both memory layouts give the same values and gradients, and results keep the layout. */
class ChannelsLastTest {

    private static final long[] ONES = {1, 1, 1};
    private static final long[] TWOS = {2, 2, 2};
    private static final long[] NONE = {0, 0, 0};

    /** One channel and one sample, which libtorch treats differently, and more. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void convolutions_of_few_and_many_channels_are_the_same(long samples) {
        for (int channels : new int[] {1, 8, 96}) {
            try (Scope _ = Scope.open("test")) {
                Tensor weight = drawn(2, 4, channels, 3, 3, 3).multiply(0.1).asParameter();
                for (long[] stride : List.of(ONES, TWOS)) {
                    assertSame(drawn(1, samples, channels, 6, 5, 4), weight, x -> x.convolve(weight, stride, ONES));
                }
            }
        }
    }

    @Test
    void convolutions_of_single_voxels_are_the_same() {
        try (Scope _ = Scope.open("test")) {
            Tensor weight = drawn(2, 3, 16, 1, 1, 1).asParameter();
            Tensor bias = drawn(3, 3);
            assertSame(drawn(1, 2, 16, 6, 5, 4), weight, x -> x.convolve(weight, bias, ONES, NONE));
        }
    }

    @Test
    void transposed_convolutions_are_the_same() {
        try (Scope _ = Scope.open("test")) {
            Tensor weight = drawn(2, 16, 8, 2, 2, 2).asParameter();
            assertSame(drawn(1, 1, 16, 3, 4, 5), weight, x -> x.convolveTransposed(weight, TWOS));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void instance_norm_is_the_same(long samples) {
        try (Scope _ = Scope.open("test")) {
            Tensor scale = drawn(2, 8).asParameter();
            Tensor shift = drawn(3, 8);
            assertSame(drawn(1, samples, 8, 4, 5, 6), scale, x -> x.instanceNorm(scale, shift));
        }
    }

    @Test
    void an_image_of_one_channel_passes_its_layout_on() {
        try (Scope _ = Scope.open("test")) {
            Tensor image = drawn(1, 1, 1, 4, 5, 6);
            assertThat(isChannelsLast(image)).isFalse();
            assertThat(isChannelsLast(image.to(Layout.CHANNELS_LAST))).isTrue();
            assertThat(image.to(Layout.CHANNELS_LAST).toFloatArray()).containsExactly(image.toFloatArray());
        }
    }

    private static void assertSame(Tensor image, Tensor parameter, UnaryOperator<Tensor> operation) {
        Tensor contiguous = image.asParameter();
        Tensor last = image.to(Layout.CHANNELS_LAST).asParameter();
        Tensor expected = operation.apply(contiguous);
        Tensor actual = operation.apply(last.to(Layout.CHANNELS_LAST));
        assertThat(isChannelsLast(actual)).isTrue();
        assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), within(1e-4f));
        Tensor pull = drawn(9, expected.shape());
        List<Tensor> wanted = Autograd.gradients(expected.multiply(pull).sum(), List.of(contiguous, parameter));
        List<Tensor> given = Autograd.gradients(actual.multiply(pull).sum(), List.of(last, parameter));
        for (int i = 0; i < wanted.size(); i++) {
            assertThat(given.get(i).toFloatArray())
                    .containsExactly(wanted.get(i).toFloatArray(), within(1e-3f));
        }
    }

    private static boolean isChannelsLast(Tensor tensor) {
        return tensor.handle("test").suggest_memory_format().intern() == MemoryFormat.ChannelsLast3d;
    }
}
