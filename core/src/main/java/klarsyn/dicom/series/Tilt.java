package klarsyn.dicom.series;

/** How to treat slices that are sheared relative to their normal. */
public enum Tilt {
    /** Reject them, stating the angle. */
    REFUSE,
    /** Keep the slices and represent the shear exactly in the affine. */
    KEEP_AS_SHEAR
}
