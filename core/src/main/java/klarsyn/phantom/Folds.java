package klarsyn.phantom;

import java.util.random.RandomGenerator;
import klarsyn.base.Seed;

/**
 * Makes a smooth model more realistic: sulci, a slight bend of all organs, and textured tissue.
 *
 * @param phases of the waves, radians
 * @param bendMm amplitude of the bend
 */
record Folds(double[] phases, double bendMm) {

    static Folds random(double variation, Seed seed) {
        RandomGenerator random = seed.generator();
        double[] phases = new double[12];
        for (int i = 0; i < phases.length; i++) {
            phases[i] = 2 * Math.PI * random.nextDouble();
        }
        return new Folds(phases, 0.7 * variation);
    }

    double bendX(double y, double z) {
        return bendMm * Math.sin(0.16 * y + 0.11 * z + phases[0]);
    }

    double bendY(double x, double z) {
        return bendMm * Math.sin(0.14 * x + 0.17 * z + phases[1]);
    }

    double bendZ(double x, double y) {
        return bendMm * Math.sin(0.15 * y - 0.13 * x + phases[2]);
    }

    /** Distance from the bottom line of a sulcus: 0 on it, up to 1.8 on a gyrus; the sides differ slightly. */
    double wave(double x, double y, double z) {
        double side = x < 0 ? 0 : 0.9;
        double u = Math.abs(x);
        double first =
                Math.sin(0.62 * y + 0.25 * z + 1.5 * Math.sin(0.33 * z + 0.2 * u + phases[3] + side) + phases[4]);
        double second =
                Math.sin(0.58 * z - 0.3 * y + 0.45 * u + 1.2 * Math.sin(0.3 * y + phases[5]) + phases[6] + side);
        return Math.abs(first + 0.8 * second);
    }

    /** Slow variation of tissue intensity, within ± 0.045. */
    double texture(double x, double y, double z) {
        return 0.015 * Math.sin(0.55 * x + 0.3 * y + phases[7])
                + 0.015 * Math.sin(0.5 * y - 0.35 * z + phases[8])
                + 0.015 * Math.sin(0.6 * z + 0.25 * x + phases[9]);
    }
}
