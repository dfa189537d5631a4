package klarsyn.tensor;

import java.util.Arrays;
import java.util.Random;

/** Tensors and arrays of random numbers for tests of laws. */
final class DrawnTensors {

    private DrawnTensors() {}

    static float[] numbers(long seed, long... shape) {
        float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        Random random = new Random(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    static Tensor drawn(long seed, long... shape) {
        return Tensor.of(numbers(seed, shape), shape);
    }
}
