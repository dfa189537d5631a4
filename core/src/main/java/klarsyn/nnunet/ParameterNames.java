package klarsyn.nnunet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import klarsyn.nn.UNetArchitecture;
import klarsyn.nn.UNetStyle;
import klarsyn.nn.UNetStyle.Biases;
import klarsyn.nn.UNetStyle.Blocks;
import klarsyn.nn.weights.Weights;

/**
 * Parameter names of nnU-Net v2's plain and residual-encoder U-Nets in checkpoints.
 *
 * <p>A checkpoint contains the same parameter under several names: the decoder contains the encoder, and each
 * convolution block lists its modules again. nnU-Net has a head for each resolution of the decoder; for a network with
 * fewer supervised resolutions, the other heads are missing here.
 */
public final class ParameterNames {

    private static final List<Integer> ONE = List.of(1, 1, 1);

    private final UNetArchitecture shape;
    private final int dimensions;
    private final boolean biased;
    private final SequencedMap<String, Parameter> encoder = new LinkedHashMap<>();
    private final SequencedMap<String, Parameter> decoder = new LinkedHashMap<>();

    /**
     * A parameter with its shape in nnU-Net.
     *
     * @param path  its path in {@link Weights}
     * @param shape nnU-Net's: without the depth axis in 2-D
     */
    public record Parameter(String path, List<Integer> shape) {}

    private ParameterNames(UNetArchitecture shape, int dimensions) {
        this.shape = shape;
        this.dimensions = dimensions;
        this.biased = shape.style().biases() == Biases.EVERYWHERE;
        for (int s = 0; s < shape.stages(); s++) {
            encoder(s);
        }
        int coarsest = shape.stages() - 2; // of the decoder, which nnU-Net counts from coarse to fine
        for (int i = 0; i <= coarsest; i++) {
            decoder(i, coarsest - i);
        }
        for (int i = 0; i <= coarsest; i++) {
            up(i, coarsest - i);
        }
        for (int i = coarsest + 1 - shape.supervised(); i <= coarsest; i++) {
            head(i, coarsest - i);
        }
    }

    /**
     * The names of a network's parameters.
     *
     * @param dimensions 2 or 3: of nnU-Net's convolutions
     * @throws IllegalArgumentException if nnU-Net has no such network: residual decoder, pooling, batch norm, gates
     */
    public static ParameterNames of(UNetArchitecture shape, int dimensions) {
        UNetStyle known =
                shape.style().blocks() == Blocks.RESIDUAL_ENCODER ? UNetStyle.RESIDUAL_ENCODER : UNetStyle.PLAIN;
        if (!shape.style().asNnunet().equals(known.asNnunet()) || shape.stages() < 2) {
            throw new IllegalArgumentException(
                    "nnU-Net has no network with %d resolutions and %s".formatted(shape.stages(), shape.style()));
        }
        if (dimensions != 2 && dimensions != 3) {
            throw new IllegalArgumentException("dimensions is " + dimensions + ", not 2 or 3");
        }
        return new ParameterNames(shape, dimensions);
    }

    /** All names of {@code state_dict} in order, with their parameters. */
    public SequencedMap<String, Parameter> stateDict() {
        SequencedMap<String, Parameter> names = new LinkedHashMap<>(encoder);
        encoder.forEach((name, parameter) -> names.put("decoder." + name, parameter));
        names.putAll(decoder);
        return Collections.unmodifiableSequencedMap(names);
    }

    /** The name of each parameter in {@code named_parameters}, in order. */
    public SequencedMap<String, Parameter> parameters() {
        SequencedMap<String, Parameter> names = new LinkedHashMap<>();
        namesByPath().values().forEach(all -> names.put(all.getFirst(), parameter(all.getFirst())));
        return Collections.unmodifiableSequencedMap(names);
    }

    /** All names of each parameter, the one of {@code named_parameters} first, in order. */
    public SequencedMap<String, List<String>> namesByPath() {
        SequencedMap<String, List<String>> names = new LinkedHashMap<>();
        stateDict()
                .forEach((nnunet, parameter) -> names.merge(
                        parameter.path(),
                        List.of(nnunet),
                        (known, more) ->
                                Stream.concat(known.stream(), more.stream()).toList()));
        return Collections.unmodifiableSequencedMap(names);
    }

    private Parameter parameter(String nnunet) {
        Parameter own = encoder.get(nnunet);
        return own == null ? java.util.Objects.requireNonNull(decoder.get(nnunet)) : own;
    }

