package klarsyn.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Convolutions of {@code [N, C, D, H, W]}, computed by the fastest safe kernel of libtorch.
 *
 * <p>On the CPU, libtorch computes a single small FP32 volume of few channels by its own 3-D convolution, which is up
 * to ten times slower than oneDNN. Such volumes are convolved slice by slice in 2-D by oneDNN; 1×1×1 kernels of images
 * with channels last are matrix products.
 *
 * <p>oneDNN 3.7.1, which libtorch 2.10 uses, writes past its buffers when it computes a weight gradient in BF16 for a
 * volume of few large slices on a processor with AMX: results are wrong, or the process crashes. Its 2-D kernels do
 * not. So images of depth 1 are convolved in 2-D, and such volumes slice by slice.
 */
final class Convolutions {

    private static final long[] ONES = {1, 1, 1};
    private static final long[] NONE = {0, 0, 0};

    /** Values of a slice in all channels, {@code C·D·H}, up to which libtorch does not use oneDNN for one sample. */
    private static final long SMALL = 20_480;

    private Convolutions() {}

    /** Cross-correlation with {@code [out, C, d, h, w]}, in the memory layout of the input. */
    static Tensor forward(Tensor x, Tensor weight, TensorOptional bias, long[] stride, long[] padding) {
        return inLayoutOf(x, convolved(x, weight, bias, stride, padding));
    }

    private static Tensor convolved(Tensor x, Tensor weight, TensorOptional bias, long[] stride, long[] padding) {
        long[] kernel = {weight.size(2), weight.size(3), weight.size(4)};
        if (isPointwise(x, kernel, stride, padding)) {
            Tensor voxels = x.permute(0, 2, 3, 4, 1);
            return torch.linear(voxels, weight.flatten(1, -1), bias).permute(0, 4, 1, 2, 3);
        }
        if (x.size(2) == 1 && kernel[0] == 2 * padding[0] + 1) {
            // only the middle plane of the kernel covers the single slice
            Tensor y = torch.conv2d(
                    x.squeeze(2), weight.select(2, padding[0]), bias, plane(stride), plane(padding), plane(ONES), 1);
            return y.unsqueeze(2);
        }
        long[] in = {x.size(2), x.size(3), x.size(4)};
        long[] out = new long[3];
        for (int axis = 0; axis < 3; axis++) {
            out[axis] = (in[axis] + 2 * padding[axis] - kernel[axis]) / stride[axis] + 1;
        }
        boolean overruns = needsCare(x)
                && new WeightGradient(new long[] {x.size(1), weight.size(0)}, in, out, kernel, stride).overruns();
        return overruns || isWithoutOneDnn(x, kernel)
                ? bySlices(x, weight, bias, stride, padding, out[0])
                : torch.conv3d(x, weight, bias, stride, padding, ONES, 1);
    }

    /** A 1×1×1 kernel on an image whose channels are contiguous in memory. */
    private static boolean isPointwise(Tensor x, long[] kernel, long[] stride, long[] padding) {
        return isOnCpu(x, ScalarType.Float)
                && isChannelsLast(x)
                && Arrays.equals(kernel, ONES)
                && Arrays.equals(stride, ONES)
                && Arrays.equals(padding, NONE);
    }

    /** Whether libtorch would use its own convolution ({@code ConvParams::use_mkldnn} of libtorch 2.10). */
    private static boolean isWithoutOneDnn(Tensor x, long[] kernel) {
        return isOnCpu(x, ScalarType.Float)
                && x.size(0) == 1
                && x.size(1) * x.size(2) * x.size(3) <= SMALL
                && kernel[0] > 1
                && kernel[1] <= 3;
    }

    private static boolean isOnCpu(Tensor x, ScalarType type) {
        return !x.is_cuda() && x.scalar_type().intern() == type;
    }

    private static boolean isChannelsLast(Tensor x) {
        return x.suggest_memory_format().intern() == MemoryFormat.ChannelsLast3d;
    }

