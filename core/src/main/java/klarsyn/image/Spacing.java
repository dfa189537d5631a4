package klarsyn.image;

/**
 * Distance between voxel centers in mm along each array axis.
 *
 * @param x mm between voxels along the first axis, above 0
 * @param y mm between voxels along the second axis, above 0
 * @param z mm between voxels along the third axis, above 0
 */
public record Spacing(double x, double y, double z) {

    /** Rejects values that are not above 0, NaN included. */
    public Spacing {
        if (!(x > 0 && y > 0 && z > 0) || Double.isInfinite(x + y + z)) {
            throw new IllegalArgumentException("spacing must be above 0 mm: %s×%s×%s".formatted(x, y, z));
        }
    }

    /** The same distance along all axes. */
    public static Spacing isotropic(double mm) {
        return new Spacing(mm, mm, mm);
    }

    /** mm along axis 0 (x), 1 (y) or 2 (z). */
    public double along(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IndexOutOfBoundsException("axis " + axis);
        };
    }

    /** The smallest of the three, in mm. */
    public double smallest() {
        return Math.min(x, Math.min(y, z));
    }

    /** Volume in milliliters of a voxel with orthogonal axes; for any grid see {@link Geometry#voxelMl}. */
    public double voxelMl() {
        return x * y * z / 1000;
    }

    @Override
    public String toString() {
        return String.format(java.util.Locale.ROOT, "%.3g×%.3g×%.3g mm", x, y, z);
    }
}
