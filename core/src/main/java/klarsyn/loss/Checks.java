package klarsyn.loss;

import java.util.List;

/** Validates the numbers of a loss; comparisons are written to reject NaN. */
final class Checks {

    private Checks() {}

    static void atLeastZero(String name, double value) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " is " + value + ", must be at least 0");
        }
    }

    static void above(String name, double value, double least) {
        if (!(value > least && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " is " + value + ", must be above " + least);
        }
    }

    static void atMost(String name, double value, double most) {
        if (!(value <= most)) {
            throw new IllegalArgumentException(name + " is " + value + ", must be at most " + most);
        }
    }

    static void share(String name, double value) {
        atLeastZero(name, value);
        atMost(name, value, 1);
    }

    static List<Double> weights(List<Double> weights) {
        weights.forEach(weight -> atLeastZero("a weight", weight));
        return List.copyOf(weights);
    }

    /** Weights per channel, 1 by default; rejects another number of them. */
    static float[] weights(List<Double> weights, int channels) {
        if (!weights.isEmpty() && weights.size() != channels) {
            throw new IllegalArgumentException(
                    "%d weights for %d evaluated channels".formatted(weights.size(), channels));
        }
        float[] each = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            each[channel] = weights.isEmpty() ? 1 : weights.get(channel).floatValue();
        }
        return each;
    }
}
