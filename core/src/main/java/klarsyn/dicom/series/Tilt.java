package klarsyn.dicom.series;

/** What to do with slices that are sheared against their normal. */
public enum Tilt {
    /** Refuse them, with the angle. */
    REFUSE,
    /** Keep the slices as they are and tell the shear in the affine, which is exact. */
    KEEP_AS_SHEAR
}
