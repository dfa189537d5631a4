package klarsyn.evaluate;

import java.util.Arrays;
import java.util.List;
import klarsyn.base.Interval;
import klarsyn.base.Seed;
import klarsyn.evaluate.voxel.Confusion;
import klarsyn.evaluate.voxel.Lesions;

/**
 * Whether cases that have a label are told from those that do not, by the volume predicted in each.
 *
 * <p>A case counts as predicted positive if more than {@code minimumMl} is predicted, wherever in the image it lies:
 * where it should lie is what Dice and {@link Lesions} measure. The intervals of sensitivity and specificity are
 * Wilson's, with the number of patients as the number of trials; that of the volume is the bootstrap over patients.
 *
 * @param minimumMl         predicted volume, ml, up to which a case still counts as negative; 0: one voxel is positive
 * @param cases             true positives, false alarms, missed and rightly empty cases
 * @param sensitivity       share of the cases with the label that are predicted positive; NaN without such cases
 * @param specificity       share of the cases without it that are predicted negative; NaN without such cases
 * @param falsePositiveMl   mean volume predicted in a case without the label, ml, cases with nothing included
 * @param medianFalsePositiveMl median of the same; NaN without such cases
 * @param largestFalsePositiveMl largest of the same; NaN without such cases
 */
public record CaseDetection(
        double minimumMl,
        Confusion cases,
        Interval sensitivity,
        Interval specificity,
        Interval falsePositiveMl,
        double medianFalsePositiveMl,
        double largestFalsePositiveMl) {

    /** What one case has and what was predicted in it. */
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
            throw new IllegalArgumentException("a minimum volume is finite and at least 0 ml: " + minimumMl);
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

    /** Number of cases that have the label. */
    public int positives() {
        return Math.toIntExact(cases.reference());
    }

    /** Number of cases that do not have it. */
    public int negatives() {
        return Math.toIntExact(cases.falsePositives() + cases.trueNegatives());
    }

    /** Number of cases without the label in which more than the minimum is predicted. */
    public int falseAlarms() {
        return Math.toIntExact(cases.falsePositives());
    }
}
