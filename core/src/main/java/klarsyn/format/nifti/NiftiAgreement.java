package klarsyn.format.nifti;

import klarsyn.image.Affine;
import klarsyn.image.Shape;

/**
 * Compares the statements of a NIfTI header on the position of the voxels.
 *
 * @param shape voxels along each axis; the step length along an axis of one voxel is irrelevant
 */
record NiftiAgreement(Shape shape) {

    /** Relative tolerance for axis lengths: more than a float quaternion loses near a rotation by 180°. */
    static final double AXIS_TOLERANCE = 1e-3;

    /** Tolerance for the centers of the first voxels, as a fraction of the smallest voxel edge. */
    private static final double ORIGIN_TOLERANCE = 0.1;

    /**
     * Whether the usable part of an invalid sform contradicts the qform; zeros contradict nothing, nor does an offset
     * with zero axes.
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

    /** Whether two affines place the voxels differently, beyond float rounding. */
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

    /** Far from the origin, two float32 steps at that distance. */
    private static double originToleranceMm(Affine sform, Affine qform) {
        double[] origin = column(sform, 3);
        double farthest = Math.max(Math.abs(origin[0]), Math.max(Math.abs(origin[1]), Math.abs(origin[2])));
        return Math.max(ORIGIN_TOLERANCE * qform.spacing().smallest(), 2 * Math.ulp((float) farthest));
    }

    /** Distance between the voxel planes along an axis, which shear makes smaller than the step length. */
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
