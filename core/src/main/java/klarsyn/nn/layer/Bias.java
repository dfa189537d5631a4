package klarsyn.nn.layer;

import klarsyn.tensor.Tensor;

/** Bias of a convolution's channels. */
public sealed interface Bias {

    /** No bias. */
    record None() implements Bias {}

    /**
     * A learned number per channel.
     *
     * @param values {@code [out]}, in FP32
     */
    record Learned(Tensor values) implements Bias {}
}
