package klarsyn.loss;

import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/** Soft centerlines of tubes, by erosion with the face neighborhood and dilation with the corner neighborhood. */
final class Centerlines {

    private Centerlines() {}

    static Tensor dice(Loss.ClDice lines, Pairing pair) {
        int first = Formulas.first(Loss.Background.EXCLUDED, pair);
        Tensor prediction = pair.counted(Formulas.from(first, pair.probabilities()));
        Tensor truth = Formulas.from(first, pair.truth());
        Tensor precision = share(skeleton(prediction, lines.iterations()), truth, lines.smooth());
        Tensor sensitivity = share(skeleton(truth, lines.iterations()), prediction, lines.smooth());
        Tensor both = precision.multiply(sensitivity).multiply(2).divide(precision.add(sensitivity));
        return Ratios.oneMinus(both);
    }

    /** Share of a skeleton inside a mask. */
    private static Tensor share(Tensor skeleton, Tensor mask, double smooth) {
        return skeleton.multiply(mask).sum().add(smooth).divide(skeleton.sum().add(smooth));
    }

    /** Intermediate results of each step are freed unless a gradient needs them. */
    static Tensor skeleton(Tensor shape, int iterations) {
        Tensor rest = shape;
        Tensor skeleton = ridges(rest);
        for (int i = 0; i < iterations; i++) {
            rest = eroded(rest);
            try (Scope step = Scope.open("skeleton")) {
                Tensor more = ridges(rest);
                skeleton = step.keep(skeleton.add(above(more, skeleton.multiply(more))));
            }
        }
        return skeleton;
    }

    private static Tensor ridges(Tensor shape) {
        try (Scope inner = Scope.open("ridges")) {
            return inner.keep(above(shape, opened(shape)));
        }
    }

    /** {@code max(0, a − b)}. */
    private static Tensor above(Tensor a, Tensor b) {
        return a.subtract(b).leakyReluInPlace(0);
    }

    static Tensor opened(Tensor shape) {
        return dilated(eroded(shape));
    }

    static Tensor eroded(Tensor shape) {
        try (Scope inner = Scope.open("eroded")) {
            Tensor negative = shape.multiply(-1);
            Tensor widest = negative;
            boolean isFirst = true;
            for (int axis = 0; axis < 3; axis++) {
                if (shape.size(axis + 2) == 1) {
                    continue;
                }
                long[] kernel = {1, 1, 1};
                kernel[axis] = 3;
                Tensor along = widest(negative, kernel);
                widest = isFirst ? along : widest.maximum(along);
                isFirst = false;
            }
            return inner.keep(widest.multiplyInPlace(-1));
        }
    }

    static Tensor dilated(Tensor shape) {
        long[] kernel = {1, 1, 1};
        for (int axis = 0; axis < 3; axis++) {
            kernel[axis] = shape.size(axis + 2) == 1 ? 1 : 3;
        }
        return widest(shape, kernel);
    }

    private static Tensor widest(Tensor shape, long[] kernel) {
        long[] padding = {kernel[0] / 2, kernel[1] / 2, kernel[2] / 2};
        return shape.maxPool(kernel, new long[] {1, 1, 1}, padding);
    }
}
