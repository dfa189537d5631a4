package klarsyn.nn;

import java.util.List;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/** Turns features into logits: one case per kind of output. */
public sealed interface Head permits UNetDecoder, PooledLogits {

    /**
     * Logits; of a head with deep supervision one tensor per supervised resolution in training, the finest first.
     *
     * @param features of an {@link Encoder}, the finest first, owned by {@code scope}; the head may free them
     * @param scope    the innermost one
     */
    List<Tensor> logits(List<Tensor> features, Pass pass, Scope scope);
}
