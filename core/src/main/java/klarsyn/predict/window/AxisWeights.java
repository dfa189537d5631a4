package klarsyn.predict.window;

import klarsyn.image.resample.Interpolation;

/**
 * Indices and weights of the two voxels that contribute to each voxel of a resampled line.
 *
 * <p>Voxel centers follow the half-pixel convention; edge values are repeated outside.
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

    /** LINEAR, or NEAREST with ties rounded up; a line of the same length is copied. */
    public static AxisWeights of(int from, int to, Interpolation interpolation) {
        AxisWeights weights = new AxisWeights(to);
        for (int i = 0; i < to; i++) {
            if (from == to || interpolation == Interpolation.NEAREST) {
                weights.first[i] = (int) ((2L * i + 1) * from / (2L * to)); // integer arithmetic keeps ties exact
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

    /** The second voxel; equal to the first if only that one contributes. */
    public int second(int i) {
        return high[i] == 0 ? first[i] : first[i] + 1;
    }

    public float low(int i) {
        return low[i];
    }

    /** Weight of the second voxel; 0 if only the first contributes. */
    public float high(int i) {
        return high[i];
    }
}
