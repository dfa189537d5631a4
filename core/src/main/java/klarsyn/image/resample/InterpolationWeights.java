package klarsyn.image.resample;

import java.util.function.IntToDoubleFunction;

/** Source indices and weights of each resampled voxel of a line. */
final class InterpolationWeights {

    /**
     * Edge voxels repeated on each side of a line before spline fitting.
     *
     * <p>As in SciPy; the influence of a padded voxel falls by a factor of 0.27 per voxel, to 10⁻⁷ here.
     */
    static final int PAD = 12;

    final int from;
    final int to;
    final Interpolation interpolation;
    /** First source index of each new voxel, in the padded line for CUBIC, otherwise in the line. */
    final int[] first;
    /** {@code count()} weights per new voxel. */
    final double[] weights;

    private InterpolationWeights(int from, int to, Interpolation interpolation) {
        this.from = from;
        this.to = to;
        this.interpolation = interpolation;
        first = new int[to];
        weights = new double[to * count()];
    }

    /** Resizes a line to another number of voxels over the same length (half-pixel convention). */
    static InterpolationWeights resize(int from, int to, Interpolation interpolation) {
        InterpolationWeights taps = new InterpolationWeights(from, to, interpolation);
        if (interpolation == Interpolation.NEAREST) {
            for (int i = 0; i < to; i++) {
                taps.first[i] = (int) ((2L * i + 1) * from / (2L * to)); // integer arithmetic keeps ties exact
                taps.weights[i] = 1;
            }
        } else {
            taps.fill(i -> (i + 0.5) * from / to - 0.5);
        }
        return taps;
    }

    /** Samples voxel i at {@code scale · i + offset} of the line; positions outside use the edge voxel. */
    static InterpolationWeights at(int from, int to, double scale, double offset, Interpolation interpolation) {
        InterpolationWeights taps = new InterpolationWeights(from, to, interpolation);
        taps.fill(i -> scale * i + offset);
        return taps;
    }

    /** The spline coefficients of the padded line. */
    static InterpolationWeights coefficients(int from) {
        InterpolationWeights taps = new InterpolationWeights(from, from + 2 * PAD, Interpolation.CUBIC);
        for (int i = 0; i < taps.to; i++) {
            taps.first[i] = Math.min(i, taps.to - 4);
            taps.weights[4 * i + i - taps.first[i]] = 1;
        }
        return taps;
    }

    int count() {
        return switch (interpolation) {
            case NEAREST -> 1;
            case LINEAR -> 2;
            case CUBIC -> 4;
        };
    }

    private void fill(IntToDoubleFunction position) {
        for (int i = 0; i < to; i++) {
            double at = position.applyAsDouble(i);
            switch (interpolation) {
                case NEAREST -> {
                    first[i] = nearest(at, from);
                    weights[i] = 1;
                }
                case LINEAR -> {
                    double inside = Math.clamp(at, 0, from - 1);
                    first[i] = cell(inside, from);
                    weights[2 * i + 1] = inside - first[i];
                    weights[2 * i] = 1 - weights[2 * i + 1];
                }
                case CUBIC -> {
                    double padded = Math.clamp(at + PAD, 1, from + 2 * PAD - 3);
                    int floor = (int) padded;
                    first[i] = floor - 1;
                    cubic(padded - floor, weights, 4 * i);
                }
            }
        }
    }

    /** The nearest voxel; 10⁻⁹ below the midpoint counts as the midpoint, which rounds up. */
    static int nearest(double position, int length) {
        return (int) Math.clamp(Math.floor(position + 0.5 + 1e-9), 0, length - 1);
    }

    /** The lower of the two voxels around a position inside a line. */
    static int cell(double position, int length) {
        return Math.max(0, Math.min((int) position, length - 2));
    }

    /** The four nonzero cubic B-splines at a fraction of a voxel after the second of them. */
    static void cubic(double t, double[] weights, int at) {
        double u = 1 - t;
        weights[at] = u * u * u / 6;
        weights[at + 1] = 2.0 / 3 - t * t * (1 - t / 2);
        weights[at + 2] = 2.0 / 3 - u * u * (1 - u / 2);
        weights[at + 3] = t * t * t / 6;
    }
}
