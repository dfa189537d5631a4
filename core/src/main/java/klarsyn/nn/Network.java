package klarsyn.nn;

import java.util.List;
import klarsyn.nn.layer.Layer;
import klarsyn.nn.layer.Pass;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/** An encoder and a head for its features. */
public record Network(Encoder encoder, Head head) implements Layer {

    /** The logits at the finest resolution. */
    @Override
    public Tensor forward(Tensor input, Pass pass) {
        return logits(input, pass).getFirst();
    }

    /**
     * Logits as {@link Head#logits} gives them.
     *
     * @param input {@code [N, C, D, H, W]}
     */
    public List<Tensor> logits(Tensor input, Pass pass) {
        try (Scope scope = Scope.open("network")) {
            List<Tensor> features = encoder.features(input, pass);
            return head.logits(features, pass, scope).stream().map(scope::keep).toList();
        }
    }
}