    private void encoder(int s) {
        int in = s == 0 ? shape.inChannels() : shape.features().get(s - 1);
        int out = shape.features().get(s);
        String path = "encoder.stages." + s + ".blocks.";
        if (!shape.style().residualEncoder()) {
            plain(
                    encoder,
                    "encoder.stages." + s + ".0.convs.",
                    path,
                    in,
                    s,
                    shape.encoderBlocks().get(s));
            return;
        }
        int stem = s == 0 ? 1 : 0;
        plain(encoder, "encoder.stem.convs.", path, in, s, stem);
        for (int i = 0; i < shape.encoderBlocks().get(s); i++) {
            int from = s == 0 || i > 0 ? out : in;
            residual("encoder.stages." + s + ".blocks." + i, path + (i + stem), from, s, i == 0);
        }
    }

    private void residual(String nnunet, String path, int in, int s, boolean first) {
        int out = shape.features().get(s);
        List<Integer> kernel = shape.kernels().get(s);
        Names names = new Names(path + ".first.conv", path + ".first.norm");
        block(encoder, nnunet + ".conv1", names, sizes(out, in, kernel), biased);
        block(encoder, nnunet + ".conv2", new Names(path + ".second", path + ".norm"), sizes(out, out, kernel), biased);
        if (in != out) {
            boolean pools = first && !shape.strides().get(s).equals(ONE); // the pooling precedes the projection
            names = new Names(path + ".shortcut.conv", path + ".shortcut.norm");
            block(encoder, nnunet + (pools ? ".skip.1" : ".skip.0"), names, sizes(out, in, ONE), false);
        }
    }

    private void decoder(int nnunet, int s) {
        int in = 2 * shape.features().get(s);
        String prefix = "decoder.stages." + nnunet + ".convs.";
        plain(
                decoder,
                prefix,
                "head.stages." + s + ".blocks.",
                in,
                s,
                shape.decoderBlocks().get(s));
    }

    private void up(int nnunet, int s) {
        int out = shape.features().get(s);
        String prefix = "decoder.transpconvs." + nnunet;
        List<Integer> weight =
                sizes(shape.features().get(s + 1), out, shape.strides().get(s + 1));
        decoder.put(prefix + ".weight", new Parameter("head.ups." + s + ".weight", weight));
        if (biased) {
            decoder.put(prefix + ".bias", new Parameter("head.ups." + s + ".bias", List.of(out)));
        }
    }

    private void head(int nnunet, int s) {
        String prefix = "decoder.seg_layers." + nnunet;
        List<Integer> weight = sizes(shape.classes(), shape.features().get(s), ONE);
        decoder.put(prefix + ".weight", new Parameter("head.outputs." + s + ".weight", weight));
        decoder.put(prefix + ".bias", new Parameter("head.outputs." + s + ".bias", List.of(shape.classes())));
    }

    private void plain(SequencedMap<String, Parameter> part, String nnunet, String path, int in, int s, int count) {
        int out = shape.features().get(s);
        for (int i = 0; i < count; i++) {
            List<Integer> weight = sizes(out, i == 0 ? in : out, shape.kernels().get(s));
            block(part, nnunet + i, new Names(path + i + ".conv", path + i + ".norm"), weight, biased);
        }
    }

    /** Paths of a convolution and of the norm after it. */
    private record Names(String conv, String norm) {}

    private void block(
            SequencedMap<String, Parameter> part, String nnunet, Names path, List<Integer> weight, boolean withBias) {
        List<Integer> channels = weight.subList(0, 1);
        for (boolean again : new boolean[] {false, true}) {
            String conv = nnunet + (again ? ".all_modules.0" : ".conv");
            String norm = nnunet + (again ? ".all_modules.1" : ".norm");
            part.put(conv + ".weight", new Parameter(path.conv() + ".weight", weight));
            if (withBias) {
                part.put(conv + ".bias", new Parameter(path.conv() + ".bias", channels));
            }
            part.put(norm + ".weight", new Parameter(path.norm() + ".scale", channels));
            part.put(norm + ".bias", new Parameter(path.norm() + ".shift", channels));
        }
    }

    private List<Integer> sizes(int first, int second, List<Integer> kernel) {
        return Stream.concat(Stream.of(first, second), kernel.stream().skip(3L - dimensions))
                .toList();
    }
}
