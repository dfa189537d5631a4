package klarsyn.nn;

import java.util.ArrayList;
import java.util.List;
import klarsyn.nn.UNetStyle.Contraction;
import klarsyn.nn.layer.Block;
import klarsyn.nn.layer.Convolution;
import klarsyn.nn.layer.Initial;

/** Assembles an encoder from its architecture; the seeds of its parts depend only on their positions. */
final class EncoderAssembly {

    private final EncoderArchitecture shape;
    private final UNetStyle style;
    private final BlockAssembly blocks;
    private final Initial initial;

    EncoderAssembly(EncoderArchitecture shape, Initial initial) {
        this.shape = shape;
        this.style = shape.style();
        this.blocks = new BlockAssembly(shape.features(), shape.kernels(), shape.style());
        this.initial = initial;
    }

    ConvolutionalEncoder encoder() {
        List<Stage> stages = new ArrayList<>();
        for (int s = 0; s < shape.stages(); s++) {
            stages.add(stage(s));
        }
        return new ConvolutionalEncoder(stages);
    }

    private Stage stage(int s) {
        Initial stageInitial = initial.child("encoder", s);
        int in = s == 0 ? shape.inChannels() : shape.features().get(s - 1);
        int out = shape.features().get(s);
        List<Integer> stride = shape.strides().get(s);
        boolean strided = style.contraction() == Contraction.STRIDED;
        List<Block> made = new ArrayList<>();
        if (s == 0 && style.hasStem()) {
            made.add(blocks.convolutionBlock(in, s, Convolution.ONES, stageInitial.child("stem", 0)));
        }
        for (int i = 0; i < shape.blocks().get(s); i++) {
            List<Integer> step = strided && i == 0 ? stride : Convolution.ONES;
            int from = made.isEmpty() ? in : out;
            made.add(blocks.block(style.residualEncoder(), from, s, step, stageInitial.child("block", i)));
        }
        return new Stage(List.copyOf(made), strided ? Convolution.ONES : stride);
    }
}
