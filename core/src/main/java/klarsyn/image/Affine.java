package klarsyn.image;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Maps voxel indices to RAS millimeters: {@code x = m00·i + m01·j + m02·k + m03}, likewise y and z.
 *
 * <p>RAS: x increases to the patient's right, y to the front (anterior), z to the head (superior), as in NIfTI.
 */
public record Affine(
        double m00,
        double m01,
        double m02,
        double m03,
        double m10,
        double m11,
        double m12,
        double m13,
        double m20,
        double m21,
        double m22,
        double m23) {

    /** Cosine of the angle between two axes that rounding in a file header can explain. */
    private static final double RIGHT_ANGLE = 1e-4;

    /** The identity: axes along the world axes, the center of the first voxel at the origin. */
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

    /** From rows of four entries, {@code [3][4]}; a fourth row is ignored. */
    public static Affine ofRows(double[][] m) {
        return new Affine(
                m[0][0], m[0][1], m[0][2], m[0][3], m[1][0], m[1][1], m[1][2], m[1][3], m[2][0], m[2][1], m[2][2],
                m[2][3]);
    }

    /**
     * Length in mm of one step along each array axis: the column norms.
     *
     * <p>For a sheared affine this is the distance along the slanted axis, not between voxel planes: slices 3 mm apart,
     * tilted by 30°, have a spacing of 3.46 mm. The product is the voxel volume only for orthogonal axes; see
     * {@link Geometry#voxelMl}.
     */
    public Spacing spacing() {
        return new Spacing(columnLength(0), columnLength(1), columnLength(2));
    }

    private double columnLength(int column) {
        double a = at(0, column);
        double b = at(1, column);
        double c = at(2, column);
        return Math.sqrt(a * a + b * b + c * c);
    }

    /** World position in mm, {@code {x, y, z}}, of a voxel position, which may be fractional. */
    public double[] toWorld(double i, double j, double k) {
        return new double[] {
            m00 * i + m01 * j + m02 * k + m03, m10 * i + m11 * j + m12 * k + m13, m20 * i + m21 * j + m22 * k + m23
        };
    }

    /**
     * The inverse, from RAS millimeters to voxel indices.
     *
     * @throws IllegalArgumentException if the axes are coplanar, or an entry is not finite
     */
    public Affine inverse() {
        double[][] m = {{m00, m01, m02}, {m10, m11, m12}, {m20, m21, m22}};
        double[][] cofactors = Polar.cofactors(m);
        double determinant = determinant();
        if (!isInvertible()) {
            throw new IllegalArgumentException("the affine has no inverse, its axes span no volume: " + this);
        }
        double[][] inverse = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                inverse[row][column] = cofactors[column][row] / determinant;
            }
            inverse[row][3] = -(inverse[row][0] * m03 + inverse[row][1] * m13 + inverse[row][2] * m23);
        }
        return ofRows(inverse);
    }

    /** Whether all entries are finite and the axes span a volume above 10⁻⁹ of the box of their lengths. */
    public boolean isInvertible() {
        double lengths = columnLength(0) * columnLength(1) * columnLength(2);
        double finite = (m03 + m13 + m23) * 0;
        return lengths > 0 && Math.abs(determinant()) > 1e-9 * lengths + finite;
    }

    /**
     * Whether any two axes deviate from a right angle by more than 0.006°, as when a CT gantry tilt was kept.
     *
     * <p>Up to that angle, lengths computed from the spacing alone are wrong by less than 10⁻⁴.
     */
    public boolean isSheared() {
        return Math.abs(cosine(0, 1)) > RIGHT_ANGLE
                || Math.abs(cosine(0, 2)) > RIGHT_ANGLE
                || Math.abs(cosine(1, 2)) > RIGHT_ANGLE;
    }

    /** Angle in degrees, 0 to 180, between two array axes. */
    public double angleBetween(int axis, int other) {
        return Math.toDegrees(Math.acos(Math.clamp(cosine(axis, other), -1, 1)));
    }

    private double cosine(int axis, int other) {
        double dot = at(0, axis) * at(0, other) + at(1, axis) * at(1, other) + at(2, axis) * at(2, other);
        return dot / (columnLength(axis) * columnLength(other));
    }

    /** Signed volume of one voxel in mm³; negative if the axes are left-handed. */
    public double determinant() {
        return m00 * (m11 * m22 - m12 * m21) - m01 * (m10 * m22 - m12 * m20) + m02 * (m10 * m21 - m11 * m20);
    }

    /**
     * The rotation, {@code [row][column]}, nearest to the normalized axes; a reflection if they are left-handed.
     *
     * <p>For orthogonal axes it equals the normalized axes; for sheared axes it is the orthogonal factor of the polar
     * decomposition.
     */
    public double[][] nearestRotation() {
        return Polar.rotationOf(this);
    }

    /** The composition: first {@code right}, then this. */
    public Affine times(Affine right) {
        double[][] product = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                product[row][column] = at(row, 0) * right.at(0, column)
                        + at(row, 1) * right.at(1, column)
                        + at(row, 2) * right.at(2, column)
                        + (column == 3 ? at(row, 3) : 0);
            }
        }
        return ofRows(product);
    }

    /** The same axes with the center of the first voxel at another position in mm. */
    public Affine withOrigin(double x, double y, double z) {
        return new Affine(m00, m01, m02, x, m10, m11, m12, y, m20, m21, m22, z);
    }

    /**
     * Whether both place a grid of this shape at the same position.
     *
     * @param fractionOfVoxel tolerance for the centers of corner voxels, in units of the smallest spacing of the two
     */
    public boolean equalsWithin(Affine other, Shape shape, double fractionOfVoxel) {
        double smallest = Math.min(spacing().smallest(), other.spacing().smallest());
        return cornersApartMm(other, shape) <= fractionOfVoxel * smallest;
    }

    /** The largest distance in mm between the centers of corresponding corner voxels. */
    double cornersApartMm(Affine other, Shape shape) {
        double largest = 0;
        for (int corner = 0; corner < 8; corner++) {
            double[] a = corner(shape, corner);
            double[] b = other.corner(shape, corner);
            largest = Math.max(largest, Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]));
        }
        return largest;
    }

    /** The three rows in brackets, with six digits per entry, for messages. */
    public String description() {
        StringBuilder text = new StringBuilder("[");
        for (int row = 0; row < 3; row++) {
            text.append(row == 0 ? "[" : ", [");
            for (int column = 0; column < 4; column++) {
                text.append(column == 0 ? "" : ", ").append(sixDigits(at(row, column)));
            }
            text.append(']');
        }
        return text.append(']').toString();
    }

    private static String sixDigits(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .round(new MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString()
                : Double.toString(value);
    }

    /** World position of the center of a corner voxel; bit a of the corner number selects the end of axis a. */
    public double[] corner(Shape shape, int corner) {
        return toWorld(
                (corner & 1) == 0 ? 0 : shape.x() - 1.0,
                (corner & 2) == 0 ? 0 : shape.y() - 1.0,
                (corner & 4) == 0 ? 0 : shape.z() - 1.0);
    }
}
