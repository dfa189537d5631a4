package klarsyn.phantom;

import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.image.Shape;

/**
 * Simulates the scanner: a smooth bias field, Rician noise, and an intensity scale.
 *
 * @param weights nine weights of the second-order field, their absolute sum 1
 * @param bias    largest deviation of the field from 1
 * @param sigma   noise in each of the two receive channels, relative to white matter 0.8
 * @param scale   intensity units for 1
 * @param seed    of the noise
 */
record Coil(double[] weights, double bias, double sigma, double scale, Seed seed) {

    static Coil random(PhantomRecipe recipe, Shape shape, Seed seed) {
        RandomGenerator random = seed.generator();
        double[] weights = new double[9];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Head.between(random);
            sum += Math.abs(weights[i]);
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        double scale = Math.pow(10, 2.5 + 0.7 * recipe.variation() * random.nextDouble());
        return new Coil(weights, recipe.bias(), recipe.noise(), scale, seed.child("noise"));
    }

    /** Integer intensities, as stored by scanners. */
    float[] receive(float[] tissue, Shape shape) {
        RandomGenerator random = seed.generator();
        float[] received = new float[tissue.length];
        for (int k = 0; k < shape.z(); k++) {
            double z = 2.0 * k / (shape.z() - 1) - 1;
            for (int j = 0; j < shape.y(); j++) {
                double y = 2.0 * j / (shape.y() - 1) - 1;
                for (int i = 0; i < shape.x(); i++) {
                    double x = 2.0 * i / (shape.x() - 1) - 1;
                    int index = shape.index(i, j, k);
                    double real = tissue[index] * (1 + bias * field(x, y, z)) + sigma * random.nextGaussian();
                    double imaginary = sigma * random.nextGaussian();
                    received[index] = Math.round(scale * Math.sqrt(real * real + imaginary * imaginary));
                }
            }
        }
        return received;
    }

    private double field(double x, double y, double z) {
        return 1.6
                * (weights[0] * x
                        + weights[1] * y
                        + weights[2] * z
                        + weights[3] * x * y
                        + weights[4] * y * z
                        + weights[5] * z * x
                        + weights[6] * x * x
                        + weights[7] * y * y
                        + weights[8] * z * z);
    }
}
