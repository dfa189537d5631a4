package klarsyn.image;

/**
 * Where the voxels of an array lie in the world.
 *
 * @param shape  number of voxels along each array axis
 * @param affine from voxel indices to RAS millimetres
 */
public record Geometry(Shape shape, Affine affine) {

    private static final double TOLERANCE_VOXELS = 0.01;

    /** Refuses an affine without an inverse. */
    public Geometry {
        if (!affine.isInvertible()) {
            throw new IllegalArgumentException("the affine has no inverse, its axes span no volume: " + affine);
        }
    }

    /** Axes along the world's, the first voxel's centre at the origin. */
    public static Geometry of(Shape shape, Spacing spacing) {
        return new Geometry(shape, Affine.scaling(spacing));
    }

    /** Distance between voxel centres in mm along each array axis. */
    public Spacing spacing() {
        return affine.spacing();
    }

    /** The way that the array axes run through the patient, the closest if they are oblique. */
    public Orientation orientation() {
        return Orientation.of(affine);
    }

    /** The same voxels at the same places with axes permuted and turned round. */
    public Geometry reorientedTo(Orientation orientation) {
        return Turn.between(this, orientation).applyTo(this);
    }

    /** Whether both grids have the same shape and the same corners, to 1 % of the smallest voxel edge. */
    public boolean matches(Geometry other) {
        return shape.equals(other.shape) && affine.equalsWithin(other.affine, shape, TOLERANCE_VOXELS);
    }

    /** World position in mm, {@code {x, y, z}}, of a voxel position that may lie between voxels. */
    public double[] toWorld(double i, double j, double k) {
        return affine.toWorld(i, j, k);
    }

    /** Voxel position {@code {i, j, k}}, mostly between voxels and perhaps outside, of a world position in mm. */
    public double[] toVoxel(double x, double y, double z) {
        return affine.inverse().toWorld(x, y, z);
    }
}
