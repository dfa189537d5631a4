package klarsyn.plan.nnunet;

/**
 * Foreground intensities of all training cases in one channel, as in nnU-Net's fingerprint.
 *
 * @param mean           arithmetic mean
 * @param median         50th percentile
 * @param std            population standard deviation
 * @param min            minimum
 * @param max            maximum
 * @param percentile99_5 99.5th percentile
 * @param percentile00_5 0.5th percentile
 */
public record NnunetIntensities(
        double mean, double median, double std, double min, double max, double percentile99_5, double percentile00_5) {}
