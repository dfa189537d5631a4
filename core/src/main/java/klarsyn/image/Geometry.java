package klarsyn.image;

/**
 * Where the voxels of an array lie in the world.
 *
 * @param shape  number of voxels along each array axis
 * @param affine from voxel indices to RAS millimetres
 */
public record Geometry(Shape shape, Affine affine) {

    /** Axes along the world's, the first voxel's centre at the origin. */
    public static Geometry of(Shape shape, Spacing spacing) {
        return new Geometry(shape, Affine.scaling(spacing));
    }

    /** Distance between voxel centres in mm along each array axis. */
    public Spacing spacing() {
        return affine.spacing();
    }
}
