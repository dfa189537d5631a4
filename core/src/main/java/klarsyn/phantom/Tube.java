package klarsyn.phantom;

/**
 * A bent tube of varying radius along a quadratic curve, approximated by straight pieces.
 *
 * @param points positions along the curve in mm, {@code {x, y, z}}
 * @param radii  mm at each of them
 * @param low    corner of the bounding box outside of which the tube is far
 * @param high   opposite corner
 */
record Tube(double[][] points, double[] radii, double[] low, double[] high) {

    private static final int PIECES = 12;
    private static final double FAR_MM = 4;

    /** A Bézier curve from {@code start} with {@code control} to {@code end}. */
    static Tube along(double[] start, double[] control, double[] end, Thickness thickness) {
        double[][] points = new double[PIECES + 1][3];
        double[] radii = new double[PIECES + 1];
        for (int i = 0; i <= PIECES; i++) {
            double t = i / (double) PIECES;
            for (int axis = 0; axis < 3; axis++) {
                points[i][axis] = (1 - t) * (1 - t) * start[axis] + 2 * t * (1 - t) * control[axis] + t * t * end[axis];
            }
            radii[i] = thickness.at(t);
        }
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i <= PIECES; i++) {
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], points[i][axis] - radii[i] - FAR_MM);
                high[axis] = Math.max(high[axis], points[i][axis] + radii[i] + FAR_MM);
            }
        }
        return new Tube(points, radii, low, high);
    }

    /** Radius in mm at a fraction of the curve, from 0 to 1. */
    @FunctionalInterface
    interface Thickness {
        double at(double t);
    }

    double length() {
        double length = 0;
        for (int i = 1; i < points.length; i++) {
            double dx = points[i][0] - points[i - 1][0];
            double dy = points[i][1] - points[i - 1][1];
            double dz = points[i][2] - points[i - 1][2];
            length += Math.sqrt(dx * dx + dy * dy + dz * dz);
        }
        return length;
    }

    /** Position of a point relative to the tube. */
    static final class Nearest {
        /** Distance in mm from the surface, negative inside; infinite if far. */
        double distance;
        /** Fraction of the curve at the nearest position. */
        double t;
    }

    void nearest(double x, double y, double z, Nearest result) {
        result.distance = Double.POSITIVE_INFINITY;
        if (x < low[0] || x > high[0] || y < low[1] || y > high[1] || z < low[2] || z > high[2]) {
            return;
        }
        for (int i = 0; i + 1 < points.length; i++) {
            double[] a = points[i];
            double[] b = points[i + 1];
            double ux = b[0] - a[0];
            double uy = b[1] - a[1];
            double uz = b[2] - a[2];
            double vx = x - a[0];
            double vy = y - a[1];
            double vz = z - a[2];
            double along = (ux * vx + uy * vy + uz * vz) / (ux * ux + uy * uy + uz * uz);
            double s = Math.clamp(along, 0, 1);
            double dx = vx - s * ux;
            double dy = vy - s * uy;
            double dz = vz - s * uz;
            double radius = radii[i] + s * (radii[i + 1] - radii[i]);
            double distance = Math.sqrt(dx * dx + dy * dy + dz * dz) - radius;
            if (distance < result.distance) {
                result.distance = distance;
                result.t = (i + s) / (points.length - 1);
            }
        }
    }
}
