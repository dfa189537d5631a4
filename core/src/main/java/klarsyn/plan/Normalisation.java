package klarsyn.plan;

/**
 * How the intensities of a channel are brought to a common scale.
 *
 * @param scheme what to do
 * @param lower  values below are raised to this; used by {@code CT} alone
 * @param upper  values above are lowered to this; used by {@code CT} alone
 * @param mean   subtracted; used by {@code CT} alone
 * @param deviation divided by; used by {@code CT} alone
 */
public record Normalisation(Scheme scheme, double lower, double upper, double mean, double deviation) {

    /** nnU-Net's schemes. */
    public enum Scheme {
        /** Minus the mean, divided by the standard deviation of the image itself. */
        Z_SCORE,
        /** Clipped to and scaled by the foreground's statistics over all cases, for Hounsfield units. */
        CT,
        /** As it is. */
        NONE
    }

    /** Z-score of each image. */
    public static Normalisation zScore() {
        return new Normalisation(Scheme.Z_SCORE, 0, 0, 0, 1);
    }

    /**
     * Brings voxels to the common scale, in place.
     *
     * <p>The standard deviation is the population's; one below 1e-8 counts as 1e-8.
     */
    public void apply(float[] voxels) {
        switch (scheme) {
            case NONE -> {
                // as it is
            }
            case CT -> scale(voxels, lower, upper, mean, deviation);
            case Z_SCORE -> {
                double sum = 0;
                for (float voxel : voxels) {
                    sum += voxel;
                }
                double own = sum / voxels.length;
                double squares = 0;
                for (float voxel : voxels) {
                    squares += (voxel - own) * (voxel - own);
                }
                scale(
                        voxels,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        own,
                        Math.sqrt(squares / voxels.length));
            }
        }
    }

    private static void scale(float[] voxels, double lower, double upper, double mean, double deviation) {
        double factor = 1 / Math.max(deviation, 1e-8);
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) ((Math.clamp(voxels[i], lower, upper) - mean) * factor);
        }
    }
}
