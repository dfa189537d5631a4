package klarsyn.loss;

import java.util.Arrays;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.region.DistanceTransform;
import klarsyn.loss.Loss.Scale;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/** Losses that weight voxels by their distance to a border; distances have no gradient. */
final class Borders {

    private Borders() {}

    static Tensor hausdorff(Loss.Hausdorff hausdorff, Pairing pair, Reduction reduction) {
        int first = Formulas.first(hausdorff.background(), pair);
        Tensor probabilities = Formulas.from(first, pair.probabilities());
        Tensor truth = Formulas.from(first, pair.truth());
        Tensor sums;
        try (Scope inner = Scope.open("hausdorff")) {
            float[] weights = powers(fields(probabilities), hausdorff.exponent());
            float[] others = powers(fields(truth), hausdorff.exponent());
            for (int i = 0; i < weights.length; i++) {
                weights[i] += others[i];
            }
            Tensor error = probabilities.subtract(truth).power(2).multiply(like(probabilities, weights));
            sums = inner.keep(pair.sum(error));
        }
        Tensor each = pair.meanPerSample(sums);
        Tensor parts = switch (hausdorff.over()) {
            case SAMPLE -> each;
            case BATCH -> each.sum(0).reshape(1, each.size(1)).multiply(1.0 / each.size(0));
            case EVERYTHING -> each.mean().reshape(1, 1);
        };
        Tensor loss = Formulas.reduced(parts, reduction);
        return hausdorff.scale() == Scale.LOGARITHM ? loss.add(1).log() : loss;
    }

    static Tensor boundary(Loss.Boundary boundary, Pairing pair, Reduction reduction) {
        int first = Formulas.first(boundary.background(), pair);
        Tensor probabilities = Formulas.from(first, pair.probabilities());
        Tensor truth = Formulas.from(first, pair.truth());
        Tensor sums;
        try (Scope inner = Scope.open("boundary")) {
            Tensor distances = like(probabilities, signed(truth));
            sums = inner.keep(pair.sum(probabilities.multiply(distances)));
        }
        return Formulas.reduced(pair.meanPerSample(sums), reduction);
    }

    private static Tensor like(Tensor other, float[] values) {
        return Tensor.of(values, other.shape()).to(other.device());
    }

    private static float[] powers(float[] values, double exponent) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (exponent == 2 ? values[i] * (double) values[i] : Math.pow(values[i], exponent));
        }
        return values;
    }

    /** Distances to the border on both sides; 0 where a mask is empty or full. */
    private static float[] fields(Tensor values) {
        return perMask(values, (inside, outside, _) -> inside + outside);
    }

    /** Distances to the border, negative inside; 0 where a mask is empty or full. */
    private static float[] signed(Tensor values) {
        return perMask(values, (inside, outside, isInside) -> isInside ? 1 - inside : outside);
    }

    @FunctionalInterface
    private interface Meeting {
        float of(float inside, float outside, boolean isInside);
    }

    private static float[] perMask(Tensor values, Meeting meeting) {
        Shape shape = new Shape(length(values, 4), length(values, 3), length(values, 2));
        float[] numbers = values.detach().toFloatArray();
        boolean[] mask = new boolean[shape.voxels()];
        boolean[] rest = new boolean[mask.length];
        for (int from = 0; from < numbers.length; from += mask.length) {
            int count = 0;
            for (int i = 0; i < mask.length; i++) {
                mask[i] = numbers[from + i] > 0.5f;
                rest[i] = !mask[i];
                count += mask[i] ? 1 : 0;
            }
            if (count == 0 || count == mask.length) {
                Arrays.fill(numbers, from, from + mask.length, 0);
                continue;
            }
            float[] inside = DistanceTransform.mm(mask, shape, Spacing.isotropic(1));
            float[] outside = DistanceTransform.mm(rest, shape, Spacing.isotropic(1));
            for (int i = 0; i < mask.length; i++) {
                numbers[from + i] = meeting.of(inside[i], outside[i], mask[i]);
            }
        }
        return numbers;
    }

    private static int length(Tensor tensor, int axis) {
        return Math.toIntExact(tensor.size(axis));
    }
}
