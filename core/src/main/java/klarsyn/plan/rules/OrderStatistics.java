package klarsyn.plan.rules;

import java.util.Arrays;
import java.util.Collection;

/** Percentiles with linear interpolation, bit-identical to NumPy. */
public final class OrderStatistics {

    private OrderStatistics() {}

    /** As {@code numpy.percentile}, for at least one value. */
    public static double percentile(Collection<Double> values, double percent) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double position = percent / 100 * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return between(sorted[below], sorted[above], sorted[above] - sorted[below], position - below);
    }

    /** As {@code numpy.percentile} of sorted float32 numbers, with differences in float32. */
    public static double percentile(float[] sorted, double percent) {
        double position = percent / 100 * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        float difference = sorted[above] - sorted[below];
        return between(sorted[below], sorted[above], difference, position - below);
    }

    /** As {@code numpy.median}, which differs from the 50th percentile in the last bit. */
    public static double median(Collection<? extends Number> values) {
        double[] sorted = values.stream().mapToDouble(Number::doubleValue).toArray();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static double between(double low, double high, double difference, double share) {
        return share >= 0.5 ? high - difference * (1 - share) : low + difference * share;
    }
}
