package klarsyn.format.nifti;

import klarsyn.image.Affine;
import klarsyn.image.Shape;

/**
 * Compares what the statements of a NIfTI header say of the place of the voxels.
 *
 * @param shape voxels along each axis; the length of a step along an axis of one voxel does not matter
 */
record NiftiAgreement(Shape shape) {

    /** By how much of its length an axis may differ: more than a quaternion of floats loses near half a turn. */
    static final double AXIS_TOLERANCE = 1e-3;

    /** By how much of the smallest voxel edge the first voxels' centers may lie apart. */
    private static final double ORIGIN_TOLERANCE = 0.1;

    /**
     * Whether what can be used of a broken sform places the voxels elsewhere than the qform; zeros say nothing, and an
     * offset beside axes of zeros says no more.
     */
    boolean contradict(Affine sform, Affine qform) {
        boolean hasAxes = false;
        for (int column = 0; column < 4; column++) {
            double[] one = column(sform, column);
            double size = length(one, new double[3]);
            hasAxes |= column < 3 && size != 0;
            if (hasAxes && size > 0 && Double.isFinite(size)) {
                double tolerance = column < 3 ? 10 * AXIS_TOLERANCE * size : originToleranceMm(sform, qform);
                if (length(one, column(qform, column)) > tolerance) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether two affines place the voxels differently, beyond what rounding to floats explains. */
    boolean differ(Affine sform, Affine qform) {
        for (int column = 0; column < 3; column++) {
            double[] one = column(sform, column);
            double off = length(one, column(qform, column));
            if (shape.along(column) > 1 && off > AXIS_TOLERANCE * length(one, new double[3])) {
                return true;
            }
        }
        return length(column(sform, 3), column(qform, 3)) > originToleranceMm(sform, qform);
    }

    /** Far from the world's origin, two steps of the floats that hold it. */
    private static double originToleranceMm(Affine sform, Affine qform) {
        double[] origin = column(sform, 3);
        double farthest = Math.max(Math.abs(origin[0]), Math.max(Math.abs(origin[1]), Math.abs(origin[2])));
        return Math.max(ORIGIN_TOLERANCE * qform.spacing().smallest(), 2 * Math.ulp((float) farthest));
    }

    /** Distance between the planes of voxels along an axis, which a tilt makes less than the length of a step. */
    static double heightMm(Affine affine, int axis) {
        double[] u = column(affine, (axis + 1) % 3);
        double[] v = column(affine, (axis + 2) % 3);
        double[] normal = {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
        return Math.abs(affine.determinant()) / length(normal, new double[3]);
    }

    private static double[] column(Affine affine, int column) {
        return new double[] {affine.at(0, column), affine.at(1, column), affine.at(2, column)};
    }

    private static double length(double[] a, double[] b) {
        return Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
    }
}
