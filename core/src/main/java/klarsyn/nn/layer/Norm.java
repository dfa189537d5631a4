package klarsyn.nn.layer;

import klarsyn.tensor.Tensor;

/** Normalizes each channel to mean 0 and variance 1, then scales and shifts it. */
public sealed interface Norm extends Layer permits InstanceNorm, BatchNorm {

    /** Values that mean and variance are computed over. */
    enum Kind {
        /** Each channel of each sample. */
        INSTANCE,
        /** Each channel over all samples of a lane; in prediction, running statistics of the training. */
        BATCH
    }

    /** {@code [C]}, in FP32. */
    Tensor scale();

    /** {@code [C]}, in FP32. */
    Tensor shift();

    /** A norm with a constant scale and shift zero. */
    static Norm create(Kind kind, int channels, float scale) {
        Tensor scales = Initial.constant(scale, channels);
        Tensor shifts = Initial.constant(0, channels);
        return switch (kind) {
            case INSTANCE -> new InstanceNorm(scales, shifts);
            case BATCH -> BatchNorm.create(scales, shifts);
        };
    }
}
