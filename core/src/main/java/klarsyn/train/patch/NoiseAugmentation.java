package klarsyn.train.patch;

import java.util.random.RandomGenerator;
import klarsyn.base.Seed;

/**
 * Adds Gaussian noise.
 *
 * @param deviation standard deviation in units of the normalized image
 * @param seed      of the noise
 */
record NoiseAugmentation(double deviation, Seed seed) implements Augmentation {

    @Override
    public void apply(LabeledPatch sample) {
        RandomGenerator random = seed.generator();
        float[] image = sample.image();
        for (int i = 0; i < image.length; i++) {
            image[i] += (float) (deviation * random.nextGaussian());
        }
    }
}
