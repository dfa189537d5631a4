package klarsyn.nn.layer;

/** Mode of a forward pass. */
public enum Mode {
    /** Training: all supervised outputs, gradients, and updated batch norm statistics. */
    TRAIN,
    /** As TRAIN, without updating statistics, which only one lane does. */
    TRAIN_ALONGSIDE,
    /** Prediction: only the full-resolution output. */
    EVALUATE
}
