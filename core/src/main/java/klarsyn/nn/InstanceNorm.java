package klarsyn.nn;

import klarsyn.tensor.Tensor;

/**
 * Normalises each channel of each sample, then scales and shifts it.
 *
 * @param scale {@code [C]}, in FP32
 * @param shift {@code [C]}, in FP32
 */
public record InstanceNorm(Tensor scale, Tensor shift) implements Layer {

    /** Scale one, shift zero. */
    public static InstanceNorm create(int channels) {
        return new InstanceNorm(Initial.constant(1, channels), Initial.constant(0, channels));
    }

    @Override
    public Tensor forward(Tensor input, Mode mode) {
        return input.instanceNorm(scale, shift);
    }
}
