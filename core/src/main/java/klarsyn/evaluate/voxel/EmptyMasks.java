package klarsyn.evaluate.voxel;

/**
 * What Dice and IoU are where a label is missing in the reference, in the prediction or in both.
 *
 * <p>The choice moves means more than many models do, so it is the caller's, by name; docs/metrics.md has the table.
 * Wherever the reference has the label and the prediction has not, all of them say 0.
 */
public enum EmptyMasks {
    /** nnU-Net v2's: NaN where both are empty, left out of means; 0 where only one is. Klarsyn's own choice. */
    NNUNET("nnunet"),
    /** MONAI's with {@code ignore_empty=True}, its default: NaN wherever the reference is empty, found or not. */
    MONAI("monai"),
    /** 1 where both are empty, as many challenges count and MONAI with {@code ignore_empty=False}; 0 where one is. */
    COUNT_AS_ONE("count_as_one");

    private final String key;

    EmptyMasks(String key) {
        this.key = key;
    }

    /** What metrics.json calls it. */
    public String key() {
        return key;
    }

    /** What an overlap is worth: its ratio unless a mask is empty. */
    double value(boolean referenceIsEmpty, boolean predictedIsEmpty, double ratio) {
        if (!referenceIsEmpty) {
            return ratio;
        }
        return switch (this) {
            case NNUNET -> predictedIsEmpty ? Double.NaN : 0;
            case MONAI -> Double.NaN;
            case COUNT_AS_ONE -> predictedIsEmpty ? 1 : 0;
        };
    }
}