    private static Tensor inLayoutOf(Tensor x, Tensor y) {
        return isChannelsLast(x) ? y.contiguous(MemoryFormat.ChannelsLast3d) : y.contiguous();
    }

    /** Each slice with its neighbors as channels. */
    static Tensor bySlices(Tensor x, Tensor weight, TensorOptional bias, long[] stride, long[] padding, long depth) {
        long taps = weight.size(2);
        Tensor padded = padding[0] == 0 ? x : torch.constant_pad_nd(x, new long[] {0, 0, 0, 0, padding[0], padding[0]});
        List<Tensor> shifted = new ArrayList<>();
        for (long tap = 0; tap < taps; tap++) {
            long end = tap + stride[0] * (depth - 1) + 1;
            shifted.add(padded.slice(2, new LongOptional(tap), new LongOptional(end), stride[0]));
        }
        Tensor neighbors = torch.cat(new TensorVector(shifted.toArray(Tensor[]::new)), 1);
        Tensor y = torch.conv2d(
                slices(neighbors),
                weight.transpose(1, 2).flatten(1, 2),
                bias,
                plane(stride),
                plane(padding),
                plane(ONES),
                1);
        return volume(y, x.size(0), depth);
    }

    /**
     * Transposed convolution with {@code [C, out, d, h, w]}, the kernel equal to the stride, in the memory layout of the
     * input.
     */
    static Tensor transposed(Tensor x, Tensor weight, TensorOptional bias, long[] stride) {
        return inLayoutOf(x, enlarged(x, weight, bias, stride));
    }

    private static Tensor enlarged(Tensor x, Tensor weight, TensorOptional bias, long[] stride) {
        if (x.size(2) == 1 && stride[0] == 1) {
            return torch.conv_transpose2d(
                            x.squeeze(2),
                            weight.squeeze(2),
                            bias,
                            plane(stride),
                            plane(NONE),
                            plane(NONE),
                            1,
                            plane(ONES))
                    .unsqueeze(2);
        }
        if (!needsCare(x) || !transposedOverruns(x, weight, stride)) {
            return torch.conv_transpose3d(x, weight, bias, stride, NONE, NONE, 1, ONES);
        }
        return transposedBySlices(x, weight, bias, stride);
    }

    /** Each slice becomes as many slices as the kernel is deep. */
    static Tensor transposedBySlices(Tensor x, Tensor weight, TensorOptional bias, long[] stride) {
        TensorOptional biases =
                bias.has_value() ? new TensorOptional(bias.get().repeat(stride[0])) : new TensorOptional();
        Tensor y = torch.conv_transpose2d(
                slices(x),
                weight.transpose(1, 2).flatten(1, 2),
                biases,
                plane(stride),
                plane(NONE),
                plane(NONE),
                1,
                plane(ONES));
        // [N·D, d·out, H, W]: kernel planes become slices
        return volume(
                y.reshape(y.size(0) * stride[0], weight.size(1), y.size(2), y.size(3)),
                x.size(0),
                x.size(2) * stride[0]);
    }

    /** The backward pass is a convolution from output to input. */
    private static boolean transposedOverruns(Tensor x, Tensor weight, long[] stride) {
        long[] coarse = {x.size(2), x.size(3), x.size(4)};
        long[] fine = {coarse[0] * stride[0], coarse[1] * stride[1], coarse[2] * stride[2]};
        return new WeightGradient(new long[] {weight.size(1), x.size(1)}, fine, coarse, stride, stride).overruns();
    }

    private static long[] plane(long[] three) {
        return new long[] {three[1], three[2]};
    }

    private static Tensor slices(Tensor x) {
        return x.transpose(1, 2).flatten(0, 1);
    }

    private static Tensor volume(Tensor slices, long samples, long depth) {
        return slices.reshape(samples, depth, slices.size(1), slices.size(2), slices.size(3))
                .transpose(1, 2);
    }

    private static boolean needsCare(Tensor x) {
        return GradMode.is_enabled() && !x.is_cuda() && x.scalar_type().intern() == ScalarType.BFloat16;
    }
}
