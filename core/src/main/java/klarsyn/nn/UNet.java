package klarsyn.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import klarsyn.base.Seed;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * A U-Net in 3-D, and in 2-D as 3-D of depth one (Ronneberger et al., 2015; Isensee et al., 2021).
 *
 * <p>Encoder down, transposed convolutions up, skips concatenated, a head for each supervised resolution.
 *
 * @param encoder stages from fine to coarse
 * @param ups     upsampling out of each decoder resolution's coarser neighbour, from fine to coarse
 * @param gates   what weighs the skips, from fine to coarse; empty without gates
 * @param decoder stages from fine to coarse, one fewer than the encoder's
 * @param heads   logits of the supervised resolutions, from fine to coarse
 */
public record UNet(
        List<Stage> encoder,
        List<TransposedConvolution> ups,
        List<AttentionGate> gates,
        List<Stage> decoder,
        List<Head> heads)
        implements Layer {

    static final List<Integer> ONES = List.of(1, 1, 1);

    /**
     * A network with fresh weights in the innermost scope.
     *
     * @param odds what the heads start from; see {@link Head#create}
     */
    public static UNet create(UNetArchitecture shape, List<Double> odds, Seed seed) {
        return new UNetAssembly(shape, odds, new Initial.Drawn(seed)).network();
    }

    /** A network of that shape without anything in it, in the innermost scope, to be filled from a file. */
    public static UNet blank(UNetArchitecture shape) {
        return new UNetAssembly(shape, Collections.nCopies(shape.classes(), 1.0), new Initial.Blank()).network();
    }

    @Override
    public Tensor forward(Tensor input, Mode mode) {
        return logits(input, mode).getFirst();
    }

    /** Logits from fine to coarse: of all supervised resolutions in training, else of the finest alone. */
    public List<Tensor> logits(Tensor input, Mode mode) {
        try (Scope scope = Scope.open("U-Net")) {
            List<Tensor> skips = new ArrayList<>();
            Tensor x = input;
            for (Stage stage : encoder) {
                x = stage.forward(x, mode);
                skips.add(x);
            }
            int supervised = mode == Mode.EVALUATE ? 1 : heads.size();
            List<Tensor> logits = new ArrayList<>();
            if (decoder.isEmpty()) {
                logits.add(heads.getFirst().forward(x, mode));
            }
            for (int s = decoder.size() - 1; s >= 0; s--) {
                x = decoder.get(s).consume(joined(s, skips.get(s), x, mode, scope), mode, scope);
                if (s < supervised) {
                    logits.addFirst(heads.get(s).forward(x, mode));
                }
            }
            return logits.stream().map(scope::keep).toList();
        }
    }

    /** What the decoder of a resolution reads; the skip and the coarser features are let go of: memory is short here. */
    private Tensor joined(int s, Tensor skip, Tensor coarse, Mode mode, Scope scope) {
        Tensor gated = gates.isEmpty() ? skip : gates.get(s).forward(skip, coarse, mode);
        Tensor up = ups.get(s).forward(coarse, mode);
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
