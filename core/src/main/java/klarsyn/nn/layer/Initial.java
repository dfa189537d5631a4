package klarsyn.nn.layer;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.tensor.Tensor;

/** Source of a network's initial values. */
public sealed interface Initial {

    /** Random values from a seed; each layer has its own child seed. */
    record Drawn(Seed seed) implements Initial {}

    /** All zero, for weights that are read from a file: faster than drawing millions of random numbers. */
    record Blank() implements Initial {}

    /** The source for a part of the network. */
    default Initial child(String part, long index) {
        return switch (this) {
            case Drawn drawn -> new Drawn(drawn.seed.child(part, index));
            case Blank blank -> blank;
        };
    }

    /** A parameter with mean zero. */
    default Tensor normal(double deviation, long... shape) {
        return switch (this) {
            case Drawn drawn -> drawn(deviation, drawn.seed.generator(), shape);
            case Blank _ -> Tensor.zeros(shape).asParameter();
        };
    }

    /** Standard deviation of Kaiming's normal distribution for a leaky ReLU with slope 0.01 (He et al., 2015). */
    static double he(double fanIn) {
        return Math.sqrt(2 / (1 + 1e-4) / fanIn);
    }

    private static Tensor drawn(double deviation, RandomGenerator random, long[] shape) {
        float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return Tensor.of(values, shape).asParameter();
    }

    /** A vector of equal values. */
    static Tensor constant(float value, int count) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return Tensor.of(values, count).asParameter();
    }
}
