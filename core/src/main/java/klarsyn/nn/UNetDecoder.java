package klarsyn.nn;

import java.util.ArrayList;
import java.util.List;
import klarsyn.nn.layer.AttentionGate;
import klarsyn.nn.layer.Mode;
import klarsyn.nn.layer.Pass;
import klarsyn.nn.layer.TransposedConvolution;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * The decoder of a U-Net (Ronneberger et al., 2015; Isensee et al., 2021): transposed convolutions, concatenated skip
 * connections, logits at each supervised resolution.
 *
 * @param ups     upsampling from each resolution's coarser neighbor, the finest first
 * @param gates   attention on the skip connections, the finest first; empty without gates
 * @param stages  the finest first, one fewer than the encoder's
 * @param outputs logits of the supervised resolutions, the finest first
 */
public record UNetDecoder(
        List<TransposedConvolution> ups, List<AttentionGate> gates, List<Stage> stages, List<VoxelLogits> outputs)
        implements Head {

    /** Copies the lists. */
    public UNetDecoder {
        ups = List.copyOf(ups);
        gates = List.copyOf(gates);
        stages = List.copyOf(stages);
        outputs = List.copyOf(outputs);
    }

    @Override
    public List<Tensor> logits(List<Tensor> features, Pass pass, Scope scope) {
        int supervised = pass.mode() == Mode.EVALUATE ? 1 : outputs.size();
        List<Tensor> logits = new ArrayList<>();
        Tensor x = features.getLast();
        if (stages.isEmpty()) {
            logits.add(outputs.getFirst().forward(x, pass));
        }
        for (int s = stages.size() - 1; s >= 0; s--) {
            x = stages.get(s).consume(joined(s, features.get(s), x, pass, scope), pass, scope);
            if (s < supervised) {
                logits.addFirst(outputs.get(s).forward(x, pass));
            }
        }
        return logits;
    }

    /** The input of a decoder stage; frees the skip connection and the coarser features, because memory peaks here. */
    private Tensor joined(int s, Tensor skip, Tensor coarse, Pass pass, Scope scope) {
        Tensor gated = gates.isEmpty() ? skip : gates.get(s).forward(skip, coarse, pass);
        Tensor up = ups.get(s).forward(coarse, pass);
        scope.free(coarse);
        Tensor joined = Tensor.concatenate(1, List.of(up, gated));
        scope.free(up);
        scope.free(gated);
        if (!gates.isEmpty()) {
            scope.free(skip);
        }
        return joined;
    }
}
