package klarsyn.nn.layer;

import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/** Convolution, norm, leaky ReLU with slope 0.01. */
public record ConvolutionBlock(Convolution conv, Norm norm) implements Block {

    /** Negative slope of the leaky ReLU. */
    static final double SLOPE = 0.01;

    @Override
    public Tensor forward(Tensor input, Pass pass) {
        try (Scope scope = Scope.open("convolution block")) {
            return scope.keep(norm.forward(conv.forward(input, pass), pass).leakyReluInPlace(SLOPE));
        }
    }
}
