package klarsyn.nn;

import java.util.List;
import klarsyn.nn.layer.Initial;
import klarsyn.nn.layer.Pass;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * Logits of an image: global average pooling of the coarsest features, then a linear layer, {@code [N, classes]} in
 * FP32.
 *
 * @param weight {@code [in, classes]}
 * @param bias   {@code [1, classes]}
 */
public record PooledLogits(Tensor weight, Tensor bias) implements Head {

    /**
     * Small random weights, and a bias from the class frequencies, so that they need not be learned first.
     *
     * @param frequencies above 0, of each class, up to a factor
     */
    static PooledLogits create(int in, List<Double> frequencies, Initial initial) {
        int classes = frequencies.size();
        float[] bias = new float[classes];
        for (int k = 0; k < classes; k++) {
            bias[k] = (float) Math.log(frequencies.get(k));
        }
        return new PooledLogits(
                initial.normal(Math.sqrt(1.0 / in), in, classes),
                Tensor.of(bias, 1, classes).asParameter());
    }

    @Override
    public List<Tensor> logits(List<Tensor> features, Pass pass, Scope scope) {
        Tensor coarsest = features.getLast();
        double voxels = coarsest.size(2) * coarsest.size(3) * coarsest.size(4);
        Tensor pooled = coarsest.to(Precision.FP32).sum(2, 3, 4).multiply(1 / voxels);
        Tensor rows = pooled.reshape(coarsest.size(0), coarsest.size(1));
        pass.taps().receive("head.pooled", rows);
        return List.of(rows.matmul(weight).add(bias));
    }
}
