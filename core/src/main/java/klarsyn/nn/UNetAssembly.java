package klarsyn.nn;

import java.util.ArrayList;
import java.util.List;
import klarsyn.nn.UNetStyle.Biases;
import klarsyn.nn.UNetStyle.Contraction;
import klarsyn.nn.UNetStyle.Gates;
import klarsyn.nn.UNetStyle.Initialization;

/** Puts a network together as its architecture says; the seeds of its parts depend on their places alone. */
final class UNetAssembly {

    private final UNetArchitecture shape;
    private final UNetStyle style;
    private final List<Double> odds;
    private final Initial initial;

    UNetAssembly(UNetArchitecture shape, List<Double> odds, Initial initial) {
        this.shape = shape;
        this.style = shape.style();
        this.odds = odds;
        this.initial = initial;
    }

    Network network() {
        List<Stage> encoder = new ArrayList<>();
        List<TransposedConvolution> ups = new ArrayList<>();
        List<AttentionGate> gates = new ArrayList<>();
        List<Stage> decoder = new ArrayList<>();
        List<VoxelLogits> outputs = new ArrayList<>();
        for (int s = 0; s < shape.stages(); s++) {
            encoder.add(encoder(s));
            if (s + 1 < shape.stages()) {
                ups.add(up(s));
                decoder.add(decoder(s));
                if (style.gates() == Gates.ATTENTION) {
                    gates.add(gate(s));
                }
            }
            if (s < shape.supervised()) {
                outputs.add(output(s));
            }
        }
        return new Network(new ConvolutionalEncoder(encoder), new UNetDecoder(ups, gates, decoder, outputs));
    }

    private Stage encoder(int s) {
        Initial own = initial.child("encoder", s);
        int in = s == 0 ? shape.inChannels() : shape.features().get(s - 1);
        int out = shape.features().get(s);
        List<Integer> stride = shape.strides().get(s);
        boolean strided = style.contraction() == Contraction.STRIDED;
        List<Block> blocks = new ArrayList<>();
        if (s == 0 && style.hasStem()) {
            blocks.add(convolutionBlock(in, s, UNet.ONES, own.child("stem", 0)));
        }
        for (int i = 0; i < shape.encoderBlocks().get(s); i++) {
            List<Integer> step = strided && i == 0 ? stride : UNet.ONES;
            int from = blocks.isEmpty() ? in : out;
            blocks.add(block(style.residualEncoder(), from, s, step, own.child("block", i)));
        }
        return new Stage(List.copyOf(blocks), strided ? UNet.ONES : stride);
    }

    private Stage decoder(int s) {
        Initial own = initial.child("decoder", s);
        int out = shape.features().get(s);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < shape.decoderBlocks().get(s); i++) {
            blocks.add(block(style.residualDecoder(), i == 0 ? 2 * out : out, s, UNet.ONES, own.child("block", i)));
        }
        return new Stage(List.copyOf(blocks), UNet.ONES);
    }

    private Block block(boolean residual, int in, int s, List<Integer> stride, Initial own) {
        return residual ? residualBlock(in, s, stride, own) : convolutionBlock(in, s, stride, own);
    }

    private ConvolutionBlock convolutionBlock(int in, int s, List<Integer> stride, Initial own) {
        int out = shape.features().get(s);
        Convolution conv = Convolution.create(in, out, shape.kernels().get(s), stride, bias(out), own);
        return new ConvolutionBlock(conv, Norm.create(style.norm(), out, 1));
    }

    private ResidualBlock residualBlock(int in, int s, List<Integer> stride, Initial own) {
        int out = shape.features().get(s);
        float last = style.initialization() == Initialization.HE ? 0 : 1;
        return new ResidualBlock(
                convolutionBlock(in, s, stride, own.child("first", 0)),
                Convolution.create(out, out, shape.kernels().get(s), UNet.ONES, bias(out), own.child("second", 0)),
                Norm.create(style.norm(), out, last),
                shortcut(in, out, stride, own.child("shortcut", 0)));
    }

    private Shortcut shortcut(int in, int out, List<Integer> stride, Initial own) {
        if (in != out) {
            Convolution conv = Convolution.create(in, out, UNet.ONES, UNet.ONES, new Bias.None(), own);
            return new Shortcut.Projected(stride, conv, Norm.create(style.norm(), out, 1));
        }
        return stride.equals(UNet.ONES) ? new Shortcut.Identity() : new Shortcut.Pooled(stride);
    }

    private TransposedConvolution up(int s) {
        int in = shape.features().get(s + 1);
        int out = shape.features().get(s);
        List<Integer> stride = shape.strides().get(s + 1);
        // the inputs of one output voxel are a kernel's channels; nnU-Net counts PyTorch's way, outputs and taps
        double fan = style.initialization() == Initialization.PRIOR
                ? in
                : (double) out * stride.get(0) * stride.get(1) * stride.get(2);
        Initial own = initial.child("up", s);
        return new TransposedConvolution(
                own.normal(Initial.he(fan), in, out, stride.get(0), stride.get(1), stride.get(2)), bias(out));
    }

    private AttentionGate gate(int s) {
        int coarse = shape.features().get(s + 1);
        int fine = shape.features().get(s);
        List<Integer> stride = shape.strides().get(s + 1);
        double fan = (double) fine * stride.get(0) * stride.get(1) * stride.get(2);
        Initial own = initial.child("gate", s);
        return new AttentionGate(
                own.child("look", 0).normal(Initial.he(fan), fine, fine, stride.get(0), stride.get(1), stride.get(2)),
                Convolution.create(coarse, fine, UNet.ONES, UNet.ONES, learned(fine), own.child("signal", 0)),
                Convolution.create(fine, 1, UNet.ONES, UNet.ONES, learned(1), own.child("weigh", 0)));
    }

    private VoxelLogits output(int s) {
        Initial own = initial.child("head", s);
        int in = shape.features().get(s);
        return style.initialization() == Initialization.PRIOR
                ? VoxelLogits.create(in, odds, own)
                : VoxelLogits.withoutPrior(in, shape.classes(), own);
    }

    private Bias bias(int channels) {
        return style.biases() == Biases.EVERYWHERE ? learned(channels) : new Bias.None();
    }

    private static Bias learned(int channels) {
        return new Bias.Learned(Initial.constant(0, channels));
    }
}
