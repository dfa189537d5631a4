package klarsyn.evaluate;

import java.util.Arrays;
import java.util.List;
import klarsyn.base.Interval;
import klarsyn.base.Seed;
import klarsyn.evaluate.voxel.Confusion;
import klarsyn.evaluate.voxel.Lesions;

/**
 * Detection of cases with a label, by the predicted volume.
 *
 * <p>A case is predicted positive if more than {@code minimumMl} is predicted, anywhere in the image: positions are
 * evaluated by Dice and {@link Lesions}. The intervals of sensitivity and specificity are Wilson's, with the number of
 * patients as the number of trials; that of the volume is a bootstrap over patients.
 *
 * @param minimumMl         predicted volume, ml, up to which a case is negative; 0: one voxel is positive
 * @param cases             true positives, false positives, false negatives and true negatives
 * @param sensitivity       fraction of cases with the label that are predicted positive; NaN without such cases
 * @param specificity       fraction of cases without it that are predicted negative; NaN without such cases
 * @param falsePositiveMl   mean predicted volume in cases without the label, ml, including zeros
 * @param medianFalsePositiveMl median of the same; NaN without such cases
 * @param largestFalsePositiveMl maximum of the same; NaN without such cases
 */
public record CaseDetection(
        double minimumMl,
        Confusion cases,
        Interval sensitivity,
        Interval specificity,
        Interval falsePositiveMl,
        double medianFalsePositiveMl,
        double largestFalsePositiveMl) {

    /** Reference and prediction of one case. */
    record Volumes(String patient, ForegroundVolume volume) {

        boolean isPositive() {
            return volume.referenceMl() > 0;
        }

        boolean isNegative() {
            return volume.referenceMl() == 0;
        }

        double predictedMl() {
            return volume.predictedMl();
        }
    }

    static CaseDetection of(List<Volumes> volumes, double minimumMl, Seed seed) {
        if (!(minimumMl >= 0 && minimumMl < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a minimum volume must be finite and at least 0 ml: " + minimumMl);
        }
        List<Volumes> positive = volumes.stream().filter(Volumes::isPositive).toList();
        List<Volumes> negative = volumes.stream().filter(Volumes::isNegative).toList();
        int found = above(positive, minimumMl);
        int alarms = above(negative, minimumMl);
        double[] falseMl =
                negative.stream().mapToDouble(Volumes::predictedMl).sorted().toArray();
        return new CaseDetection(
                minimumMl,
                new Confusion(found, alarms, positive.size() - found, negative.size() - alarms),
                WilsonInterval.of(found, positive.size(), patients(positive)),
                WilsonInterval.of(negative.size() - alarms, negative.size(), patients(negative)),
                Bootstrap.mean(
                        negative.stream().mapToDouble(Volumes::predictedMl).toArray(),
                        negative.stream().map(Volumes::patient).toList(),
                        seed),
                median(falseMl),
                Arrays.stream(falseMl).max().orElse(Double.NaN));
    }

    private static int above(List<Volumes> some, double minimumMl) {
        return (int) some.stream().filter(one -> one.predictedMl() > minimumMl).count();
    }

    private static int patients(List<Volumes> some) {
        return (int) some.stream().map(Volumes::patient).distinct().count();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Number of cases with the label. */
    public int positives() {
        return Math.toIntExact(cases.reference());
    }

    /** Number of cases without the label. */
    public int negatives() {
        return Math.toIntExact(cases.falsePositives() + cases.trueNegatives());
    }

    /** Number of cases without the label with more than the minimum volume predicted. */
    public int falseAlarms() {
        return Math.toIntExact(cases.falsePositives());
    }
}
