package klarsyn.report;

import java.util.Arrays;
import klarsyn.image.LabelMap;

/**
 * The displayed region: the center of the labels, and a cube that contains them and some of their surroundings.
 *
 * @param center displayed voxel
 * @param from   first voxel of the region
 * @param to     last voxel of the region
 */
@SuppressWarnings("ArrayRecordComponent")
record Focus(int[] center, int[] from, int[] to) {

    /** Side of the cube as a multiple of the labels' longest extent. */
    private static final double AROUND = 2;

    /** Minimum side of the cube in mm, to recognize the part of the body. */
    private static final double MIN_MM = 40;

    static Focus on(Display display, LabelMap reference, LabelMap predicted) {
        long[][] counts = counts(display, reference, predicted);
        int[] center = new int[3];
        int[] from = new int[3];
        int[] to = new int[3];
        double longestMm = 0;
        for (int axis = 0; axis < 3; axis++) {
            center[axis] = median(counts[axis]);
            from[axis] = first(counts[axis]);
            to[axis] = last(counts[axis]);
            longestMm = Math.max(
                    longestMm, (to[axis] - from[axis] + 1) * display.spacing().along(axis));
        }
        double sideMm = Math.max(AROUND * longestMm, MIN_MM);
        for (int axis = 0; axis < 3; axis++) {
            int length = display.shape().along(axis);
            int side =
                    (int) Math.min(length, Math.ceil(sideMm / display.spacing().along(axis)));
            int start = Math.clamp((from[axis] + to[axis] + 1 - side) / 2, 0, length - side);
            from[axis] = start;
            to[axis] = start + side - 1;
        }
        return new Focus(center, from, to);
    }

    /** Foreground voxels in each slice across each axis; equal numbers if there is no foreground. */
    private static long[][] counts(Display display, LabelMap reference, LabelMap predicted) {
        var shape = display.shape();
        long[][] counts = {new long[shape.x()], new long[shape.y()], new long[shape.z()]};
        long total = 0;
        for (int z = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++) {
                int index = display.index(0, y, z);
                for (int x = 0; x < shape.x(); x++, index += display.stepX()) {
                    if ((reference.voxels()[index] | predicted.voxels()[index]) != 0) {
                        counts[0][x]++;
                        counts[1][y]++;
                        counts[2][z]++;
                        total++;
                    }
                }
            }
        }
        if (total == 0) {
            for (long[] each : counts) {
                Arrays.fill(each, 1);
            }
        }
        return counts;
    }

    private static int median(long[] counts) {
        long total = Arrays.stream(counts).sum();
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            below += counts[i];
            if (2 * below >= total) {
                return i;
            }
        }
        return counts.length - 1;
    }

    private static int first(long[] counts) {
        int i = 0;
        while (counts[i] == 0) {
            i++;
        }
        return i;
    }

    private static int last(long[] counts) {
        int i = counts.length - 1;
        while (counts[i] == 0) {
            i--;
        }
        return i;
    }
}
