package klarsyn.preflight;

/**
 * Statistics of all finite voxels of one channel; all NaN if there is none.
 *
 * @param min  smallest
 * @param max  largest
 * @param mean arithmetic mean
 * @param std  standard deviation of the values themselves (divided by their number)
 */
public record Moments(double min, double max, double mean, double std) {

    /** Statistics of the finite values. */
    public static Moments of(float[] values) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        double sum = 0;
        long n = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                min = value < min ? value : min;
                max = value > max ? value : max;
                sum += value;
                n++;
            }
        }
        if (n == 0) {
            return new Moments(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double mean = sum / n;
        double squares = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                squares += (value - mean) * (value - mean);
            }
        }
        return new Moments(min, max, mean, Math.sqrt(squares / n));
    }

    /** Whether all finite voxels hold the same value, or none is finite. */
    public boolean isConstant() {
        return !(min < max);
    }
}
