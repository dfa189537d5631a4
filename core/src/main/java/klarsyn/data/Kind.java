package klarsyn.data;

/** What the cases of a cohort are made of. */
public enum Kind {
    /** Images of voxels with a place in the world: MR, CT … */
    VOLUME,
    /** Images of pixels, grey or in colour: photographs, single slices. */
    PICTURE,
    /** Samples in time: ECG, EEG … */
    SIGNAL,
    /** Rows of a table. */
    TABLE
}
