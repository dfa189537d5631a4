package klarsyn.nn;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.tensor.Tensor;

/** Parameters as they are before training. */
final class Initial {

    private Initial() {}

    static Tensor normal(double deviation, Seed seed, long... shape) {
        RandomGenerator random = seed.generator();
        float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return Tensor.of(values, shape).asParameter();
    }

    static Tensor constant(float value, int count) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return Tensor.of(values, count).asParameter();
    }
}
