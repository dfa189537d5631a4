package klarsyn.nn;

import java.util.List;
import klarsyn.tensor.Tensor;

/** Convolution, instance norm, leaky ReLU with slope 0.01. */
public record ConvolutionBlock(Convolution conv, InstanceNorm norm) implements Layer {

    private static final double SLOPE = 0.01;

    /** A block with fresh weights. */
    public static ConvolutionBlock create(
            int in, int out, List<Integer> kernel, List<Integer> stride, Initial initial) {
        return new ConvolutionBlock(Convolution.create(in, out, kernel, stride, initial), InstanceNorm.create(out));
    }

    @Override
    public Tensor forward(Tensor input, Mode mode) {
        return norm.forward(conv.forward(input, mode), mode).leakyReluInPlace(SLOPE);
    }
}
