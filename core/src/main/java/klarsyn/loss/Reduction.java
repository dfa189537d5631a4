package klarsyn.loss;

/** Reduction of the parts of a loss: of samples and channels, or of voxels. */
public enum Reduction {
    /** The mean over counting parts: one number. */
    MEAN,
    /** The sum: one number. */
    SUM,
    /** None: the parts themselves, summed axes kept with length 1. */
    NONE
}
