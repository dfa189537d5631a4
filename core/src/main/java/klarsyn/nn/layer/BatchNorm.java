package klarsyn.nn.layer;

import java.util.Arrays;
import klarsyn.tensor.Tensor;

/**
 * Batch normalization: normalizes each channel over all samples, then scales and shifts it (Ioffe and Szegedy, 2015).
 *
 * <p>In training with the statistics of the lane's samples, which update the running mean and variance with momentum
 * 0.1; otherwise with the running statistics.
 *
 * @param scale    {@code [C]}, in FP32
 * @param shift    {@code [C]}, in FP32
 * @param mean     {@code [C]}
 * @param variance {@code [C]}
 */
public record BatchNorm(Tensor scale, Tensor shift, Statistic mean, Statistic variance) implements Norm {

    private static final double SHARE = 0.1;

    /** Mean zero, variance one. */
    static BatchNorm create(Tensor scale, Tensor shift) {
        float[] ones = new float[Math.toIntExact(scale.size(0))];
        Arrays.fill(ones, 1);
        return new BatchNorm(
                scale,
                shift,
                new Statistic(Tensor.zeros(scale.size(0))),
                new Statistic(Tensor.of(ones, scale.size(0))));
    }

    @Override
    public Tensor forward(Tensor input, Pass pass) {
        return switch (pass.mode()) {
            case TRAIN -> input.batchNorm(scale, shift, mean.values(), variance.values(), SHARE);
            case TRAIN_ALONGSIDE -> input.batchNorm(scale, shift);
            case EVALUATE -> input.normalized(scale, shift, mean.values(), variance.values());
        };
    }
}
