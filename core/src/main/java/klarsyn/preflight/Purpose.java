package klarsyn.preflight;

/** Purpose of a check. */
public enum Purpose {
    /** Training and testing: some cases must have a label. */
    TRAINING,
    /** Evaluation of a trained model: all cases may be healthy. */
    EVALUATION
}
