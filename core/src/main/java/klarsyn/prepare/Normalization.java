package klarsyn.prepare;

import java.util.Locale;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * Intensity normalization of a channel.
 *
 * @param scheme of the normalization
 * @param extent voxels that are used; only {@code Z_SCORE} can exclude some
 * @param lower  lower clipping limit, for {@code CT} only
 * @param upper  upper clipping limit, for {@code CT} only
 * @param mean   subtracted, for {@code CT} only
 * @param deviation divisor, for {@code CT} only
 */
public record Normalization(Scheme scheme, Extent extent, double lower, double upper, double mean, double deviation) {

    private static final double EPSILON = 1e-8;

    /** nnU-Net's schemes. */
    public enum Scheme {
        /** Zero mean and unit standard deviation per image. */
        Z_SCORE,
        /** Clipped and scaled by the foreground statistics of all cases, for Hounsfield units. */
        CT,
        /** Scaled to 0 to 1 by the image's minimum and maximum. */
        ZERO_TO_ONE,
        /** Divided by 255, for 8-bit pictures. */
        RGB,
        /** Unchanged. */
        NONE;

        /**
         * nnU-Net's scheme for a channel name in {@code dataset.json}, case-insensitive: {@code CT}, {@code noNorm},
         * {@code rescale_to_0_1}, {@code rgb_to_0_1}; z-score for all other names.
         */
        public static Scheme ofChannel(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "ct" -> CT;
                case "nonorm" -> NONE;
                case "rescale_to_0_1" -> ZERO_TO_ONE;
                case "rgb_to_0_1" -> RGB;
                default -> Z_SCORE;
            };
        }

        /** Whether it can exclude zeros. */
        public boolean mayLeaveOutZeros() {
            return this == Z_SCORE;
        }
    }

    /** Voxels that determine the statistics and are changed. */
    public enum Extent {
        /** All voxels after cropping. */
        ALL,
        /** Voxels that are not 0 in some channel, and enclosed ones; others stay 0. */
        NON_ZERO
    }

    /** Rejects excluding zeros for schemes without image statistics. */
    public Normalization {
        if (extent == Extent.NON_ZERO && !scheme.mayLeaveOutZeros()) {
            throw new IllegalArgumentException(scheme + " applies to all voxels: its extent is ALL");
        }
    }

    /** A scheme without parameters, over all voxels. */
    public static Normalization of(Scheme scheme) {
        return new Normalization(scheme, Extent.ALL, 0, 0, 0, 1);
    }

    /** Z-score per image. */
    public static Normalization zScore() {
        return of(Scheme.Z_SCORE);
    }

    /** Clipped to {@code lower} and {@code upper}, minus {@code mean}, divided by {@code deviation}. */
    public static Normalization ct(double lower, double upper, double mean, double deviation) {
        return new Normalization(Scheme.CT, Extent.ALL, lower, upper, mean, deviation);
    }

    /** With another extent. */
    public Normalization withExtent(Extent other) {
        return new Normalization(scheme, other, lower, upper, mean, deviation);
    }

    /**
     * Normalizes voxels in place.
     *
     * <p>The standard deviation is that of the population; standard deviations and ranges are at least 1e-8.
     *
     * @param marks one number per voxel, below 0 for those that {@code NON_ZERO} excludes; otherwise ignored
     * @throws DataException if values are outside 0 to 255 with {@code RGB}
     */
    public void apply(float[] voxels, short[] marks) {
        switch (scheme) {
            case NONE -> {
                // unchanged
            }
            case CT -> {
                double factor = 1 / Math.max(deviation, EPSILON);
                for (int i = 0; i < voxels.length; i++) {
                    voxels[i] = (float) ((Math.clamp(voxels[i], lower, upper) - mean) * factor);
                }
            }
            case Z_SCORE -> zScore(voxels, extent == Extent.ALL ? new short[0] : marks);
            case ZERO_TO_ONE -> {
                Range range = Range.of(voxels);
                scale(voxels, range.low, 1 / Math.max(range.high - range.low, EPSILON));
            }
            case RGB -> {
                Range range = Range.of(voxels);
                if (range.low < 0 || range.high > 255) {
                    throw new DataException(
                            String.format(
                                    Locale.ROOT,
                                    "a channel has intensities from %g to %g, but the plan expects 8-bit pictures",
                                    range.low,
                                    range.high),
                            Where.of("image"),
                            "convert the picture to 0 to 255, or make a new plan with other channel names");
                }
                scale(voxels, 0, 1 / 255.0);
            }
        }
    }

    private static void zScore(float[] voxels, short[] marks) {
        double sum = 0;
        long count = 0;
        for (int i = 0; i < voxels.length; i++) {
            if (marks.length == 0 || marks[i] >= 0) {
                sum += voxels[i];
                count++;
            }
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < voxels.length; i++) {
            if (marks.length == 0 || marks[i] >= 0) {
                squares += (voxels[i] - mean) * (voxels[i] - mean);
            }
        }
        double factor = 1 / Math.max(Math.sqrt(squares / count), EPSILON);
        for (int i = 0; i < voxels.length; i++) {
            if (marks.length == 0 || marks[i] >= 0) {
                voxels[i] = (float) ((voxels[i] - mean) * factor);
            }
        }
    }

    private static void scale(float[] voxels, double zero, double factor) {
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) ((voxels[i] - zero) * factor);
        }
    }

    private record Range(double low, double high) {
        static Range of(float[] voxels) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (float voxel : voxels) {
                low = Math.min(low, voxel);
                high = Math.max(high, voxel);
            }
            return new Range(low, high);
        }
    }
}
