package klarsyn.image;

/** The rotation or reflection nearest to the axes of an affine. */
final class Polar {

    private Polar() {}

    /**
     * The orthogonal factor {@code [row][column]} of the polar decomposition of the normalized columns.
     *
     * <p>Newton's iteration X ← (X + X⁻ᵀ) / 2 (Higham, 1986), which converges quadratically for every invertible
     * matrix.
     */
    static double[][] rotationOf(Affine affine) {
        double[][] x = new double[3][3];
        for (int column = 0; column < 3; column++) {
            double length = affine.spacing().along(column);
            for (int row = 0; row < 3; row++) {
                x[row][column] = affine.at(row, column) / length;
            }
        }
        for (int step = 0; step < 100; step++) {
            double[][] cofactors = cofactors(x);
            double determinant = x[0][0] * cofactors[0][0] + x[0][1] * cofactors[0][1] + x[0][2] * cofactors[0][2];
            double change = 0;
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    double next = (x[row][column] + cofactors[row][column] / determinant) / 2;
                    change = Math.max(change, Math.abs(next - x[row][column]));
                    x[row][column] = next;
                }
            }
            if (!(change > 1e-14)) {
                break;
            }
        }
        return x;
    }

    /** Cofactors; divided by the determinant they are the transposed inverse. */
    static double[][] cofactors(double[][] m) {
        double[][] result = new double[3][3];
        for (int i = 0; i < 3; i++) {
            int i1 = (i + 1) % 3;
            int i2 = (i + 2) % 3;
            for (int j = 0; j < 3; j++) {
                int j1 = (j + 1) % 3;
                int j2 = (j + 2) % 3;
                result[i][j] = m[i1][j1] * m[i2][j2] - m[i1][j2] * m[i2][j1];
            }
        }
        return result;
    }
}
