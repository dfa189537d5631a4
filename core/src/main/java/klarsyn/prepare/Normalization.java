package klarsyn.prepare;

import java.util.Locale;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * How the intensities of a channel are brought to a common scale.
 *
 * @param scheme what to do
 * @param extent over which voxels; only {@code Z_SCORE} may leave some out
 * @param lower  values below are raised to this; used by {@code CT} alone
 * @param upper  values above are lowered to this; used by {@code CT} alone
 * @param mean   subtracted; used by {@code CT} alone
 * @param deviation divided by; used by {@code CT} alone
 */
public record Normalization(Scheme scheme, Extent extent, double lower, double upper, double mean, double deviation) {

    private static final double LEAST = 1e-8;

    /** nnU-Net's schemes. */
    public enum Scheme {
        /** Minus the mean, divided by the standard deviation of the image itself. */
        Z_SCORE,
        /** Clipped to and scaled by the foreground's statistics over all cases, for Hounsfield units. */
        CT,
        /** The image's own smallest value becomes 0, its largest 1. */
        ZERO_TO_ONE,
        /** Divided by 255, for pictures of 8 bits. */
        RGB,
        /** As it is. */
        NONE;

        /**
         * The scheme that nnU-Net takes for the name of a channel in {@code dataset.json}, however it is capitalised:
         * {@code CT}, {@code noNorm}, {@code rescale_to_0_1}, {@code rgb_to_0_1}; every other name asks for a z-score.
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

        /** Whether it may leave out what is zero. */
        public boolean mayLeaveOutZeros() {
            return this == Z_SCORE;
        }
    }

    /** The voxels that give the statistics, and that are changed. */
    public enum Extent {
        /** All that were kept. */
        ALL,
        /** Those that are not 0 in some channel, and what they enclose; the others stay 0. */
        NON_ZERO
    }

    /** Refuses the non-zero part for schemes that have no statistics of the image. */
    public Normalization {
        if (extent == Extent.NON_ZERO && !scheme.mayLeaveOutZeros()) {
            throw new IllegalArgumentException(scheme + " is the same for all voxels: its extent is ALL");
        }
    }

    /** A scheme without numbers of its own, over all voxels. */
    public static Normalization of(Scheme scheme) {
        return new Normalization(scheme, Extent.ALL, 0, 0, 0, 1);
    }

    /** Z-score of each image. */
    public static Normalization zScore() {
        return of(Scheme.Z_SCORE);
    }

    /** Clipped to {@code lower} and {@code upper}, minus {@code mean}, divided by {@code deviation}. */
    public static Normalization ct(double lower, double upper, double mean, double deviation) {
        return new Normalization(Scheme.CT, Extent.ALL, lower, upper, mean, deviation);
    }

    /** The same over other voxels. */
    public Normalization withExtent(Extent other) {
        return new Normalization(scheme, other, lower, upper, mean, deviation);
    }

    /**
     * Brings voxels to the common scale, in place.
     *
     * <p>The standard deviation is the population's; one below 1e-8 counts as 1e-8, and so does a range.
     *
     * @param marks a number a voxel, below 0 for those that {@code NON_ZERO} leaves out; not looked at otherwise
     * @throws DataException if {@code RGB} meets values outside 0 to 255
     */
    public void apply(float[] voxels, short[] marks) {
        switch (scheme) {
            case NONE -> {
                // as it is
            }
            case CT -> {
                double factor = 1 / Math.max(deviation, LEAST);
                for (int i = 0; i < voxels.length; i++) {
                    voxels[i] = (float) ((Math.clamp(voxels[i], lower, upper) - mean) * factor);
                }
            }
            case Z_SCORE -> zScore(voxels, extent == Extent.ALL ? new short[0] : marks);
            case ZERO_TO_ONE -> {
                Range range = Range.of(voxels);
                scale(voxels, range.low, 1 / Math.max(range.high - range.low, LEAST));
            }
            case RGB -> {
                Range range = Range.of(voxels);
                if (range.low < 0 || range.high > 255) {
                    throw new DataException(
                            String.format(
                                    Locale.ROOT,
                                    "a channel has intensities from %g to %g, the plan expects a picture of 8 bits",
                                    range.low,
                                    range.high),
                            Where.of("image"),
                            "bring the picture to 0 to 255, or plan anew with other channel names");
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
        double factor = 1 / Math.max(Math.sqrt(squares / count), LEAST);
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
