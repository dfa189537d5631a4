package klarsyn.image.resample;

/** Resamples all lines of an array along one axis. */
final class Lines {

    /** Lines processed side by side, so that the recursion along a line is vectorized across lines. */
    private static final int SIDE_BY_SIDE = 16;

    /** The pole of the cubic B-spline's inverse filter (Unser, 1999). */
    private static final double POLE = Math.sqrt(3) - 2;

    private Lines() {}

    /**
     * Resamples one axis of the array.
     *
     * @param source {@code [inner][taps.from][outer]}, first fastest
     * @return {@code [inner][taps.to][outer]}
     */
    static float[] resample(float[] source, int inner, int outer, InterpolationWeights taps) {
        float[] target = new float[Math.multiplyExact(Math.multiplyExact(inner, taps.to), outer)];
        switch (taps.interpolation) {
            case NEAREST -> nearest(source, target, inner, outer, taps);
            case LINEAR -> linear(source, target, inner, outer, taps);
            case CUBIC -> cubic(source, target, inner, outer, taps);
        }
        return target;
    }

    private static void nearest(float[] source, float[] target, int inner, int outer, InterpolationWeights taps) {
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < taps.to; i++) {
                int from = (o * taps.from + taps.first[i]) * inner;
                System.arraycopy(source, from, target, (o * taps.to + i) * inner, inner);
            }
        }
    }

    private static void linear(float[] source, float[] target, int inner, int outer, InterpolationWeights taps) {
        int step = taps.from == 1 ? 0 : inner;
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < taps.to; i++) {
                int a = (o * taps.from + taps.first[i]) * inner;
                int b = a + step;
                int at = (o * taps.to + i) * inner;
                float weightA = (float) taps.weights[2 * i];
                float weightB = (float) taps.weights[2 * i + 1];
                for (int x = 0; x < inner; x++) {
                    target[at + x] = source[a + x] * weightA + source[b + x] * weightB;
                }
            }
        }
    }

    private static void cubic(float[] source, float[] target, int inner, int outer, InterpolationWeights taps) {
        double[] padded = new double[(taps.from + 2 * InterpolationWeights.PAD) * SIDE_BY_SIDE];
        // Adjacent lines are rows along x, and columns of one row along y and z.
        int lines = inner == 1 ? outer : inner;
        int blocks = inner == 1 ? 1 : outer;
        int betweenSource = inner == 1 ? taps.from : 1;
        int betweenTarget = inner == 1 ? taps.to : 1;
        for (int block = 0; block < blocks; block++) {
            for (int line = 0; line < lines; line += SIDE_BY_SIDE) {
                int width = Math.min(SIDE_BY_SIDE, lines - line);
                int from = block * taps.from * inner + line * betweenSource;
                load(source, from, inner, betweenSource, width, taps.from, padded);
                prefilter(padded, taps.from + 2 * InterpolationWeights.PAD, width);
                int to = block * taps.to * inner + line * betweenTarget;
                evaluate(padded, taps, target, to, inner, betweenTarget, width);
            }
        }
    }

    private static void load(
            float[] source, int first, int along, int between, int width, int length, double[] padded) {
        for (int i = 0; i < length + 2 * InterpolationWeights.PAD; i++) {
            int from = first + Math.clamp(i - InterpolationWeights.PAD, 0, length - 1) * along;
            for (int w = 0; w < width; w++) {
                padded[i * SIDE_BY_SIDE + w] = source[from + w * between];
            }
        }
    }

    /** Converts samples to spline coefficients, as if the first and last sample repeated forever. */
    private static void prefilter(double[] c, int length, int width) {
        int last = (length - 1) * SIDE_BY_SIDE;
        double[] end = new double[width];
        for (int w = 0; w < width; w++) {
            end[w] = 6 * c[last + w];
            c[w] = 6 * c[w] / (1 - POLE);
        }
        for (int i = 1; i < length; i++) {
            int at = i * SIDE_BY_SIDE;
            for (int w = 0; w < width; w++) {
                c[at + w] = 6 * c[at + w] + POLE * c[at - SIDE_BY_SIDE + w];
            }
        }
        for (int w = 0; w < width; w++) {
            double settled = end[w] / (1 - POLE);
            c[last + w] = -POLE * (settled / (1 - POLE) + (c[last + w] - settled) / (1 - POLE * POLE));
        }
        for (int i = length - 2; i >= 0; i--) {
            int at = i * SIDE_BY_SIDE;
            for (int w = 0; w < width; w++) {
                c[at + w] = POLE * (c[at + SIDE_BY_SIDE + w] - c[at + w]);
            }
        }
    }

    private static void evaluate(
            double[] c, InterpolationWeights taps, float[] target, int first, int along, int between, int width) {
        for (int i = 0; i < taps.to; i++) {
            double w0 = taps.weights[4 * i];
            double w1 = taps.weights[4 * i + 1];
            double w2 = taps.weights[4 * i + 2];
            double w3 = taps.weights[4 * i + 3];
            int from = taps.first[i] * SIDE_BY_SIDE;
            int to = first + i * along;
            for (int w = 0; w < width; w++) {
                int at = from + w;
                target[to + w * between] = (float) (w0 * c[at]
                        + w1 * c[at + SIDE_BY_SIDE]
                        + w2 * c[at + 2 * SIDE_BY_SIDE]
                        + w3 * c[at + 3 * SIDE_BY_SIDE]);
            }
        }
    }
}
