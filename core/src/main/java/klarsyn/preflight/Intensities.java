package klarsyn.preflight;

import java.util.Arrays;

/**
 * Statistics of intensities.
 *
 * @param n              number of values behind it; with 0 all others are NaN
 * @param min            smallest
 * @param percentile00_5 0.5 percentile, interpolated linearly between the order statistics as NumPy does
 * @param median         of an even number the mean of the middle two
 * @param percentile99_5 99.5 percentile
 * @param max            largest
 * @param mean           arithmetic mean
 * @param std            standard deviation of the values themselves (divided by n)
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

    /** Statistics of finite values, which are left as they are. */
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
