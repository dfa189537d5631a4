package klarsyn.image.resample;

/** Interpolation between voxels. */
public enum Interpolation {
    /** The value of the nearest voxel; at the midpoint, of the voxel with the higher index. */
    NEAREST,
    /** Linear along each axis. */
    LINEAR,
    /** Cubic B-splines through the voxel values, clipped to the range of the input so that edges do not overshoot. */
    CUBIC
}
