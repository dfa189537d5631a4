package klarsyn.codec.jpeg;

import java.util.Arrays;

/** The inverse cosine transform of 8 × 8 coefficients, in single precision. */
final class InverseDct {

    private static final float[] BASIS = basis();

    private final float[] rows = new float[64];

    /** {@code BASIS[u * 8 + x]} is half of C(u) cos((2x + 1) u π / 16). */
    private static float[] basis() {
        float[] basis = new float[64];
        for (int u = 0; u < 8; u++) {
            for (int x = 0; x < 8; x++) {
                double scale = u == 0 ? Math.sqrt(0.125) : 0.5;
                basis[u * 8 + x] = (float) (scale * Math.cos((2 * x + 1) * u * Math.PI / 16));
            }
        }
        return basis;
    }

    /** Transforms dequantized coefficients, rows first, into values around 0, rounded to the nearest integer. */
    void transform(int[] coefficients, int[] values) {
        for (int v = 0; v < 8; v++) {
            addRow(coefficients, v);
        }
        float[] column = new float[8];
        for (int x = 0; x < 8; x++) {
            Arrays.fill(column, 0);
            for (int v = 0; v < 8; v++) {
                float amount = rows[v * 8 + x];
                for (int y = 0; y < 8; y++) {
                    column[y] += amount * BASIS[v * 8 + y];
                }
            }
            for (int y = 0; y < 8; y++) {
                values[y * 8 + x] = Math.round(column[y]);
            }
        }
    }

    private void addRow(int[] coefficients, int v) {
        Arrays.fill(rows, v * 8, v * 8 + 8, 0);
        for (int u = 0; u < 8; u++) {
            int amount = coefficients[v * 8 + u];
            if (amount != 0) {
                for (int x = 0; x < 8; x++) {
                    rows[v * 8 + x] += amount * BASIS[u * 8 + x];
                }
            }
        }
    }
}
