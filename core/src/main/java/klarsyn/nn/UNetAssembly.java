package klarsyn.nn;

import java.util.ArrayList;
import java.util.List;
import klarsyn.nn.UNetStyle.Gates;
import klarsyn.nn.UNetStyle.Initialization;
import klarsyn.nn.layer.AttentionGate;
import klarsyn.nn.layer.Block;
import klarsyn.nn.layer.Convolution;
import klarsyn.nn.layer.Initial;
import klarsyn.nn.layer.TransposedConvolution;

/** Assembles a network from its architecture; the seeds of its parts depend only on their positions. */
final class UNetAssembly {

    private final UNetArchitecture shape;
    private final UNetStyle style;
    private final List<Double> odds;
    private final Initial initial;
    private final BlockAssembly assembly;

    UNetAssembly(UNetArchitecture shape, List<Double> odds, Initial initial) {
        this.shape = shape;
        this.style = shape.style();
        this.odds = odds;
        this.initial = initial;
        this.assembly = new BlockAssembly(shape.features(), shape.kernels(), shape.style());
    }

    Network network() {
        List<TransposedConvolution> ups = new ArrayList<>();
        List<AttentionGate> gates = new ArrayList<>();
        List<Stage> decoder = new ArrayList<>();
        List<VoxelLogits> outputs = new ArrayList<>();
        for (int s = 0; s < shape.stages(); s++) {
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
        return new Network(
                new EncoderAssembly(shape.encoder(), initial).encoder(), new UNetDecoder(ups, gates, decoder, outputs));
    }

    private Stage decoder(int s) {
        Initial stageInitial = initial.child("decoder", s);
        int out = shape.features().get(s);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < shape.decoderBlocks().get(s); i++) {
            blocks.add(assembly.block(
                    style.residualDecoder(),
                    i == 0 ? 2 * out : out,
                    s,
                    Convolution.ONES,
                    stageInitial.child("block", i)));
        }
        return new Stage(List.copyOf(blocks), Convolution.ONES);
    }

    private TransposedConvolution up(int s) {
        int in = shape.features().get(s + 1);
        int out = shape.features().get(s);
        List<Integer> stride = shape.strides().get(s + 1);
        // the fan-in of one output voxel is a kernel's channels; nnU-Net counts as PyTorch does, outputs and kernel
        // elements
        double fanIn = style.initialization() == Initialization.PRIOR
                ? in
                : (double) out * stride.get(0) * stride.get(1) * stride.get(2);
        Initial stageInitial = initial.child("up", s);
        return new TransposedConvolution(
                stageInitial.normal(Initial.he(fanIn), in, out, stride.get(0), stride.get(1), stride.get(2)),
                assembly.bias(out));
    }

    private AttentionGate gate(int s) {
        int coarse = shape.features().get(s + 1);
        int fine = shape.features().get(s);
        List<Integer> stride = shape.strides().get(s + 1);
        double fanIn = (double) fine * stride.get(0) * stride.get(1) * stride.get(2);
        Initial stageInitial = initial.child("gate", s);
        return new AttentionGate(
                stageInitial
                        .child("look", 0)
                        .normal(Initial.he(fanIn), fine, fine, stride.get(0), stride.get(1), stride.get(2)),
                Convolution.create(
                        coarse,
                        fine,
                        Convolution.ONES,
                        Convolution.ONES,
                        BlockAssembly.learned(fine),
                        stageInitial.child("signal", 0)),
                Convolution.create(
                        fine,
                        1,
                        Convolution.ONES,
                        Convolution.ONES,
                        BlockAssembly.learned(1),
                        stageInitial.child("weigh", 0)));
    }

    private VoxelLogits output(int s) {
        Initial stageInitial = initial.child("head", s);
        int in = shape.features().get(s);
        return style.initialization() == Initialization.PRIOR
                ? VoxelLogits.create(in, odds, stageInitial)
                : VoxelLogits.withoutPrior(in, shape.classes(), stageInitial);
    }
}
