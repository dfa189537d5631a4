package klarsyn.nn.layer;

import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * Two convolutions whose result is added to the input (He et al., 2015; variant D of He et al., 2018 with a stride).
 *
 * @param first    convolution, which may change resolution and channels, norm and leaky ReLU
 * @param second   convolution
 * @param norm     after the second convolution; the sum is followed by a leaky ReLU
 * @param shortcut from the input to the sum
 */
public record ResidualBlock(ConvolutionBlock first, Convolution second, Norm norm, Shortcut shortcut) implements Block {

    @Override
    public Tensor forward(Tensor input, Pass pass) {
        try (Scope scope = Scope.open("residual block")) {
            Tensor inner = first.forward(input, pass);
            Tensor convolved = second.forward(inner, pass);
            scope.free(inner);
            Tensor sum = norm.forward(convolved, pass);
            scope.free(convolved);
            sum.addInPlace(shortcut.forward(input, pass), 1);
            return scope.keep(sum.leakyReluInPlace(ConvolutionBlock.SLOPE));
        }
    }
}
