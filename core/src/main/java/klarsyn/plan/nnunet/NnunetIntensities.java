package klarsyn.plan.nnunet;

/**
 * Intensities of the foreground of all training cases in one channel, as nnU-Net's fingerprint holds them.
 *
 * @param mean           arithmetic mean
 * @param median         50th percentile
 * @param std            standard deviation of the values themselves (divided by their number)
 * @param min            smallest
 * @param max            largest
 * @param percentile99_5 99.5th percentile
 * @param percentile00_5 0.5th percentile
 */
public record NnunetIntensities(
        double mean, double median, double std, double min, double max, double percentile99_5, double percentile00_5) {}
