package klarsyn.image;

import java.util.Arrays;

/**
 * Intensity transforms; voxel positions do not change.
 *
 * <p>All return a new array in the same order. Values must be finite: one NaN makes the statistics NaN, and so every
 * value. Sums use double precision.
 */
public final class Contrast {

    private Contrast() {}

    /** Standardizes: minus the mean, divided by the standard deviation; only minus the mean if that is 0. */
    public static float[] standardize(float[] values) {
        boolean[] all = new boolean[values.length];
        Arrays.fill(all, true);
        return standardize(values, all);
    }

    /** Standardizes the values where the mask is true, by their own statistics; other values do not change. */
    public static float[] standardize(float[] values, boolean[] where) {
        rejectOtherLength(values, where);
        double mean = mean(values, where);
        return shift(values, where, mean, deviation(values, where, mean));
    }

    /**
     * Minus a value, divided by another, where the mask is true; other values do not change.
     *
     * @param divisor 0 counts as 1, so that a constant image becomes 0
     */
    public static float[] shift(float[] values, boolean[] where, double subtrahend, double divisor) {
        rejectOtherLength(values, where);
        double by = divisor == 0 ? 1 : divisor;
        float[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            if (where[i]) {
                result[i] = (float) ((result[i] - subtrahend) / by);
            }
        }
        return result;
    }

    /**
     * Percentiles, interpolated linearly between order statistics as in NumPy.
     *
     * @throws IllegalArgumentException for a percentage outside 0 to 100, or without values
     */
    public static double[] percentiles(float[] values, double... percents) {
        if (values.length == 0) {
            throw new IllegalArgumentException("percentiles need at least one value");
        }
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] result = new double[percents.length];
        for (int i = 0; i < result.length; i++) {
            if (!(percents[i] >= 0 && percents[i] <= 100)) {
                throw new IllegalArgumentException("a percentile must be from 0 to 100, got " + percents[i]);
            }
            double position = percents[i] / 100 * (sorted.length - 1);
            int below = (int) position;
            int above = Math.min(below + 1, sorted.length - 1);
            result[i] = sorted[below] + (position - below) * ((double) sorted[above] - sorted[below]);
        }
        return result;
    }

    /**
     * Maps one range linearly to another and extrapolates outside; {@link #clip} limits the result.
     *
     * <p>If the source range is a single value, that value becomes {@code toLow} and others keep their distance to it.
     */
    public static float[] stretch(float[] values, double low, double high, double toLow, double toHigh) {
        double factor = high == low ? 1 : (toHigh - toLow) / (high - low);
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) ((values[i] - low) * factor + toLow);
        }
        return result;
    }

    /** Clips values to a range. */
    public static float[] clip(float[] values, double low, double high) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) Math.clamp(values[i], low, high);
        }
        return result;
    }

    /** Gamma correction within the range of the values: above 1 darkens midtones, below 1 brightens them. */
    public static float[] gamma(float[] values, double exponent) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double range = high - low;
        float[] result = values.clone();
        for (int i = 0; i < result.length && range != 0; i++) {
            result[i] = (float) (Math.pow((values[i] - low) / range, exponent) * range + low);
        }
        return result;
    }

    /** Rescales values to the mean and standard deviation of others. */
    public static float[] likeIn(float[] values, float[] model) {
        boolean[] all = new boolean[model.length];
        Arrays.fill(all, true);
        double mean = mean(model, all);
        double deviation = deviation(model, all, mean);
        float[] result = standardize(values);
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (result[i] * deviation + mean);
        }
        return result;
    }

    /**
     * Histogram equalization: spreads values so that equal parts of the range from {@code low} to {@code high} contain
     * about equally many.
     *
     * <p>Interpolates the cumulative histogram, over {@code bins} equal bins of the values where the mask is true,
     * linearly between bin centers; the lowest bin maps near {@code low}, the highest near {@code high}.
     *
     * @param where values that are counted; all are changed
     * @throws IllegalArgumentException if there are no bins or nothing is counted
     */
    public static float[] equalize(float[] values, boolean[] where, int bins, double low, double high) {
        rejectOtherLength(values, where);
        if (bins < 1) {
            throw new IllegalArgumentException("a histogram needs at least one bin, got " + bins);
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            least = where[i] ? Math.min(least, values[i]) : least;
            most = where[i] ? Math.max(most, values[i]) : most;
        }
        if (!(least <= most)) {
            throw new IllegalArgumentException("no finite values for the histogram");
        }
        double width = least == most ? 1.0 / bins : (most - least) / bins;
        double[] shares = cumulative(values, where, least == most ? least - 0.5 : least, width, bins, low, high);
        double middle = (least == most ? least - 0.5 : least) + width / 2;
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            double position = Math.clamp((values[i] - middle) / width, 0, bins - 1);
            int below = Math.min((int) position, Math.max(0, bins - 2));
            int above = Math.min(below + 1, bins - 1);
            result[i] = (float) (shares[below] + (position - below) * (shares[above] - shares[below]));
        }
        return result;
    }

    /** The cumulative histogram, scaled so that it starts at {@code low} and ends at {@code high}. */
    private static double[] cumulative(
            float[] values, boolean[] where, double from, double width, int bins, double low, double high) {
        long[] counts = new long[bins];
        for (int i = 0; i < values.length; i++) {
            if (where[i]) {
                counts[Math.clamp((int) ((values[i] - from) / width), 0, bins - 1)]++;
            }
        }
        for (int bin = 1; bin < bins; bin++) {
            counts[bin] += counts[bin - 1];
        }
        double range = counts[bins - 1] - counts[0];
        double[] shares = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            shares[bin] = range == 0 ? low : low + (counts[bin] - counts[0]) / range * (high - low);
        }
        return shares;
    }

    private static double mean(float[] values, boolean[] where) {
        double sum = 0;
        long n = 0;
        for (int i = 0; i < values.length; i++) {
            if (where[i]) {
                sum += values[i];
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }

    private static double deviation(float[] values, boolean[] where, double mean) {
        double squares = 0;
        long n = 0;
        for (int i = 0; i < values.length; i++) {
            if (where[i]) {
                squares += (values[i] - mean) * (values[i] - mean);
                n++;
            }
        }
        return n == 0 ? 0 : Math.sqrt(squares / n);
    }

    private static void rejectOtherLength(float[] values, boolean[] where) {
        if (values.length != where.length) {
            throw new IllegalArgumentException(
                    "%d values do not match a mask of %d".formatted(values.length, where.length));
        }
    }
}
