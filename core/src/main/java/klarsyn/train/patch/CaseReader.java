package klarsyn.train.patch;

import klarsyn.image.Shape;
import klarsyn.plan.Patch;

/**
 * Samples a case between its voxels: intensities by linear interpolation, 0 outside; the label with the largest
 * linearly interpolated fraction, −1 outside; ties go to the nearest voxel.
 */
final class CaseReader {

    private final PreparedCase subject;
    private final Shape shape;
    private final LabeledPatch sample;
    private final int[] index = new int[8];
    private final double[] weight = new double[8];
    private final short[] label = new short[8];

    CaseReader(PreparedCase subject, Patch patch) {
        this.subject = subject;
        this.shape = subject.shape();
        this.sample = new LabeledPatch(
                patch, new float[Math.multiplyExact(subject.channels(), patch.voxels())], new float[patch.voxels()]);
    }

    LabeledPatch sample() {
        return sample;
    }

    /** Writes the case's values at a position to a voxel of the sample. */
    void fill(double x, double y, double z, int at) {
        int i = (int) Math.floor(x);
        int j = (int) Math.floor(y);
        int k = (int) Math.floor(z);
        double u = x - i;
        double v = y - j;
        double w = z - k;
        boolean inside = false;
        for (int corner = 0; corner < 8; corner++) {
            int cx = i + (corner & 1);
            int cy = j + (corner >> 1 & 1);
            int cz = k + (corner >> 2);
            boolean there = cx >= 0 && cy >= 0 && cz >= 0 && cx < shape.x() && cy < shape.y() && cz < shape.z();
            index[corner] = there ? shape.index(cx, cy, cz) : -1;
            weight[corner] =
                    ((corner & 1) == 0 ? 1 - u : u) * ((corner & 2) == 0 ? 1 - v : v) * ((corner & 4) == 0 ? 1 - w : w);
            inside |= there && weight[corner] > 0;
        }
        if (!inside) {
            sample.labels()[at] = PreparedCase.OUTSIDE;
            return;
        }
        for (int channel = 0; channel < subject.channels(); channel++) {
            double value = 0;
            for (int corner = 0; corner < 8; corner++) {
                value += index[corner] >= 0 && weight[corner] > 0
                        ? weight[corner] * subject.intensity(channel, index[corner])
                        : 0;
            }
            sample.image()[channel * sample.labels().length + at] = (float) value;
        }
        int nearest = (u < 0.5 ? 0 : 1) | (v < 0.5 ? 0 : 2) | (w < 0.5 ? 0 : 4);
        for (int corner = 0; corner < 8; corner++) {
            label[corner] = index[corner] < 0 ? PreparedCase.OUTSIDE : subject.label(index[corner]);
        }
        sample.labels()[at] = largestShare(nearest);
    }

    private short largestShare(int nearest) {
        short winner = label[nearest];
        boolean mixed = false;
        for (short each : label) {
            mixed |= each != winner;
        }
        if (mixed) {
            double best = share(winner) + 1e-9;
            for (short each : label) {
                double share = each == winner ? 0 : share(each);
                if (share > best) {
                    best = share;
                    winner = each;
                }
            }
        }
        return winner;
    }

    private double share(short wanted) {
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            sum += label[corner] == wanted ? weight[corner] : 0;
        }
        return sum;
    }
}
