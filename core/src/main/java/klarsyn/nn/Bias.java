package klarsyn.nn;

import klarsyn.tensor.Tensor;

/** What a convolution adds to each of its channels. */
public sealed interface Bias {

    /** Nothing. */
    record None() implements Bias {}

    /**
     * A learned number a channel.
     *
     * @param values {@code [out]}, in FP32
     */
    record Learned(Tensor values) implements Bias {}
}
