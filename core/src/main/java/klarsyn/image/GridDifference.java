package klarsyn.image;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Describes how a grid differs from another. */
final class GridDifference {

    /** Rotations below this angle, in degrees, are reported besides swaps and flips of axes. */
    private static final double SMALL_ROTATION = 20;

    private final Geometry one;
    private final Geometry other;
    private final double toleranceMm;
    /** Unit axes of one grid, {@code [row][column]}, in terms of the unit axes of the other. */
    private final double[][] relative;

    private GridDifference(Geometry one, Geometry other, double toleranceMm) {
        this.one = one;
        this.other = other;
        this.toleranceMm = toleranceMm;
        relative =
                transposedTimes(other.affine().nearestRotation(), one.affine().nearestRotation());
    }

    /** Describes the difference of two grids that do not match; never empty. */
    static String description(Geometry one, Geometry other, double toleranceMm) {
        return String.join("; ", new GridDifference(one, other, toleranceMm).parts());
    }

    private List<String> parts() {
        Orientation reoriented = Orientation.of(new Affine(
                relative[0][0],
                relative[0][1],
                relative[0][2],
                0,
                relative[1][0],
                relative[1][1],
                relative[1][2],
                0,
                relative[2][0],
                relative[2][1],
                relative[2][2],
                0));
        double left = degrees(without(reoriented));
        boolean mirrored = determinant(relative) < 0;
        if (left > SMALL_ROTATION && !mirrored) {
            reoriented = Orientation.RAS;
            left = degrees(relative);
        }
        List<String> parts = new ArrayList<>();
        if (!one.shape().equals(other.shape())) {
            parts.add("%s voxels instead of %s".formatted(one.shape(), other.shape()));
        }
        addSpacing(reoriented, parts);
        addAxes(reoriented, parts);
        if (Math.toRadians(left) * halfDiagonalMm() > toleranceMm) {
            parts.add("rotated by " + shortest(left) + "°");
        }
        addShift(reoriented.equals(Orientation.RAS), parts);
        if (parts.isEmpty()) {
            parts.add("the corners are up to %s mm apart".formatted(shortest(one.cornersApartMm(other))));
        }
        return parts;
    }

    private void addSpacing(Orientation reoriented, List<String> parts) {
        for (int axis = 0; axis < 3; axis++) {
            double own = one.spacing().along(axis);
            double expected = other.spacing().along(reoriented.along(axis).worldAxis());
            if (Math.abs(own - expected) * Math.max(1, one.shape().along(axis) - 1) > toleranceMm) {
                parts.add("spacing %s instead of %s".formatted(text(one.spacing()), text(other.spacing())));
                return;
            }
        }
    }

    private static void addAxes(Orientation reoriented, List<String> parts) {
        List<Integer> moved = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            if (reoriented.along(axis).worldAxis() != axis) {
                moved.add(axis);
            }
        }
        if (moved.size() == 2) {
            parts.add("axes %d and %d are swapped".formatted(moved.get(0), moved.get(1)));
        } else if (moved.size() == 3) {
            parts.add("axes 0, 1, 2 run along the other's %d, %d, %d"
                    .formatted(
                            reoriented.first().worldAxis(),
                            reoriented.second().worldAxis(),
                            reoriented.third().worldAxis()));
        }
        for (int axis = 0; axis < 3; axis++) {
            if (reoriented.along(axis).sign() < 0) {
                parts.add("axis %d is flipped".formatted(axis));
            }
        }
    }

    /** The shift of the centers, or of the first voxels if these coincide or both grids run in the same directions. */
    private void addShift(boolean alike, List<String> parts) {
        double[] center = apart(center(one), center(other));
        double[] first = apart(one.toWorld(0, 0, 0), other.toWorld(0, 0, 0));
        if (length(center) > toleranceMm && length(first) > toleranceMm) {
            double[] shift = alike ? first : center;
            parts.add("shifted by (%s, %s, %s) mm".formatted(mm(shift[0]), mm(shift[1]), mm(shift[2])));
        }
    }

    private String mm(double value) {
        return Math.abs(value) < toleranceMm / 2 ? "0" : shortest(value);
    }

    private double halfDiagonalMm() {
        return length(apart(center(one), one.toWorld(0, 0, 0)));
    }

    private static double[] center(Geometry grid) {
        Shape shape = grid.shape();
        return grid.toWorld((shape.x() - 1) / 2.0, (shape.y() - 1) / 2.0, (shape.z() - 1) / 2.0);
    }

    private static double[] apart(double[] a, double[] b) {
        return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    }

    private static double length(double[] v) {
        return Math.hypot(Math.hypot(v[0], v[1]), v[2]);
    }

    private static double[][] transposedTimes(double[][] a, double[][] b) {
        double[][] product = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                product[row][column] = a[0][row] * b[0][column] + a[1][row] * b[1][column] + a[2][row] * b[2][column];
            }
        }
        return product;
    }

    /** The rotation that remains after axes are swapped and flipped. */
    private double[][] without(Orientation reoriented) {
        double[][] rest = new double[3][3];
        for (int axis = 0; axis < 3; axis++) {
            Orientation.Code code = reoriented.along(axis);
            for (int row = 0; row < 3; row++) {
                rest[row][code.worldAxis()] = code.sign() * relative[row][axis];
            }
        }
        return rest;
    }

    /** Angle of a rotation. */
    private static double degrees(double[][] r) {
        double sine = length(new double[] {r[2][1] - r[1][2], r[0][2] - r[2][0], r[1][0] - r[0][1]}) / 2;
        return Math.toDegrees(Math.atan2(sine, (r[0][0] + r[1][1] + r[2][2] - 1) / 2));
    }

    private static double determinant(double[][] m) {
        double[][] cofactors = Polar.cofactors(m);
        return m[0][0] * cofactors[0][0] + m[0][1] * cofactors[0][1] + m[0][2] * cofactors[0][2];
    }

    private static String text(Spacing spacing) {
        return String.format(Locale.ROOT, "%s×%s×%s mm", six(spacing.x()), six(spacing.y()), six(spacing.z()));
    }

    private static String six(double value) {
        return digits(value, 6);
    }

    private static String shortest(double value) {
        return digits(value, 3);
    }

    private static String digits(double value, int digits) {
        return new BigDecimal(value)
                .round(new MathContext(digits))
                .stripTrailingZeros()
                .toPlainString();
    }
}
