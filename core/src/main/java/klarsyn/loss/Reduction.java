package klarsyn.loss;

/** What becomes of the parts of a loss: of samples and channels, or of voxels. */
public enum Reduction {
    /** Their mean over what counts: one number. */
    MEAN,
    /** Their sum: one number. */
    SUM,
    /** Nothing: the parts themselves, axes that are summed over kept with length 1. */
    NONE
}
