package klarsyn.format.nifti;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import klarsyn.image.Affine;
import klarsyn.image.Spacing;

/**
 * The NIfTI header fields that place the voxels in the world.
 *
 * @param pixdim    qfac, then the spacing along the three axes in the file's unit
 * @param qformCode above 0 if the qform is valid
 * @param sformCode above 0 if the sform is valid
 * @param quatern   b, c, d of the rotation, then the position of the first voxel
 * @param srow      three rows of four
 * @param unitMm    length of the file's unit in mm
 */
record NiftiPlacement(double[] pixdim, int qformCode, int sformCode, double[] quatern, double[] srow, double unitMm) {

    /** Tolerance of b² + c² + d² − 1 for rounding, taken as a rotation by 180° (as nibabel). */
    private static final double HALF_ROTATION = 3.6e-7;

    /** Tolerance for writing a qform, as a fraction of the spacing. */
    private static final double QFORM_TOLERANCE = 1e-4;

    static NiftiPlacement parse(ByteBuffer header, NiftiVersion version) {
        double unitMm = switch ((int) NiftiField.UNITS.get(header, version, 0) & 7) {
            case 1 -> 1000;
            case 3 -> 0.001;
            default -> 1;
        };
        return new NiftiPlacement(
                elements(NiftiField.PIXDIM, 4, header, version),
                (int) NiftiField.QFORM_CODE.get(header, version, 0),
                (int) NiftiField.SFORM_CODE.get(header, version, 0),
                elements(NiftiField.QUATERN, 6, header, version),
                elements(NiftiField.SROW, 12, header, version),
                unitMm);
    }

    private static double[] elements(NiftiField field, int count, ByteBuffer header, NiftiVersion version) {
        double[] elements = new double[count];
        for (int i = 0; i < count; i++) {
            elements[i] = field.get(header, version, i);
        }
        return elements;
    }

    void put(ByteBuffer header, NiftiVersion version) {
        put(NiftiField.PIXDIM, pixdim, header, version);
        NiftiField.UNITS.put(header, version, 0, unitMm == 1000 ? 1 : unitMm == 0.001 ? 3 : 2);
        NiftiField.QFORM_CODE.put(header, version, 0, qformCode);
        NiftiField.SFORM_CODE.put(header, version, 0, sformCode);
        put(NiftiField.QUATERN, quatern, header, version);
        put(NiftiField.SROW, srow, header, version);
    }

    private static void put(NiftiField field, double[] elements, ByteBuffer header, NiftiVersion version) {
        for (int i = 0; i < elements.length; i++) {
            field.put(header, version, i, elements[i]);
        }
    }

    /** The sform in mm, whether or not its code is set; its entries are not validated. */
    Affine sform() {
        return inMm(rows());
    }

    /** The qform in mm; empty if its quaternion is not a rotation or an entry is not finite. */
    Optional<Affine> qformInMm() {
        boolean finite = Arrays.stream(quatern).allMatch(Double::isFinite);
        return isRotation() && finite ? Optional.of(inMm(qform())).filter(Affine::isInvertible) : Optional.empty();
    }

    /** The spacing alone, in mm: the center of the first voxel at the origin, axes along the world axes. */
    Affine spacingAlone() {
        return inMm(new Affine(step(1), 0, 0, 0, 0, step(2), 0, 0, 0, 0, step(3), 0));
    }

    /** Whether pixdim gives a voxel distance along array axis 0 to 2; its sign is ignored. */
    boolean hasSpacing(int axis) {
        double step = Math.abs(pixdim[axis + 1]);
        return step > 0 && step < Double.POSITIVE_INFINITY;
    }

    /** A copy with other codes, so that an unusable form is not written. */
    NiftiPlacement withCodes(int qform, int sform) {
        return new NiftiPlacement(pixdim, qform, sform, quatern, srow, unitMm);
    }

    private Affine rows() {
        return new Affine(
                srow[0], srow[1], srow[2], srow[3], srow[4], srow[5], srow[6], srow[7], srow[8], srow[9], srow[10],
                srow[11]);
    }

    private boolean isRotation() {
        double b = quatern[0];
        double c = quatern[1];
        double d = quatern[2];
        return b * b + c * c + d * d <= 1 + 1e-3;
    }

