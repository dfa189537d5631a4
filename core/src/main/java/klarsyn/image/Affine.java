package klarsyn.image;

/**
 * Takes voxel indices to RAS millimetres: {@code x = m00·i + m01·j + m02·k + m03}, and so for y and z.
 *
 * <p>RAS: x grows to the patient's right, y to the front (anterior), z to the head (superior), as in NIfTI.
 */
public record Affine(
        double m00, double m01, double m02, double m03,
        double m10, double m11, double m12, double m13,
        double m20, double m21, double m22, double m23) {

    /** Axes along the world's, the first voxel's centre at the origin. */
    public static Affine scaling(Spacing spacing) {
        return new Affine(spacing.x(), 0, 0, 0, 0, spacing.y(), 0, 0, 0, 0, spacing.z(), 0);
    }

    /** Entry of row 0 to 2, column 0 to 3. */
    public double at(int row, int column) {
        return switch (4 * row + column) {
            case 0 -> m00;
            case 1 -> m01;
            case 2 -> m02;
            case 3 -> m03;
            case 4 -> m10;
            case 5 -> m11;
            case 6 -> m12;
            case 7 -> m13;
            case 8 -> m20;
            case 9 -> m21;
            case 10 -> m22;
            case 11 -> m23;
            default -> throw new IndexOutOfBoundsException("row %d, column %d".formatted(row, column));
        };
    }

    /** From rows of four, {@code [3][4]}; a fourth row is ignored. */
    public static Affine ofRows(double[][] m) {
        return new Affine(
                m[0][0], m[0][1], m[0][2], m[0][3], m[1][0], m[1][1], m[1][2], m[1][3], m[2][0], m[2][1], m[2][2],
                m[2][3]);
    }

    /** Length in mm of one step along each array axis. */
    public Spacing spacing() {
        return new Spacing(columnLength(0), columnLength(1), columnLength(2));
    }

    private double columnLength(int column) {
        double a = at(0, column);
        double b = at(1, column);
        double c = at(2, column);
        return Math.sqrt(a * a + b * b + c * c);
    }

    /** World position in mm, {@code {x, y, z}}, of a voxel position that may lie between voxels. */
    public double[] toWorld(double i, double j, double k) {
        return new double[] {
            m00 * i + m01 * j + m02 * k + m03, m10 * i + m11 * j + m12 * k + m13, m20 * i + m21 * j + m22 * k + m23
        };
    }
}
