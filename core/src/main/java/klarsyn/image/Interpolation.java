package klarsyn.image;

/** How a value between voxels is made from the voxels around it. */
public enum Interpolation {
    /** The nearest voxel's value; half-way, that of the voxel with the higher index. */
    NEAREST,
    /** Straight lines between neighbours along each axis. */
    LINEAR,
    /** Cubic B-splines through the voxels, clipped to the range of the input so that edges do not overshoot. */
    CUBIC
}
