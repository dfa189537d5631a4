package klarsyn.evaluate.voxel;

import java.util.Arrays;
import klarsyn.image.Affine;
import klarsyn.image.Shape;

/**
 * World distances to the nearest of some voxels on a sheared grid, where no axis-wise distance transform is exact.
 *
 * <p>A k-d tree over voxel centers (Friedman, Bentley and Finkel, 1977): n · log n for n voxels on either side.
 * Distances are rounded to floats, like those of the distance transform.
 */
final class NearestVoxels {

    /** Below this number, points are compared one by one. */
    private static final int LEAF = 8;

    private final Shape shape;
    private final Affine affine;
    /** x, y, z interleaved; each half of a range is on one side of its median point. */
    private final double[] points;
    /** Split axis of the range with this median point. */
    private final byte[] axes;

    private NearestVoxels(Shape shape, Affine affine, double[] points) {
        this.shape = shape;
        this.affine = affine;
        this.points = points;
        axes = new byte[points.length / 3];
        divide(0, axes.length);
    }

    /**
     * Builds the tree.
     *
     * @param voxels their indices in an array of the shape
     * @param affine from voxel indices to mm
     */
    static NearestVoxels of(int[] voxels, Shape shape, Affine affine) {
        Affine linear = affine.withOrigin(0, 0, 0); // avoids loss of precision far from the origin
        return new NearestVoxels(shape, linear, centers(voxels, shape, linear));
    }

    private static double[] centers(int[] voxels, Shape shape, Affine affine) {
        double[] centers = new double[3 * voxels.length];
        for (int i = 0; i < voxels.length; i++) {
            int x = voxels[i] % shape.x();
            int y = voxels[i] / shape.x() % shape.y();
            int z = voxels[i] / (shape.x() * shape.y());
            System.arraycopy(affine.toWorld(x, y, z), 0, centers, 3 * i, 3);
        }
        return centers;
    }

    /** From each of some voxels of the same grid to the nearest, in mm; infinite if there is none. */
    double[] distancesMm(int[] from) {
        double[] queries = centers(from, shape, affine);
        double[] distances = new double[from.length];
        if (axes.length == 0) {
            Arrays.fill(distances, Double.POSITIVE_INFINITY);
            return distances;
        }
        double[] query = new double[3];
        for (int i = 0; i < from.length; i++) {
            System.arraycopy(queries, 3 * i, query, 0, 3);
            distances[i] = (float) Math.sqrt(nearest(0, axes.length, query, Double.POSITIVE_INFINITY));
        }
        return distances;
    }

    /** The minimum of a bound and the squared distances to the points of a range. */
    private double nearest(int from, int to, double[] query, double bound) {
        double best = bound;
        if (to - from <= LEAF) {
            for (int point = from; point < to; point++) {
                best = Math.min(best, squared(point, query));
            }
            return best;
        }
        int middle = (from + to) >>> 1;
        best = Math.min(best, squared(middle, query));
        double beyond = query[axes[middle]] - points[3 * middle + axes[middle]];
        best = beyond < 0 ? nearest(from, middle, query, best) : nearest(middle + 1, to, query, best);
        if (beyond * beyond < best) {
            best = beyond < 0 ? nearest(middle + 1, to, query, best) : nearest(from, middle, query, best);
        }
        return best;
    }

    private double squared(int point, double[] query) {
        double x = points[3 * point] - query[0];
        double y = points[3 * point + 1] - query[1];
        double z = points[3 * point + 2] - query[2];
        return x * x + y * y + z * z;
    }

    private void divide(int from, int to) {
        if (to - from <= LEAF) {
            return;
        }
        int middle = (from + to) >>> 1;
        int axis = widest(from, to);
        select(from, to - 1, middle, axis);
        axes[middle] = (byte) axis;
        divide(from, middle);
        divide(middle + 1, to);
    }

    private int widest(int from, int to) {
        int widest = 0;
        double most = -1;
        for (int axis = 0; axis < 3; axis++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int point = from; point < to; point++) {
                low = Math.min(low, points[3 * point + axis]);
                high = Math.max(high, points[3 * point + axis]);
            }
            if (high - low > most) {
                most = high - low;
                widest = axis;
            }
        }
        return widest;
    }

    /** Quickselect: places the k-th point by its coordinate, no larger ones before it (Hoare, 1961). */
    private void select(int first, int last, int place, int axis) {
        int low = first;
        int high = last;
        while (low < high) {
            double pivot = points[3 * ((low + high) >>> 1) + axis];
            int i = low;
            int j = high;
            while (i <= j) {
                while (points[3 * i + axis] < pivot) {
                    i++;
                }
                while (points[3 * j + axis] > pivot) {
                    j--;
                }
                if (i <= j) {
                    swap(i++, j--);
                }
            }
            if (place <= j) {
                high = j;
            } else if (place >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private void swap(int one, int other) {
        for (int axis = 0; axis < 3; axis++) {
            double kept = points[3 * one + axis];
            points[3 * one + axis] = points[3 * other + axis];
            points[3 * other + axis] = kept;
        }
    }
}
