package klarsyn.image;

/**
 * Puts images and label maps on other grids.
 *
 * <p>Voxel centres are aligned by the half-pixel convention: output voxel i of n' lies at {@code (i + 0.5) · n / n' − 0.5}
 * of n. Beyond the first and last voxel the edge is repeated.
 */
public final class Resampling {

    private Resampling() {}

    /** The image at another voxel size. */
    public static Volume to(Volume volume, Spacing spacing, Interpolation interpolation) {
        throw new UnsupportedOperationException();
    }

    /** The image on another grid. */
    public static Volume to(Volume volume, Geometry grid, Interpolation interpolation) {
        throw new UnsupportedOperationException();
    }

    /** The labels at another voxel size: the nearest voxel's, or with LINEAR the label with the largest interpolated share. */
    public static LabelMap to(LabelMap labels, Spacing spacing, Interpolation interpolation) {
        throw new UnsupportedOperationException();
    }

    /** The labels on another grid; background outside the field of view. */
    public static LabelMap to(LabelMap labels, Geometry grid, Interpolation interpolation) {
        throw new UnsupportedOperationException();
    }

    /** The grid with the same field of view and about this voxel size: {@code max(1, round(n · old / new))} voxels an axis. */
    public static Geometry grid(Geometry geometry, Spacing spacing) {
        throw new UnsupportedOperationException();
    }

    /** Voxels, {@code [x][y][z]} with x fastest, resized to another shape that covers the same field of view. */
    public static float[] resize(float[] voxels, Shape from, Shape to, Interpolation interpolation) {
        throw new UnsupportedOperationException();
    }

    /** Labels resized as {@link #resize}; CUBIC is refused. */
    public static short[] resizeLabels(short[] labels, Shape from, Shape to, Interpolation interpolation) {
        throw new UnsupportedOperationException();
    }
}
