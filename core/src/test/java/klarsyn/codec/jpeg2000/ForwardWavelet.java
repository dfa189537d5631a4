package klarsyn.codec.jpeg2000;

import java.util.function.IntToDoubleFunction;

/**
 * The forward wavelet transforms of T.800, F.4, as their formulas read: lines go on beyond their ends as in a mirror,
 * and the columns are transformed before the rows.
 */
enum ForwardWavelet {
    REVERSIBLE,
    IRREVERSIBLE;

    private static final double[] LIFTS = {-1.586134342059924, -0.052980118572961, 0.882911075530934, 0.443506852043971
    };
    private static final double K = 1.230174104914001;

    /** Splits a rectangle of the grid, and puts the four subbands into its quarters, low ones first. */
    double[] split(double[] values, J2kRect rect) {
        int width = rect.width();
        int height = rect.height();
        double[] result = values.clone();
        for (int x = 0; x < width; x++) {
            int column = x;
            double[] line = splitLine(y -> result[y * width + column], rect.y0(), height);
            for (int y = 0; y < height; y++) {
                result[y * width + x] = line[y];
            }
        }
        for (int y = 0; y < height; y++) {
            int start = y * width;
            double[] line = splitLine(x -> result[start + x], rect.x0(), width);
            System.arraycopy(line, 0, result, start, width);
        }
        return result;
    }

    /** The low half of a line, then its high half; samples at even places of the grid become low ones. */
    double[] splitLine(IntToDoubleFunction samples, int start, int length) {
        double[] line = new double[length];
        for (int i = 0; i < length; i++) {
            line[i] = samples.applyAsDouble(i);
        }
        if (length == 1) {
            line[0] *= start % 2 == 0 ? 1 : 2;
            return line;
        }
        switch (this) {
            case REVERSIBLE -> {
                lift(line, start, 1, sum -> -Math.floor(sum / 2));
                lift(line, start, 0, sum -> Math.floor((sum + 2) / 4));
            }
            case IRREVERSIBLE -> {
                for (int i = 0; i < 4; i++) {
                    double factor = LIFTS[i];
                    lift(line, start, 1 - i % 2, sum -> factor * sum);
                }
            }
        }
        double[] halves = new double[length];
        int low = 0;
        int high = (length + 1 - start % 2) / 2;
        for (int i = 0; i < length; i++) {
            boolean even = (start + i) % 2 == 0;
            double scale = this == REVERSIBLE ? 1 : even ? 1 / K : K;
            halves[even ? low++ : high++] = line[i] * scale;
        }
        return halves;
    }

    /** A function of the sum of both neighbors. */
    private interface Lift {
        double of(double sum);
    }

    private static void lift(double[] line, int start, int parity, Lift lift) {
        for (int i = 0; i < line.length; i++) {
            if ((start + i) % 2 == parity) {
                line[i] += lift.of(line[mirrored(i - 1, line.length)] + line[mirrored(i + 1, line.length)]);
            }
        }
    }

    private static int mirrored(int i, int length) {
        return i < 0 ? -i : i >= length ? 2 * (length - 1) - i : i;
    }
}
