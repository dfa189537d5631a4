package klarsyn.image;

import java.util.Arrays;

/**
 * Exact Euclidean distances in mm to the nearest voxel outside a mask.
 *
 * <p>Convention of SciPy's {@code ndimage.distance_transform_edt}: from centre to centre, 0 outside the mask.
 * Where every voxel is in the mask there is no distance, and all are infinite. Lower envelopes of parabolas, one axis
 * after the other (Felzenszwalb and Huttenlocher, 2012); values to one part in 10⁶.
 */
public final class DistanceTransform {

    private DistanceTransform() {}

    /** Distances in mm, {@code [x][y][z]} with x fastest as the mask. */
    public static float[] mm(boolean[] mask, Shape shape, Spacing spacing) {
        float[] result = squaredMm(mask, shape, spacing);
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) Math.sqrt(result[i]);
        }
        return result;
    }

    /**
     * Distances in steps from voxel to neighbouring voxel, whatever the spacing: across faces only it is the taxicab
     * distance, across corners too the chessboard's.
     *
     * <p>Two passes, from the first voxel and from the last (Rosenfeld and Pfaltz, 1966).
     */
    public static float[] steps(boolean[] mask, Shape shape, Connectivity connectivity) {
        return StepDistance.of(mask, shape, connectivity);
    }

    /** Squares of the distances in mm², which need no root to be compared. */
    public static float[] squaredMm(boolean[] mask, Shape shape, Spacing spacing) {
        if (mask.length != shape.voxels()) {
            throw new IllegalArgumentException("%d voxels do not fill %s".formatted(mask.length, shape));
        }
        float[] squares = new float[mask.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = mask[i] ? Float.POSITIVE_INFINITY : 0;
        }
        int stride = 1;
        for (int axis = 0; axis < 3; axis++) {
            int length = shape.along(axis);
            if (length > 1) {
                var line = new Parabolas(length, spacing.along(axis));
                for (int first = 0; first < squares.length; first += stride * length) {
                    for (int inner = 0; inner < stride; inner++) {
                        line.lower(squares, first + inner, stride);
                    }
                }
            }
            stride *= length;
        }
        return squares;
    }

    /** The lower envelope of the parabolas that stand on one line of voxels. */
    private static final class Parabolas {

        private final int length;
        private final double mm;
        private final double[] heights;
        private final int[] feet;
        private final double[] from;

        Parabolas(int length, double mm) {
            this.length = length;
            this.mm = mm;
            heights = new double[length];
            feet = new int[length];
            from = new double[length + 1];
        }

        /** Replaces each height f(p) by the least f(q) + (p − q)² along the line. */
        void lower(float[] squares, int first, int stride) {
            boolean flat = true;
            for (int p = 0, at = first; p < length; p++, at += stride) {
                heights[p] = squares[at];
                flat &= squares[at] == squares[first];
            }
            if (!flat) {
                write(squares, first, stride, envelope());
            }
        }

        /** Fills feet and from with the parabolas that are lowest somewhere and returns their number. */
        private int envelope() {
            int count = 0;
            for (int q = 0; q < length; q++) {
                if (heights[q] == Double.POSITIVE_INFINITY) {
                    continue;
                }
                double start = Double.NEGATIVE_INFINITY;
                while (count > 0) {
                    start = crossing(feet[count - 1], q);
                    if (start > from[count - 1]) {
                        break;
                    }
                    count--;
                }
                from[count] = count == 0 ? Double.NEGATIVE_INFINITY : start;
                feet[count++] = q;
            }
            from[count] = Double.POSITIVE_INFINITY;
            return count;
        }

        /** Where the parabola on q becomes lower than the one on p, in voxels; p lies before q. */
        private double crossing(int p, int q) {
            return (p + q) / 2.0 + (heights[q] - heights[p]) / (2 * mm * mm * (q - p));
        }

        private void write(float[] squares, int first, int stride, int count) {
            int parabola = 0;
            for (int p = 0, at = first; p < length; p++, at += stride) {
                while (from[parabola + 1] < p) {
                    parabola++;
                }
                double distance = (p - feet[parabola]) * mm;
                squares[at] = (float) (heights[feet[parabola]] + distance * distance);
            }
            Arrays.fill(feet, 0, count, 0);
        }
    }
}
