package klarsyn.nn;

import java.util.List;
import klarsyn.nn.layer.Pass;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/** Computes logits from features: one case per kind of output. */
public sealed interface Head permits UNetDecoder, PooledLogits {

    /**
     * Logits; with deep supervision one tensor per supervised resolution in training, the finest first.
     *
     * @param features of an {@link Encoder}, the finest first, owned by {@code scope}; the head may free them
     * @param scope    the innermost one
     */
    List<Tensor> logits(List<Tensor> features, Pass pass, Scope scope);
}
