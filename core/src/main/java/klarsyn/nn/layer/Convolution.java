package klarsyn.nn.layer;

import java.util.List;
import klarsyn.tensor.Tensor;

/**
 * Convolution, {@code [N, in, D, H, W]} to {@code [N, out, ⌈D/s⌉, ⌈H/s⌉, ⌈W/s⌉]}.
 *
 * <p>2-D is 3-D with a kernel and stride of one in depth.
 *
 * @param weight {@code [out, in, d, h, w]} with odd kernel sizes
 * @param bias   none before a norm, which would cancel it, except in imported networks
 * @param stride along depth, height, width
 */
public record Convolution(Tensor weight, Bias bias, List<Integer> stride) implements Layer {

    /** A kernel or stride of 1 along depth, height and width. */
    public static final List<Integer> ONES = List.of(1, 1, 1);

    /** Weights from Kaiming's normal distribution for a leaky ReLU with slope 0.01 (He et al., 2015). */
    public static Convolution create(
            int in, int out, List<Integer> kernel, List<Integer> stride, Bias bias, Initial initial) {
        int taps = kernel.stream().reduce(1, Math::multiplyExact);
        double deviation = Initial.he((double) in * taps);
        return new Convolution(
                initial.normal(deviation, out, in, kernel.get(0), kernel.get(1), kernel.get(2)), bias, stride);
    }

    @Override
    public Tensor forward(Tensor input, Pass pass) {
        long[] steps = stride.stream().mapToLong(s -> s).toArray();
        long[] padding = {weight.size(2) / 2, weight.size(3) / 2, weight.size(4) / 2};
        return switch (bias) {
            case Bias.None _ -> input.convolve(weight, steps, padding);
            case Bias.Learned(Tensor values) -> input.convolve(weight, values, steps, padding);
        };
    }
}
