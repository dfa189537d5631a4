package klarsyn.nn;

import java.util.List;
import klarsyn.nn.layer.Initial;
import klarsyn.nn.layer.Layer;
import klarsyn.nn.layer.Pass;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * Logits from features by a 1×1×1 convolution with bias, {@code [N, in, D, H, W]} to {@code [N, classes, D, H, W]}.
 *
 * @param weight {@code [classes, in, 1, 1, 1]}
 * @param bias   {@code [1, classes, 1, 1, 1]}
 */
public record VoxelLogits(Tensor weight, Tensor bias) implements Layer {

    /**
     * Small random weights, and a bias from the class frequencies, so that they need not be learned first.
     *
     * @param odds above 0: frequency of each class, up to a factor; for regions, ratio of inside to outside
     */
    public static VoxelLogits create(int in, List<Double> odds, Initial initial) {
        int classes = odds.size();
        float[] bias = new float[classes];
        for (int k = 0; k < classes; k++) {
            bias[k] = (float) Math.log(odds.get(k));
        }
        return new VoxelLogits(
                initial.normal(Math.sqrt(1.0 / in), classes, in, 1, 1, 1),
                Tensor.of(bias, 1, classes, 1, 1, 1).asParameter());
    }

    /** Weights from Kaiming's normal distribution, the bias zero. */
    static VoxelLogits withoutPrior(int in, int classes, Initial initial) {
        return new VoxelLogits(
                initial.normal(Initial.he(in), classes, in, 1, 1, 1),
                Tensor.zeros(1, classes, 1, 1, 1).asParameter());
    }

    @Override
    public Tensor forward(Tensor input, Pass pass) {
        try (Scope scope = Scope.open("head")) {
            return scope.keep(input.convolve(weight, new long[] {1, 1, 1}, new long[] {0, 0, 0})
                    .add(bias.to(input.precision())));
        }
    }
}
