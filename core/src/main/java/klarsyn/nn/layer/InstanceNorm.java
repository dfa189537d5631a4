package klarsyn.nn.layer;

import klarsyn.tensor.Tensor;

/**
 * Instance normalization: normalizes each channel of each sample, then scales and shifts it.
 *
 * @param scale {@code [C]}, in FP32
 * @param shift {@code [C]}, in FP32
 */
public record InstanceNorm(Tensor scale, Tensor shift) implements Norm {

    @Override
    public Tensor forward(Tensor input, Pass pass) {
        return input.instanceNorm(scale, shift);
    }
}
