package klarsyn.evaluate.voxel;

/**
 * Confusion counts of voxels (or cases, or pictures) for one label.
 *
 * <p>A ratio with denominator 0 is NaN, as in MONAI; {@link EmptyMasks} defines overlaps of empty masks.
 *
 * @param truePositives  in both
 * @param falsePositives in the prediction only
 * @param falseNegatives in the reference only
 * @param trueNegatives  in neither
 */
public record Confusion(long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

    /** All counts 0. */
    public static final Confusion NOTHING = new Confusion(0, 0, 0, 0);

    /** Rejects negative counts. */
    public Confusion {
        if (truePositives < 0 || falsePositives < 0 || falseNegatives < 0 || trueNegatives < 0) {
            throw new IllegalArgumentException("counts must be at least 0: %d, %d, %d, %d"
                    .formatted(truePositives, falsePositives, falseNegatives, trueNegatives));
        }
    }

    /**
     * Counts two masks of the same length.
     *
     * @throws IllegalArgumentException if they differ in length
     */
    public static Confusion of(boolean[] reference, boolean[] predicted) {
        if (reference.length != predicted.length) {
            throw new IllegalArgumentException(
                    "the reference has %d entries, the prediction %d".formatted(reference.length, predicted.length));
        }
        long both = 0;
        long ofReference = 0;
        long ofPrediction = 0;
        for (int i = 0; i < reference.length; i++) {
            ofReference += reference[i] ? 1 : 0;
            ofPrediction += predicted[i] ? 1 : 0;
            both += reference[i] && predicted[i] ? 1 : 0;
        }
        return new Confusion(
                both, ofPrediction - both, ofReference - both, reference.length - ofReference - ofPrediction + both);
    }

    /** The sum of both, for metrics that pool voxels instead of averaging cases. */
    public Confusion plus(Confusion other) {
        return new Confusion(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives,
                trueNegatives + other.trueNegatives);
    }

    /** Number of positives in the reference. */
    public long reference() {
        return truePositives + falseNegatives;
    }

    /** Number of positives in the prediction. */
    public long predicted() {
        return truePositives + falsePositives;
    }

    /** 2·TP / (reference + predicted). */
    public double dice(EmptyMasks policy) {
        return policy.value(reference() == 0, predicted() == 0, ratio(2 * truePositives, reference() + predicted()));
    }

    /** TP / (TP + FP + FN), Jaccard's index. */
    public double iou(EmptyMasks policy) {
        return policy.value(reference() == 0, predicted() == 0, threatScore());
    }

    /** TP / (TP + FN): recall, true positive rate. */
    public double sensitivity() {
        return ratio(truePositives, reference());
    }

    /** TN / (TN + FP): true negative rate. */
    public double specificity() {
        return ratio(trueNegatives, trueNegatives + falsePositives);
    }

    /** TP / (TP + FP): positive predictive value. */
    public double precision() {
        return ratio(truePositives, predicted());
    }

    /** TN / (TN + FN). */
    public double negativePredictiveValue() {
        return ratio(trueNegatives, trueNegatives + falseNegatives);
    }

    /** FP / (TN + FP): fall-out. */
    public double falsePositiveRate() {
        return ratio(falsePositives, trueNegatives + falsePositives);
    }

    /** FN / (TP + FN): miss rate. */
    public double falseNegativeRate() {
        return ratio(falseNegatives, reference());
    }

    /** FP / (TP + FP). */
    public double falseDiscoveryRate() {
        return ratio(falsePositives, predicted());
    }

    /** FN / (TN + FN). */
    public double falseOmissionRate() {
        return ratio(falseNegatives, trueNegatives + falseNegatives);
    }

    /** (√(TPR·FPR) − FPR) / (TPR − FPR); NaN if both rates are equal. */
    public double prevalenceThreshold() {
        double fall = falsePositiveRate();
        double gap = sensitivity() - fall;
        return gap == 0 ? Double.NaN : (Math.sqrt(sensitivity() * fall) - fall) / gap;
    }

    /** TP / (TP + FP + FN): critical success index. */
    public double threatScore() {
        return ratio(truePositives, truePositives + falsePositives + falseNegatives);
    }

    /** (TP + TN) / all. */
    public double accuracy() {
        return ratio(truePositives + trueNegatives, reference() + trueNegatives + falsePositives);
    }

    /** Mean of sensitivity and specificity. */
    public double balancedAccuracy() {
        return (sensitivity() + specificity()) / 2;
    }

    /**
     * 2·TP / (2·TP + FP + FN), the harmonic mean of precision and sensitivity; Dice without a policy for empty masks.
     */
    public double f1() {
        return ratio(2 * truePositives, reference() + predicted());
    }

    /** Matthews correlation coefficient, −1 to 1. */
    public double matthews() {
        double product = Math.sqrt((double) predicted())
                * Math.sqrt((double) reference())
                * Math.sqrt((double) (trueNegatives + falsePositives))
                * Math.sqrt((double) (trueNegatives + falseNegatives));
        double difference = (double) truePositives * trueNegatives - (double) falsePositives * falseNegatives;
        return product == 0 ? Double.NaN : difference / product;
    }

    /** Fowlkes–Mallows index: the geometric mean of precision and sensitivity. */
    public double fowlkesMallows() {
        return Math.sqrt(precision() * sensitivity());
    }

    /** Sensitivity + specificity − 1: Youden's J. */
    public double informedness() {
        return sensitivity() + specificity() - 1;
    }

    /** Precision + negative predictive value − 1. */
    public double markedness() {
        return precision() + negativePredictiveValue() - 1;
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}
