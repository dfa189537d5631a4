package klarsyn.base;

/**
 * What a figure measures, so that nothing that shows or compares it needs to ask.
 *
 * @param key       in JSON, such as {@code dice}
 * @param name      for people, such as {@code Dice}
 * @param unit      such as {@code mm}; empty for shares and scores
 * @param direction which values are better
 * @param low       least possible value
 * @param high      greatest possible value, which may be infinite
 */
public record Measure(String key, String name, String unit, Direction direction, double low, double high) {

    /** Which values are better. */
    public enum Direction {
        /** Greater ones, as of Dice. */
        HIGHER_IS_BETTER,
        /** Smaller ones, as of a distance. */
        LOWER_IS_BETTER,
        /** Those near 0, as of a signed error. */
        ZERO_IS_BEST
    }

    /** Mean over cases of the mean Dice over a case's labels. */
    public static final Measure DICE = share("dice", "Dice");

    /** Share of the cases whose predicted class is the reference's. */
    public static final Measure ACCURACY = share("accuracy", "Accuracy");

    /** Mean over the classes of the share of their cases that were found (macro-averaged recall). */
    public static final Measure BALANCED_ACCURACY = share("balanced_accuracy", "Balanced accuracy");

    /** Mean over the classes of the area under the receiver operating characteristic, each against the rest. */
    public static final Measure ROC_AUC = share("roc_auc", "AUC");

    /** Mean over the classes of the harmonic mean of precision and recall (macro F1). */
    public static final Measure MACRO_F1 = share("macro_f1", "Macro F1");

    /** Mean over cases of the negative logarithm of the probability that the reference's class was given. */
    public static final Measure LOG_LOSS =
            new Measure("log_loss", "Log loss", "", Direction.LOWER_IS_BETTER, 0, Double.POSITIVE_INFINITY);

    private static Measure share(String key, String name) {
        return new Measure(key, name, "", Direction.HIGHER_IS_BETTER, 0, 1);
    }
}
