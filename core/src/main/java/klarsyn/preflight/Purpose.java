package klarsyn.preflight;

/** What cases are checked for. */
public enum Purpose {
    /** To train and test on: some cases must have a label. */
    TRAINING,
    /** To evaluate a trained model on: all cases may be healthy. */
    EVALUATION
}
