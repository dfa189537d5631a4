package klarsyn.image.resample;

import klarsyn.image.Shape;

/**
 * Samples a label map between voxels: the label of the nearest voxel, or the one with the largest linearly interpolated
 * weight.
 *
 * <p>Exact ties go to the label of the nearest voxel if it is tied, else to the smallest label (as in nnU-Net with
 * batchgenerators from 0.25.4 on).
 */
final class LabelSampler {

    /** How far outside the outer faces a position still counts as inside the field of view. */
    private static final double MARGIN = 0.5 + 1e-6;

    /** Tolerance for rounding when weights are compared; makes results independent of how a grid is described. */
    private static final double TIE = 1e-9;

    private static final double HALF = 0.5 - TIE;

    private final short[] labels;
    private final Shape shape;
    private final int[] cornerSteps = new int[8];
    private final short[] corners = new short[8];
    private final double[] weights = new double[8];

    LabelSampler(short[] labels, Shape shape) {
        this.labels = labels;
        this.shape = shape;
        for (int c = 0; c < 8; c++) {
            cornerSteps[c] = ((c & 1) != 0 && shape.x() > 1 ? 1 : 0)
                    + ((c & 2) != 0 && shape.y() > 1 ? shape.x() : 0)
                    + ((c & 4) != 0 && shape.z() > 1 ? shape.x() * shape.y() : 0);
        }
    }

    short[] resize(Shape to, Interpolation interpolation) {
        InterpolationWeights alongX = InterpolationWeights.resize(shape.x(), to.x(), interpolation);
        InterpolationWeights alongY = InterpolationWeights.resize(shape.y(), to.y(), interpolation);
        InterpolationWeights alongZ = InterpolationWeights.resize(shape.z(), to.z(), interpolation);
        short[] result = new short[to.voxels()];
        int at = 0;
        for (int z = 0; z < to.z(); z++) {
            for (int y = 0; y < to.y(); y++) {
                int row = shape.index(0, alongY.first[y], alongZ.first[z]);
                for (int x = 0; x < to.x(); x++) {
                    int first = row + alongX.first[x];
                    result[at++] = interpolation == Interpolation.NEAREST
                            ? labels[first]
                            : largestShare(
                                    first,
                                    alongX.weights[2 * x + 1],
                                    alongY.weights[2 * y + 1],
                                    alongZ.weights[2 * z + 1]);
                }
            }
        }
        return result;
    }

    /** Label at a voxel position; 0 outside the field of view. */
    short at(double[] position, Interpolation interpolation) {
        for (int axis = 0; axis < 3; axis++) {
            if (!(position[axis] >= -MARGIN && position[axis] <= shape.along(axis) - 1 + MARGIN)) {
                return 0;
            }
        }
        if (interpolation == Interpolation.NEAREST) {
            return labels[
                    shape.index(
                            InterpolationWeights.nearest(position[0], shape.x()),
                            InterpolationWeights.nearest(position[1], shape.y()),
                            InterpolationWeights.nearest(position[2], shape.z()))];
        }
        double x = Math.clamp(position[0], 0, shape.x() - 1);
        double y = Math.clamp(position[1], 0, shape.y() - 1);
        double z = Math.clamp(position[2], 0, shape.z() - 1);
        int i = InterpolationWeights.cell(x, shape.x());
        int j = InterpolationWeights.cell(y, shape.y());
        int k = InterpolationWeights.cell(z, shape.z());
        return largestShare(shape.index(i, j, k), x - i, y - j, z - k);
    }

    /** The label between eight voxels, given the index of the first and the fractions along each axis. */
    private short largestShare(int first, double fx, double fy, double fz) {
        int different = 0;
        for (int c = 0; c < 8; c++) {
            corners[c] = labels[first + cornerSteps[c]];
            different |= corners[c] ^ corners[0];
        }
        if (different == 0) {
            return corners[0];
        }
        for (int c = 0; c < 8; c++) {
            weights[c] = ((c & 1) == 0 ? 1 - fx : fx) * ((c & 2) == 0 ? 1 - fy : fy) * ((c & 4) == 0 ? 1 - fz : fz);
        }
        int nearest = (fx < HALF ? 0 : 1) | (fy < HALF ? 0 : 2) | (fz < HALF ? 0 : 4);
        short winner = corners[nearest];
        double best = share(winner);
        for (short label : corners) {
            double share = share(label);
            boolean tied = Math.abs(share - best) <= TIE;
            if (tied ? label < winner && winner != corners[nearest] : share > best) {
                best = share;
                winner = label;
            }
        }
        return winner;
    }

    private double share(short label) {
        double sum = 0;
        for (int c = 0; c < 8; c++) {
            sum += corners[c] == label ? weights[c] : 0;
        }
        return sum;
    }
}
