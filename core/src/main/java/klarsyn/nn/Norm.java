package klarsyn.nn;

import klarsyn.tensor.Tensor;

/** Brings each channel to mean 0 and variance 1, then scales and shifts it. */
public sealed interface Norm extends Layer permits InstanceNorm, BatchNorm {

    /** Over what mean and variance are taken. */
    enum Kind {
        /** Each channel of each sample by itself. */
        INSTANCE,
        /** Each channel over all samples of a lane; over all of the training when it is done. */
        BATCH
    }

    /** {@code [C]}, in FP32. */
    Tensor scale();

    /** {@code [C]}, in FP32. */
    Tensor shift();

    /** A norm that scales by a number and shifts by zero. */
    static Norm create(Kind kind, int channels, float scale) {
        Tensor scales = Initial.constant(scale, channels);
        Tensor shifts = Initial.constant(0, channels);
        return switch (kind) {
            case INSTANCE -> new InstanceNorm(scales, shifts);
            case BATCH -> BatchNorm.create(scales, shifts);
        };
    }
}
