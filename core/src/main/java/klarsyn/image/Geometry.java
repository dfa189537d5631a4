package klarsyn.image;

import java.util.Optional;

/**
 * The position of an array's voxels in the world.
 *
 * @param shape  number of voxels along each array axis
 * @param affine from voxel indices to RAS millimeters
 */
public record Geometry(Shape shape, Affine affine) {

    private static final double TOLERANCE_VOXELS = 0.01;

    /** A shift by half a voxel is always detected, even where float32 is coarse. */
    private static final double MAX_VOXELS = 0.25;

    /** Rejects an affine without an inverse. */
    public Geometry {
        if (!affine.isInvertible()) {
            throw new IllegalArgumentException("the affine has no inverse, its axes span no volume: " + affine);
        }
    }

    /** Axes along the world axes, the center of the first voxel at the origin. */
    public static Geometry of(Shape shape, Spacing spacing) {
        return new Geometry(shape, Affine.scaling(spacing));
    }

    /** Distance between voxel centers in mm along each array axis, which may be slanted: {@link Affine#spacing}. */
    public Spacing spacing() {
        return affine.spacing();
    }

    /** Whether any two axes are not orthogonal: {@link Affine#isSheared}. */
    public boolean isSheared() {
        return affine.isSheared();
    }

    /** Volume of one voxel in milliliters, also for sheared grids: the determinant of the affine. */
    public double voxelMl() {
        return isSheared() ? Math.abs(affine.determinant()) / 1000 : spacing().voxelMl();
    }

    /** Length in mm of the longest diagonal of the field of view, from outer corner to outer corner. */
    public double diagonalMm() {
        if (isSheared()) {
            return longestDiagonalMm();
        }
        Spacing spacing = spacing();
        double x = shape.x() * spacing.x();
        double y = shape.y() * spacing.y();
        double z = shape.z() * spacing.z();
        return Math.sqrt(x * x + y * y + z * z);
    }

    private double longestDiagonalMm() {
        double[] start = toWorld(0, 0, 0);
        double longest = 0;
        for (int signs = 0; signs < 4; signs++) {
            double[] end = toWorld(
                    shape.x(), (signs & 1) == 0 ? shape.y() : -shape.y(), (signs & 2) == 0 ? shape.z() : -shape.z());
            longest =
                    Math.max(longest, Math.hypot(Math.hypot(end[0] - start[0], end[1] - start[1]), end[2] - start[2]));
        }
        return longest;
    }

    /** The orientation of the array axes, the closest one if they are oblique. */
    public Orientation orientation() {
        return Orientation.of(affine);
    }

    /** The same voxels at the same positions with axes permuted and flipped. */
    public Geometry reorientedTo(Orientation orientation) {
        return Reorientation.between(this, orientation).to();
    }

    /**
     * Whether both grids have the same shape and the same corners, to 1 % of the smallest voxel edge.
     *
     * <p>Far from the origin, where float32 affines are coarser than that, to two float32 steps, but at most a quarter
     * of a voxel.
     */
    public boolean matches(Geometry other) {
        return shape.equals(other.shape) && affine.equalsWithin(other.affine, shape, toleranceVoxels(other));
    }

    /**
     * Describes how this grid differs from another, such as {@code axis 2 is flipped; shifted by (0, 0, 2.5) mm}; empty
     * if they match.
     *
     * <p>Axes are counted from 0. The shift is that of the center of the first voxel, or of the grid centers if the
     * axes run differently.
     */
    public Optional<String> differenceFrom(Geometry other) {
        return matches(other)
                ? Optional.empty()
                : Optional.of(GridDifference.description(this, other, toleranceVoxels(other) * smallestSpacing(other)));
    }

    /** The largest distance in mm between the centers of corresponding corner voxels. */
    double cornersApartMm(Geometry other) {
        return affine.cornersApartMm(other.affine, shape);
    }

    private double toleranceVoxels(Geometry other) {
        double float32 = 2 * Math.max(float32StepMm(), other.float32StepMm()) / smallestSpacing(other);
        return Math.max(TOLERANCE_VOXELS, Math.min(MAX_VOXELS, float32));
    }

    /** Distance of adjacent float32 values at the farthest coordinate of the grid. */
    private double float32StepMm() {
        double largest = 0;
        for (int corner = 0; corner < 8; corner++) {
            double[] world = affine.corner(shape, corner);
            for (double coordinate : world) {
                largest = Math.max(largest, Math.abs(coordinate));
            }
        }
        return Math.ulp((float) largest);
    }

    private double smallestSpacing(Geometry other) {
        return Math.min(spacing().smallest(), other.spacing().smallest());
    }

    /** The grid of a block of voxels at its position in the world. */
    public Geometry cut(Box box) {
        double[] origin = toWorld(box.fromX(), box.fromY(), box.fromZ());
        return new Geometry(box.shape(), affine.withOrigin(origin[0], origin[1], origin[2]));
    }

    /** World position in mm, {@code {x, y, z}}, of a voxel position, which may be fractional. */
    public double[] toWorld(double i, double j, double k) {
        return affine.toWorld(i, j, k);
    }

    /** Voxel position {@code {i, j, k}}, fractional and possibly outside, of a world position in mm. */
    public double[] toVoxel(double x, double y, double z) {
        return affine.inverse().toWorld(x, y, z);
    }
}
