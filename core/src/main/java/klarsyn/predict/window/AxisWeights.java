package klarsyn.predict.window;

import klarsyn.image.Interpolation;

/**
 * Which two voxels of a line each voxel of another line with the same ends lies between, and their weights.
 *
 * <p>Voxel centres are aligned (half-pixel convention); beyond the first and last centre the edge goes on.
 */
public final class AxisWeights {

    private final int[] first;
    private final float[] low;
    private final float[] high;

    private AxisWeights(int to) {
        first = new int[to];
        low = new float[to];
        high = new float[to];
    }

    /** LINEAR, or NEAREST with a half going up; a line of the same length is taken as it is. */
    public static AxisWeights of(int from, int to, Interpolation interpolation) {
        AxisWeights weights = new AxisWeights(to);
        for (int i = 0; i < to; i++) {
            if (from == to || interpolation == Interpolation.NEAREST) {
                weights.first[i] = (int) ((2L * i + 1) * from / (2L * to)); // whole numbers: no tie is lost to rounding
                weights.low[i] = 1;
            } else {
                double position = Math.clamp((i + 0.5) * from / to - 0.5, 0, from - 1);
                weights.first[i] = Math.max(0, Math.min((int) position, from - 2));
                double share = position - weights.first[i];
                weights.low[i] = (float) (1 - share);
                weights.high[i] = (float) share;
            }
        }
        return weights;
    }

    public int length() {
        return first.length;
    }

    public int first(int i) {
        return first[i];
    }

    /** The second voxel; the first if it alone counts. */
    public int second(int i) {
        return high[i] == 0 ? first[i] : first[i] + 1;
    }

    public float low(int i) {
        return low[i];
    }

    /** Weight of the second voxel; 0 if the first alone counts. */
    public float high(int i) {
        return high[i];
    }
}
