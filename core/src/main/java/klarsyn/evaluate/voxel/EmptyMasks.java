package klarsyn.evaluate.voxel;

/**
 * Value of Dice and IoU if a label is missing in the reference, in the prediction or in both.
 *
 * <p>The choice affects means more than many models do, so the caller makes it explicitly; see the table in
 * docs/metrics.md. If the reference has the label and the prediction has not, all of them give 0.
 */
public enum EmptyMasks {
    /** nnU-Net v2: NaN if both are empty, excluded from means; 0 if only one is. Klarsyn's default. */
    NNUNET("nnunet"),
    /** MONAI with {@code ignore_empty=True}, its default: NaN if the reference is empty, whatever is predicted. */
    MONAI("monai"),
    /** 1 if both are empty, as in many challenges and MONAI with {@code ignore_empty=False}; 0 if one is. */
    COUNT_AS_ONE("count_as_one");

    private final String key;

    EmptyMasks(String key) {
        this.key = key;
    }

    /** Its name in metrics.json. */
    public String key() {
        return key;
    }

    /** Value of an overlap: its ratio unless a mask is empty. */
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
