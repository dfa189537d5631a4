package klarsyn.nn;

/** What a forward pass is for. */
public enum Mode {
    /** Fitting weights: all supervised outputs, gradients recorded. */
    TRAIN,
    /** Using weights: the full-resolution output alone. */
    EVALUATE
}
