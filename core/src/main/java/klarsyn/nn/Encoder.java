package klarsyn.nn;

import java.util.List;
import klarsyn.nn.layer.Pass;
import klarsyn.tensor.Tensor;

/** Computes features of an image; its parameters have the same names under any {@link Head}. */
public sealed interface Encoder permits ConvolutionalEncoder {

    /**
     * Features of each resolution, the finest first.
     *
     * @param input {@code [N, C, D, H, W]}
     * @return {@code [N, C', D', H', W']} each, owned by the innermost scope
     */
    List<Tensor> features(Tensor input, Pass pass);
}
