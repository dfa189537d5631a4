package klarsyn.prepare;

/**
 * Resamples lines with a triangle filter: linear interpolation for upsampling, weighted means for downsampling.
 * Half-pixel centers; weights are normalized at the borders.
 */
final class TriangleFilter {

    private final int from;
    private final int to;
    private final int[] first;
    private final float[][] weights;

    /**
     * A filter for lines.
     *
     * @param from pixels of the input line
     * @param to   pixels of the output line
     */
    TriangleFilter(int from, int to) {
        this.from = from;
        this.to = to;
        this.first = new int[to];
        this.weights = new float[to][];
        double step = (double) from / to;
        double reach = Math.max(1, step);
        for (int i = 0; i < to; i++) {
            double center = (i + 0.5) * step;
            int low = Math.max(0, (int) Math.floor(center - reach + 0.5));
            int high = Math.min(from, (int) Math.floor(center + reach + 0.5));
            first[i] = low;
            weights[i] = weights(low, high, center, reach);
        }
    }

    private static float[] weights(int low, int high, double center, double reach) {
        double[] raw = new double[Math.max(1, high - low)];
        double sum = 0;
        for (int k = 0; k < raw.length; k++) {
            raw[k] = Math.max(0, 1 - Math.abs(low + k + 0.5 - center) / reach);
            sum += raw[k];
        }
        float[] weights = new float[raw.length];
        for (int k = 0; k < raw.length; k++) {
            weights[k] = (float) (sum == 0 ? 1.0 / raw.length : raw[k] / sum);
        }
        return weights;
    }

    /** {@code [lines, from]} to {@code [lines, to]}. */
    float[] alongRows(float[] values, int lines) {
        float[] result = new float[Math.multiplyExact(lines, to)];
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < to; i++) {
                double sum = 0;
                for (int k = 0; k < weights[i].length; k++) {
                    sum += weights[i][k] * values[line * from + first[i] + k];
                }
                result[line * to + i] = (float) sum;
            }
        }
        return result;
    }

    /** {@code [from, width]} to {@code [to, width]}. */
    float[] alongColumns(float[] values, int width) {
        float[] result = new float[Math.multiplyExact(to, width)];
        for (int i = 0; i < to; i++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int k = 0; k < weights[i].length; k++) {
                    sum += weights[i][k] * values[(first[i] + k) * width + x];
                }
                result[i * width + x] = (float) sum;
            }
        }
        return result;
    }
}
