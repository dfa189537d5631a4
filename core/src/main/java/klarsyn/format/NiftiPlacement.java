package klarsyn.format;

import java.nio.ByteBuffer;
import java.util.Optional;
import klarsyn.image.Affine;
import klarsyn.image.Spacing;

/**
 * The fields of a NIfTI-1 header that place the voxels in the world.
 *
 * @param pixdim    qfac, then the spacing along the three axes in the file's unit
 * @param qformCode above 0 if the quaternion counts
 * @param sformCode above 0 if the rows count
 * @param quatern   b, c, d of the rotation, then the first voxel's position
 * @param srow      three rows of four
 * @param unitMm    length of the file's unit in mm
 */
record NiftiPlacement(float[] pixdim, int qformCode, int sformCode, float[] quatern, float[] srow, double unitMm) {

    /** Size of b² + c² + d² − 1 up to which rounding explains it and the rotation is by half a turn (as nibabel). */
    private static final double HALF_TURN = 3.6e-7;

    /** By how much of a spacing a qform may miss the affine and still be written. */
    private static final double QFORM_TOLERANCE = 1e-4;

    static NiftiPlacement parse(ByteBuffer header) {
        float[] pixdim = new float[4];
        float[] quatern = new float[6];
        float[] srow = new float[12];
        for (int i = 0; i < 4; i++) {
            pixdim[i] = header.getFloat(76 + 4 * i);
        }
        for (int i = 0; i < 6; i++) {
            quatern[i] = header.getFloat(256 + 4 * i);
        }
        for (int i = 0; i < 12; i++) {
            srow[i] = header.getFloat(280 + 4 * i);
        }
        double unitMm = switch (header.get(123) & 7) {
            case 1 -> 1000;
            case 3 -> 0.001;
            default -> 1;
        };
        return new NiftiPlacement(pixdim, header.getShort(252), header.getShort(254), quatern, srow, unitMm);
    }

    void put(ByteBuffer header) {
        for (int i = 0; i < 4; i++) {
            header.putFloat(76 + 4 * i, pixdim[i]);
        }
        header.put(123, (byte) (unitMm == 1000 ? 1 : unitMm == 0.001 ? 3 : 2));
        header.putShort(252, (short) qformCode);
        header.putShort(254, (short) sformCode);
        for (int i = 0; i < 6; i++) {
            header.putFloat(256 + 4 * i, quatern[i]);
        }
        for (int i = 0; i < 12; i++) {
            header.putFloat(280 + 4 * i, srow[i]);
        }
    }

    /**
     * The affine that the standard gives: the sform if it counts, else the qform, else the spacing alone.
     *
     * <p>Empty if the fields that count hold no affine: NaN, a plane, a quaternion that is no rotation.
     */
    Optional<Affine> affine() {
        Affine affine;
        if (sformCode > 0) {
            affine = rows();
        } else if (qformCode > 0) {
            if (!isRotation()) {
                return Optional.empty();
            }
            affine = qform();
        } else {
            affine = new Affine(step(1), 0, 0, 0, 0, step(2), 0, 0, 0, 0, step(3), 0);
        }
        return Optional.of(affine).map(this::inMm).filter(Affine::isInvertible);
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
        double a = square < HALF_TURN ? 0 : Math.sqrt(square);
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

    /** Spacing along an axis; 0 stands for an axis that the image does not have, signs mean nothing. */
    private double step(int axis) {
        return pixdim[axis] == 0 ? 1 : Math.abs(pixdim[axis]);
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
     * Both forms, each marked as counting only if it says what the affine says.
     *
     * <p>The rows hold floats, so an affine that came from a quaternion does not fit them to the last bit; it is
     * written as the quaternion that it came from, and the rows then do not count.
     */
    static NiftiPlacement of(Affine affine) {
        Spacing spacing = affine.spacing();
        double[][] rotation = affine.nearestRotation();
        boolean leftHanded = determinant(rotation) < 0;
        if (leftHanded) {
            for (double[] row : rotation) {
                row[2] = -row[2];
            }
        }
        double[] q = quaternion(rotation);
        float[] pixdim = {leftHanded ? -1 : 1, (float) spacing.x(), (float) spacing.y(), (float) spacing.z()};
        float[] quatern = {
            (float) q[1], (float) q[2], (float) q[3], (float) affine.m03(), (float) affine.m13(), (float) affine.m23()
        };
        float[] srow = new float[12];
        for (int i = 0; i < 12; i++) {
            srow[i] = (float) affine.at(i / 4, i % 4);
        }
        var both = new NiftiPlacement(pixdim, 1, 1, quatern, srow, 1);
        Affine qform = both.qform();
        if (!both.rows().equals(affine) && qform.equals(affine)) {
            return new NiftiPlacement(pixdim, 1, 0, quatern, srow, 1);
        }
        return new NiftiPlacement(pixdim, saysTheSame(qform, affine) ? 1 : 0, 1, quatern, srow, 1);
    }

    private static boolean saysTheSame(Affine qform, Affine affine) {
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

    /** {@code {a, b, c, d}} with a ≥ 0, from the largest of the four so that little is lost (Shepperd, 1978). */
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
