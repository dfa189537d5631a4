package klarsyn.nn.layer;

import klarsyn.tensor.Tensor;

/**
 * Transposed convolution with a kernel as large as its stride, {@code [N, in, D, H, W]} to
 * {@code [N, out, D·s, H·s, W·s]}.
 *
 * @param weight {@code [in, out, s_d, s_h, s_w]}
 * @param bias   none, except in imported networks
 */
public record TransposedConvolution(Tensor weight, Bias bias) implements Layer {

    @Override
    public Tensor forward(Tensor input, Pass pass) {
        long[] stride = {weight.size(2), weight.size(3), weight.size(4)};
        return switch (bias) {
            case Bias.None _ -> input.convolveTransposed(weight, stride);
            case Bias.Learned(Tensor values) -> input.convolveTransposed(weight, values, stride);
        };
    }
}
