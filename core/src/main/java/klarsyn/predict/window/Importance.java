package klarsyn.predict.window;

import java.util.Arrays;
import java.util.List;

/** Weight of each voxel of a window where windows overlap. */
public sealed interface Importance {

    /** One positive value per voxel, the last axis fastest. */
    float[] map(int... window);

    /** Equal weights. */
    record Constant() implements Importance {

        @Override
        public float[] map(int... window) {
            float[] ones = new float[Arrays.stream(window).reduce(1, Math::multiplyExact)];
            Arrays.fill(ones, 1);
            return ones;
        }
    }

    /**
     * A Gaussian around the center voxel, which blends windows smoothly (nnU-Net's map): 1 at the center, and positive
     * everywhere, as a corner is 4 σ away per axis.
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
     * A Gaussian around the window center, between voxels for even sizes, at least 10⁻³ (MONAI's map).
     *
     * @param deviations σ as a share of the window, one per axis
     */
    record Centerd(List<Double> deviations) implements Importance {

        private static final float MIN_WEIGHT = 1e-3f;

        /** Copies the list. */
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
                map[i] = Math.max(map[i], MIN_WEIGHT);
            }
            return map;
        }
    }

    /** The map along one axis. */
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
