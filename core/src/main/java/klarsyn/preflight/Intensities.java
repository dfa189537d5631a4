package klarsyn.preflight;

import java.util.Arrays;

/**
 * Intensity statistics.
 *
 * @param n              number of values; if 0 all others are NaN
 * @param min            minimum
 * @param percentile00_5 0.5 percentile, linearly interpolated as in NumPy
 * @param median         for an even number the mean of the middle two
 * @param percentile99_5 99.5 percentile
 * @param max            maximum
 * @param mean           arithmetic mean
 * @param std            population standard deviation (divided by n)
 */
public record Intensities(
        long n,
        double min,
        double percentile00_5,
        double median,
        double percentile99_5,
        double max,
        double mean,
        double std) {

    /** Statistics of finite values, which are not modified. */
    public static Intensities of(float[] values) {
        if (values.length == 0) {
            double none = Double.NaN;
            return new Intensities(0, none, none, none, none, none, none, none);
        }
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (float value : sorted) {
            sum += value;
        }
        double mean = sum / sorted.length;
        double squares = 0;
        for (float value : sorted) {
            squares += (value - mean) * (value - mean);
        }
        return new Intensities(
                sorted.length,
                sorted[0],
                quantile(sorted, 0.005),
                quantile(sorted, 0.5),
                quantile(sorted, 0.995),
                sorted[sorted.length - 1],
                mean,
                Math.sqrt(squares / sorted.length));
    }

    private static double quantile(float[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * ((double) sorted[above] - sorted[below]);
    }
}
