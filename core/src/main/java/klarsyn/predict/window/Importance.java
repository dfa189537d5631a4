package klarsyn.predict.window;

import java.util.Arrays;
import java.util.List;

/** How much each voxel of a window counts where windows overlap. */
public sealed interface Importance {

    /** One value a voxel with the last axis fastest, all above 0. */
    float[] map(int... window);

    /** The same everywhere. */
    record Constant() implements Importance {

        @Override
        public float[] map(int... window) {
            float[] ones = new float[Arrays.stream(window).reduce(1, Math::multiplyExact)];
            Arrays.fill(ones, 1);
            return ones;
        }
    }

    /**
     * A Gaussian about the voxel in the middle, so that seams between windows fade (nnU-Net's map): 1 there, and above 0
     * everywhere, as a corner is 4 σ an axis away.
     */
    record Gaussian() implements Importance {

        private static final double DEVIATION_SHARE = 1.0 / 8;

        @Override
        public float[] map(int... window) {
            return rounded(outer(window, (axis, size) -> {
                double deviation = size * DEVIATION_SHARE;
                double[] line = new double[size];
                for (int i = 0; i < size; i++) {
                    int distance = i - size / 2;
                    line[i] = Math.exp(-0.5 * distance * distance / (deviation * deviation));
                }
                return line;
            }));
        }
    }

    /**
     * A Gaussian about the window's centre, between voxels where a size is even, and nowhere below 10⁻³ (MONAI's map).
     *
     * @param deviations σ as a share of the window, one an axis
     */
    record Centerd(List<Double> deviations) implements Importance {

        private static final float LEAST = 1e-3f;

        /** Keeps an own copy of the list. */
        public Centerd {
            deviations = List.copyOf(deviations);
        }

        @Override
        public float[] map(int... window) {
            float[] map = rounded(outer(window, (axis, size) -> {
                double deviation = size * deviations.get(axis);
                double[] line = new double[size];
                for (int i = 0; i < size; i++) {
                    double distance = i - (size - 1) / 2.0;
                    line[i] = Math.exp(-0.5 * distance * distance / (deviation * deviation));
                }
                return line;
            }));
            for (int i = 0; i < map.length; i++) {
                map[i] = Math.max(map[i], LEAST);
            }
            return map;
        }
    }

    /** What a map is along one axis. */
    @FunctionalInterface
    interface Line {
        /** One value for each of {@code size} voxels along an axis. */
        double[] along(int axis, int size);
    }

    private static double[] outer(int[] window, Line lines) {
        double[] map = {1};
        for (int axis = 0; axis < window.length; axis++) {
            double[] line = lines.along(axis, window[axis]);
            double[] product = new double[Math.multiplyExact(map.length, line.length)];
            for (int i = 0; i < map.length; i++) {
                for (int j = 0; j < line.length; j++) {
                    product[i * line.length + j] = map[i] * line[j];
                }
            }
            map = product;
        }
        return map;
    }

    private static float[] rounded(double[] map) {
        float[] rounded = new float[map.length];
        for (int i = 0; i < map.length; i++) {
            rounded[i] = (float) map[i];
        }
        return rounded;
    }
}
