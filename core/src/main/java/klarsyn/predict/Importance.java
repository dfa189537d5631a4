package klarsyn.predict;

import java.util.Arrays;

/**
 * How much a voxel of a window counts: a Gaussian about its middle, so that seams between windows fade (nnU-Net's map).
 */
final class Importance {

    private static final double DEVIATION_SHARE = 1.0 / 8;

    private Importance() {}

    /** One value a voxel with the last axis fastest, 1 at the middle and above 0 everywhere: a corner is 4 σ an axis away. */
    static float[] gaussian(int... window) {
        double[] map = {1};
        for (int size : window) {
            map = outer(map, line(size));
        }
        float[] rounded = new float[map.length];
        for (int i = 0; i < map.length; i++) {
            rounded[i] = (float) map[i];
        }
        return rounded;
    }

    /** The same weight everywhere. */
    static float[] uniform(int voxels) {
        float[] ones = new float[voxels];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] line(int size) {
        double deviation = size * DEVIATION_SHARE;
        double[] line = new double[size];
        for (int i = 0; i < size; i++) {
            int distance = i - size / 2;
            line[i] = Math.exp(-0.5 * distance * distance / (deviation * deviation));
        }
        return line;
    }

    private static double[] outer(double[] slow, double[] fast) {
        double[] product = new double[Math.multiplyExact(slow.length, fast.length)];
        for (int i = 0; i < slow.length; i++) {
            for (int j = 0; j < fast.length; j++) {
                product[i * fast.length + j] = slow[i] * fast[j];
            }
        }
        return product;
    }
}