    private Affine qform() {
        double b = quatern[0];
        double c = quatern[1];
        double d = quatern[2];
        double square = 1 - (b * b + c * c + d * d);
        double a = square < HALF_ROTATION ? 0 : Math.sqrt(square);
        double s = 2 / (a * a + b * b + c * c + d * d);
        double x = step(1);
        double y = step(2);
        double z = pixdim[0] < 0 ? -step(3) : step(3);
        return new Affine(
                (1 - s * (c * c + d * d)) * x,
                s * (b * c - a * d) * y,
                s * (b * d + a * c) * z,
                quatern[3],
                s * (b * c + a * d) * x,
                (1 - s * (b * b + d * d)) * y,
                s * (c * d - a * b) * z,
                quatern[4],
                s * (b * d - a * c) * x,
                s * (c * d + a * b) * y,
                (1 - s * (b * b + c * c)) * z,
                quatern[5]);
    }

    /** Spacing along axis 1 to 3, 1 if missing; signs are ignored. */
    private double step(int axis) {
        return hasSpacing(axis - 1) ? Math.abs(pixdim[axis]) : 1;
    }

    private Affine inMm(Affine affine) {
        if (unitMm == 1) {
            return affine;
        }
        double[][] rows = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                rows[row][column] = affine.at(row, column) * unitMm;
            }
        }
        return Affine.ofRows(rows);
    }

    /**
     * Both forms, each with a code only if it equals the affine.
     *
     * <p>The rows are floats, so an affine derived from a quaternion does not fit them exactly; it is written as that
     * quaternion, and the sform code is 0.
     *
     * @param version of the target header; version 1 fields are rounded to floats
     */
    static NiftiPlacement of(Affine affine, NiftiVersion version) {
        Spacing spacing = affine.spacing();
        double[][] rotation = affine.nearestRotation();
        boolean leftHanded = determinant(rotation) < 0;
        if (leftHanded) {
            for (double[] row : rotation) {
                row[2] = -row[2];
            }
        }
        double[] q = quaternion(rotation);
        double[] pixdim = {leftHanded ? -1 : 1, spacing.x(), spacing.y(), spacing.z()};
        double[] quatern = {q[1], q[2], q[3], affine.m03(), affine.m13(), affine.m23()};
        double[] srow = new double[12];
        for (int i = 0; i < 12; i++) {
            srow[i] = affine.at(i / 4, i % 4);
        }
        if (version == NiftiVersion.ONE) {
            for (double[] field : new double[][] {pixdim, quatern, srow}) {
                Arrays.setAll(field, i -> (float) field[i]);
            }
        }
        var both = new NiftiPlacement(pixdim, 1, 1, quatern, srow, 1);
        Affine qform = both.qform();
        if (!both.rows().equals(affine) && qform.equals(affine)) {
            return new NiftiPlacement(pixdim, 1, 0, quatern, srow, 1);
        }
        return new NiftiPlacement(pixdim, isEquivalent(qform, affine) ? 1 : 0, 1, quatern, srow, 1);
    }

    private static boolean isEquivalent(Affine qform, Affine affine) {
        for (int column = 0; column < 3; column++) {
            for (int row = 0; row < 3; row++) {
                double off = Math.abs(qform.at(row, column) - affine.at(row, column));
                if (off > QFORM_TOLERANCE * affine.spacing().along(column)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    /** {@code {a, b, c, d}} with a ≥ 0, computed from the largest of the four for accuracy (Shepperd, 1978). */
    private static double[] quaternion(double[][] r) {
        double trace = r[0][0] + r[1][1] + r[2][2];
        double[] squares = {1 + trace, 1 + 2 * r[0][0] - trace, 1 + 2 * r[1][1] - trace, 1 + 2 * r[2][2] - trace};
        int largest = 0;
        for (int i = 1; i < 4; i++) {
            largest = squares[i] > squares[largest] ? i : largest;
        }
        double twice = Math.sqrt(squares[largest]);
        double ab = r[2][1] - r[1][2];
        double ac = r[0][2] - r[2][0];
        double ad = r[1][0] - r[0][1];
        double bc = r[1][0] + r[0][1];
        double bd = r[0][2] + r[2][0];
        double cd = r[2][1] + r[1][2];
        double[] q = switch (largest) {
            case 0 -> new double[] {twice * twice, ab, ac, ad};
            case 1 -> new double[] {ab, twice * twice, bc, bd};
            case 2 -> new double[] {ac, bc, twice * twice, cd};
            default -> new double[] {ad, bd, cd, twice * twice};
        };
        double sign = q[0] < 0 ? -1 : 1;
        for (int i = 0; i < 4; i++) {
            q[i] *= sign / (2 * twice);
        }
        return q;
    }
}
