package klarsyn.nn;

/** What a forward pass is for. */
public enum Mode {
    /** Fitting weights: all supervised outputs, gradients recorded, statistics of batch norms follow. */
    TRAIN,
    /** As TRAIN, in a lane beside the one that runs TRAIN: statistics are left to that one. */
    TRAIN_ALONGSIDE,
    /** Using weights: the full-resolution output alone. */
    EVALUATE
}
