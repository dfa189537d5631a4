package klarsyn.nn.layer;

import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * Attention gate: weights each voxel of the encoder's features by 0 to 1 (Oktay et al., 2018).
 *
 * <p>Additive attention at the coarser resolution, upsampled to the finer one by linear interpolation.
 *
 * @param look   {@code [C, C, s_d, s_h, s_w]}: the encoder's features at the coarser resolution, no bias
 * @param signal the coarser resolution's features, 1×1×1, with bias
 * @param weigh  1×1×1 to one channel, with bias
 */
public record AttentionGate(Tensor look, Convolution signal, Convolution weigh) {

    private static final long[] NONE = {0, 0, 0};

    /** {@code skip} weighted, with the same shape. */
    public Tensor forward(Tensor skip, Tensor coarse, Pass pass) {
        try (Scope scope = Scope.open("attention gate")) {
            long[] stride = {look.size(2), look.size(3), look.size(4)};
            Tensor question = skip.convolve(look, stride, NONE).add(signal.forward(coarse, pass));
            Tensor weights =
                    weigh.forward(question.leakyReluInPlace(0), pass).sigmoid().to(skip.precision());
            return scope.keep(skip.multiply(weights.interpolate(skip.size(2), skip.size(3), skip.size(4))));
        }
    }
}
