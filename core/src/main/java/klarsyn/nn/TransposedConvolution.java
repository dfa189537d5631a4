package klarsyn.nn;

import java.util.List;
import klarsyn.tensor.Tensor;

/**
 * Upsampling by a learned kernel as large as its stride, {@code [N, in, D, H, W]} to {@code [N, out, D·s, H·s, W·s]}.
 *
 * @param weight {@code [in, out, s_d, s_h, s_w]}
 */
public record TransposedConvolution(Tensor weight) implements Layer {

    /** Weights from Kaiming's normal distribution (fan-in of one output voxel: the input channels). */
    public static TransposedConvolution create(int in, int out, List<Integer> stride, Initial initial) {
        double deviation = Math.sqrt(2 / (1 + 1e-4) / in);
        return new TransposedConvolution(
                initial.normal(deviation, in, out, stride.get(0), stride.get(1), stride.get(2)));
    }

    @Override
    public Tensor forward(Tensor input, Mode mode) {
        return input.convolveTransposed(weight, new long[] {weight.size(2), weight.size(3), weight.size(4)});
    }
}
