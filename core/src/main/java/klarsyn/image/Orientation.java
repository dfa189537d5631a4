package klarsyn.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The anatomical directions of the array axes: RAS means right, anterior, superior.
 *
 * @param first  direction in which the first index increases
 * @param second direction in which the second index increases
 * @param third  direction in which the third index increases
 */
public record Orientation(Code first, Code second, Code third) {

    /** An anatomical direction; each has an opposite. */
    public enum Code {
        /** To the patient's right, the world x axis. */
        R(0, 1),
        /** To the patient's left. */
        L(0, -1),
        /** To the front, the world y axis. */
        A(1, 1),
        /** To the back. */
        P(1, -1),
        /** To the head, the world z axis. */
        S(2, 1),
        /** To the feet. */
        I(2, -1);

        private final int worldAxis;
        private final int sign;

        Code(int worldAxis, int sign) {
            this.worldAxis = worldAxis;
            this.sign = sign;
        }

        /** World axis of this direction: 0 is x, 1 is y, 2 is z. */
        public int worldAxis() {
            return worldAxis;
        }

        /** 1 if the world coordinate increases in this direction, −1 if it decreases. */
        public int sign() {
            return sign;
        }

        static Code of(int worldAxis, double sign) {
            for (Code code : values()) {
                if (code.worldAxis == worldAxis && code.sign * sign > 0) {
                    return code;
                }
            }
            throw new IllegalArgumentException("no direction along axis %d, sign %s".formatted(worldAxis, sign));
        }
    }

    /** World of NIfTI and Klarsyn: right, front, head. */
    public static final Orientation RAS = new Orientation(Code.R, Code.A, Code.S);

    /** World of DICOM: left, back, head. */
    public static final Orientation LPS = new Orientation(Code.L, Code.P, Code.S);

    /** Rejects two axes along the same anatomical line. */
    public Orientation {
        if ((1 << first.worldAxis | 1 << second.worldAxis | 1 << third.worldAxis) != 0b111) {
            throw new IllegalArgumentException(
                    "an orientation needs each of R/L, A/P and S/I once, got " + first + second + third);
        }
    }

    /**
     * Parses three letters such as {@code RAS} or {@code lpi}.
     *
     * @throws IllegalArgumentException if they are not one each of R/L, A/P and S/I
     */
    public static Orientation parse(String letters) {
        if (!letters.toUpperCase(Locale.ROOT).matches("[RLAPSI]{3}")) {
            throw new IllegalArgumentException(
                    "an orientation is three letters of R/L, A/P and S/I such as RAS, got \"" + letters + "\"");
        }
        String codes = letters.toUpperCase(Locale.ROOT);
        return new Orientation(
                Code.valueOf(codes.substring(0, 1)),
                Code.valueOf(codes.substring(1, 2)),
                Code.valueOf(codes.substring(2, 3)));
    }

    /** All 48, ordered by their codes. */
    public static List<Orientation> all() {
        List<Orientation> all = new ArrayList<>();
        for (Code first : Code.values()) {
            for (Code second : Code.values()) {
                for (Code third : Code.values()) {
                    if ((1 << first.worldAxis | 1 << second.worldAxis | 1 << third.worldAxis) == 0b111) {
                        all.add(new Orientation(first, second, third));
                    }
                }
            }
        }
        return List.copyOf(all);
    }

    /**
     * The closest orientation of an affine, which may be oblique or sheared.
     *
     * <p>Compares the axes of the nearest rotation (polar decomposition), the one closest to a world axis first, as
     * nibabel's {@code io_orientation} does from version 5.4 on. Halfway between two world axes, a line that points to
     * the front right, the upper right or the upper front is assigned to the first of these two, regardless of array
     * axis and sign: so a reoriented grid has the requested orientation.
     *
     * @throws IllegalArgumentException if the affine is singular
     */
    public static Orientation of(Affine affine) {
        double[][] rotation = offTheHalf(affine.nearestRotation());
        Integer[] order = {0, 1, 2};
        Arrays.sort(order, (a, b) -> Double.compare(largest(rotation, b), largest(rotation, a)));
        Code[] codes = new Code[3];
        boolean[] taken = new boolean[3];
        for (int axis : order) {
            int best = -1;
            for (int world = 0; world < 3; world++) {
                if (!taken[world] && (best < 0 || Math.abs(rotation[world][axis]) > Math.abs(rotation[best][axis]))) {
                    best = world;
                }
            }
            taken[best] = true;
            codes[axis] = Code.of(best, rotation[best][axis] < 0 ? -1 : 1);
        }
        return new Orientation(codes[0], codes[1], codes[2]);
    }

    /**
     * The axes after a rotation far below measurement accuracy and far above rounding, about an arbitrary line.
     *
     * <p>Exactly halfway, the comparison would otherwise depend on rounding and on the order of the axes.
     */
    private static double[][] offTheHalf(double[][] rotation) {
        double aboutX = -1e-9;
        double aboutY = 1.3247179572e-9;
        double aboutZ = -1.7548776662e-9;
        double[][] reoriented = new double[3][3];
        for (int axis = 0; axis < 3; axis++) {
            double x = rotation[0][axis];
            double y = rotation[1][axis];
            double z = rotation[2][axis];
            reoriented[0][axis] = x + aboutY * z - aboutZ * y;
            reoriented[1][axis] = y + aboutZ * x - aboutX * z;
            reoriented[2][axis] = z + aboutX * y - aboutY * x;
        }
        return reoriented;
    }

    private static double largest(double[][] rotation, int column) {
        double largest = 0;
        for (double[] row : rotation) {
            largest = Math.max(largest, Math.abs(row[column]));
        }
        return largest;
    }

    /** Direction of array axis 0, 1 or 2. */
    public Code along(int axis) {
        return switch (axis) {
            case 0 -> first;
            case 1 -> second;
            case 2 -> third;
            default -> throw new IndexOutOfBoundsException("axis " + axis);
        };
    }

    @Override
    public String toString() {
        return "" + first + second + third;
    }
}
