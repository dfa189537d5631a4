package klarsyn.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import klarsyn.base.Seed;
import klarsyn.tensor.Tensor;

/**
 * nnU-Net's plain U-Net in 3-D, and in 2-D as 3-D of depth one (Ronneberger et al., 2015; Isensee et al., 2021).
 *
 * <p>Strided convolutions down, transposed convolutions up, skips concatenated, a head for each supervised resolution.
 *
 * @param encoder stages from fine to coarse
 * @param ups     upsampling out of each decoder resolution's coarser neighbour, from fine to coarse
 * @param decoder stages from fine to coarse, one fewer than the encoder's
 * @param heads   logits of the supervised resolutions, from fine to coarse
 */
public record UNet(List<Stage> encoder, List<TransposedConvolution> ups, List<Stage> decoder, List<Head> heads)
        implements Layer {

    private static final List<Integer> ONES = List.of(1, 1, 1);

    /**
     * A network with fresh weights in the innermost scope.
     *
     * @param frequencies share of each class among the voxels, for the heads' biases
     */
    public static UNet create(UNetArchitecture shape, List<Double> frequencies, Seed seed) {
        return create(shape, frequencies, new Initial.Drawn(seed));
    }

    /** A network of that shape without anything in it, in the innermost scope, to be filled from a file. */
    public static UNet blank(UNetArchitecture shape) {
        return create(shape, Collections.nCopies(shape.classes(), 1.0), new Initial.Blank());
    }

    private static UNet create(UNetArchitecture shape, List<Double> frequencies, Initial initial) {
        List<Stage> encoder = new ArrayList<>();
        List<TransposedConvolution> ups = new ArrayList<>();
        List<Stage> decoder = new ArrayList<>();
        List<Head> heads = new ArrayList<>();
        for (int s = 0; s < shape.stages(); s++) {
            int in = s == 0 ? shape.inChannels() : shape.features().get(s - 1);
            int out = shape.features().get(s);
            int count = shape.convolutions().get(s);
            List<Integer> kernel = shape.kernels().get(s);
            encoder.add(Stage.create(in, out, count, kernel, shape.strides().get(s), initial.child("encoder", s)));
            if (s + 1 < shape.stages()) {
                int below = shape.features().get(s + 1);
                ups.add(TransposedConvolution.create(below, out, shape.strides().get(s + 1), initial.child("up", s)));
                decoder.add(Stage.create(2 * out, out, count, kernel, ONES, initial.child("decoder", s)));
            }
            if (s < shape.supervised()) {
                heads.add(Head.create(out, frequencies, initial.child("head", s)));
            }
        }
        return new UNet(List.copyOf(encoder), List.copyOf(ups), List.copyOf(decoder), List.copyOf(heads));
    }

    @Override
    public Tensor forward(Tensor input, Mode mode) {
        return logits(input, mode).getFirst();
    }

    /** Logits from fine to coarse: of all supervised resolutions in training, else of the finest alone. */
    public List<Tensor> logits(Tensor input, Mode mode) {
        List<Tensor> skips = new ArrayList<>();
        Tensor x = input;
        for (Stage stage : encoder) {
            x = stage.forward(x, mode);
            skips.add(x);
        }
        int supervised = mode == Mode.TRAIN ? heads.size() : 1;
        List<Tensor> logits = new ArrayList<>();
        if (decoder.isEmpty()) {
            logits.add(heads.getFirst().forward(x, mode));
        }
        for (int s = decoder.size() - 1; s >= 0; s--) {
            Tensor up = ups.get(s).forward(x, mode);
            x = decoder.get(s).forward(Tensor.concatenate(1, List.of(up, skips.get(s))), mode);
            if (s < supervised) {
                logits.addFirst(heads.get(s).forward(x, mode));
            }
        }
        return List.copyOf(logits);
    }
}
