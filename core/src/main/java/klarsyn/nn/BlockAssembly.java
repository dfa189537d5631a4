package klarsyn.nn;

import java.util.List;
import klarsyn.nn.UNetStyle.Biases;
import klarsyn.nn.UNetStyle.Initialization;
import klarsyn.nn.layer.Bias;
import klarsyn.nn.layer.Block;
import klarsyn.nn.layer.Convolution;
import klarsyn.nn.layer.ConvolutionBlock;
import klarsyn.nn.layer.Initial;
import klarsyn.nn.layer.Norm;
import klarsyn.nn.layer.ResidualBlock;
import klarsyn.nn.layer.Shortcut;

/**
 * Creates the blocks of a network.
 *
 * @param features channels of each resolution, the finest first
 * @param kernels  kernel size of each resolution along depth, height, width
 * @param style    kind of blocks
 */
record BlockAssembly(List<Integer> features, List<List<Integer>> kernels, UNetStyle style) {

    Block block(boolean residual, int in, int s, List<Integer> stride, Initial blockInitial) {
        return residual ? residualBlock(in, s, stride, blockInitial) : convolutionBlock(in, s, stride, blockInitial);
    }

    ConvolutionBlock convolutionBlock(int in, int s, List<Integer> stride, Initial blockInitial) {
        int out = features.get(s);
        Convolution conv = Convolution.create(in, out, kernels.get(s), stride, bias(out), blockInitial);
        return new ConvolutionBlock(conv, Norm.create(style.norm(), out, 1));
    }

    private ResidualBlock residualBlock(int in, int s, List<Integer> stride, Initial blockInitial) {
        int out = features.get(s);
        float last = style.initialization() == Initialization.HE ? 0 : 1;
        return new ResidualBlock(
                convolutionBlock(in, s, stride, blockInitial.child("first", 0)),
                Convolution.create(
                        out, out, kernels.get(s), Convolution.ONES, bias(out), blockInitial.child("second", 0)),
                Norm.create(style.norm(), out, last),
                shortcut(in, out, stride, blockInitial.child("shortcut", 0)));
    }

    private Shortcut shortcut(int in, int out, List<Integer> stride, Initial blockInitial) {
        if (in != out) {
            Convolution conv =
                    Convolution.create(in, out, Convolution.ONES, Convolution.ONES, new Bias.None(), blockInitial);
            return new Shortcut.Projected(stride, conv, Norm.create(style.norm(), out, 1));
        }
        return stride.equals(Convolution.ONES) ? new Shortcut.Identity() : new Shortcut.Pooled(stride);
    }

    Bias bias(int channels) {
        return style.biases() == Biases.EVERYWHERE ? learned(channels) : new Bias.None();
    }

    static Bias learned(int channels) {
        return new Bias.Learned(Initial.constant(0, channels));
    }
}
