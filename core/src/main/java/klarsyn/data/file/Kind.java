package klarsyn.data.file;

/** Type of the cases of a cohort. */
public enum Kind {
    /** Images of voxels with a position in the world: MR, CT … */
    VOLUME,
    /** Images of pixels, gray or color: photographs, single slices. */
    PICTURE,
    /** Sampled signals: ECG, EEG … */
    SIGNAL,
    /** Table rows. */
    TABLE
}
