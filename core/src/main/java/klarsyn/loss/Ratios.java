package klarsyn.loss;

import java.util.Arrays;
import java.util.List;
import klarsyn.loss.Loss.ErrorWeight;
import klarsyn.loss.Loss.Power;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Tensor;

/** Losses that are one minus a ratio of overlap. */
final class Ratios {

    /** Lower bound of denominators with less smoothing (nnU-Net). */
    private static final double EPSILON = 1e-8;

    /** Below this, a fractional power has an unbounded gradient. */
    private static final double STEEP = 1e-7;

    private Ratios() {}

    static Tensor dice(Loss.Dice dice, Pairing pair, Reduction reduction) {
        Tallies tallies = Tallies.of(pair, pair.probabilities(), dice.power())
                .from(Formulas.first(dice.background(), pair))
                .over(dice.over());
        Tensor above = tallies.overlap().multiply(2).add(dice.smoothAbove());
        Tensor below = switch (dice.ratio()) {
            case DICE -> tallies.extent();
            case JACCARD -> tallies.extent().subtract(tallies.overlap()).multiply(2);
        };
        Tensor ratio = above.divide(smoothed(below, dice.smoothBelow()));
        if (reduction == Reduction.MEAN && dice.weights().isEmpty()) {
            return oneMinus(ratio.mean());
        }
        return Formulas.reduced(weighted(oneMinus(ratio), dice.weights(), pair), reduction);
    }

    private static Tensor smoothed(Tensor below, double smooth) {
        Tensor sum = below.add(smooth);
        return smooth < EPSILON ? sum.atLeast(EPSILON) : sum;
    }

    static Tensor oneMinus(Tensor x) {
        return x.multiply(-1).add(1);
    }

    private static Tensor weighted(Tensor parts, List<Double> weights, Pairing pair) {
        return weights.isEmpty()
                ? parts
                : parts.multiply(pair.row(Checks.weights(weights, Math.toIntExact(parts.size(1)))));
    }

    static Tensor generalizedDice(Loss.GeneralisedDice dice, Pairing pair, Reduction reduction) {
        Tallies tallies = Tallies.of(pair, pair.probabilities(), Power.PLAIN)
                .from(Formulas.first(dice.background(), pair))
                .over(dice.over());
        Tensor weights = weights(dice.weight(), tallies.truth());
        long rows = weights.size(0);
        Tensor above = tallies.overlap().multiply(weights).sum(1).multiply(2).add(dice.smoothAbove());
        Tensor below = tallies.extent().multiply(weights).sum(1);
        Tensor ratio = above.divide(smoothed(below, dice.smoothBelow())).reshape(rows, 1);
        return Formulas.reduced(oneMinus(ratio), reduction);
    }

    /** Weights from the volumes of each row; an absent class gets the largest weight of the others. */
    private static Tensor weights(Loss.VolumeWeight weight, Tensor volumes) {
        Tensor empty = volumes.isAnyOf(List.of(0));
        Tensor there = switch (weight) {
            case INVERSE_SQUARE -> volumes.power(-2).where(empty.not());
            case INVERSE -> volumes.power(-1).where(empty.not());
            case UNIFORM -> volumes.power(0);
        };
        if (weight == Loss.VolumeWeight.UNIFORM) {
            return there;
        }
        Tensor heaviest = there.maximum(1).reshape(there.size(0), 1);
        return there.add(empty.to(Precision.FP32).multiply(heaviest));
    }

    static Tensor tversky(Loss.Tversky tversky, Pairing pair, Reduction reduction) {
        Tallies tallies = Tallies.of(pair, pair.probabilities(), Power.PLAIN)
                .from(Formulas.first(tversky.background(), pair))
                .over(tversky.over());
        Tensor loss = oneMinus(ratio(
                tallies,
                tversky.falsePositives(),
                tversky.falseNegatives(),
                tversky.smoothAbove(),
                tversky.smoothBelow()));
        return Formulas.reduced(weighted(powered(loss, tversky.exponent()), tversky.weights(), pair), reduction);
    }

    static Tensor ratio(Tallies tallies, double falsePositives, double falseNegatives, double above, double below) {
        Tensor overlap = tallies.overlap();
        Tensor alarms = tallies.prediction().subtract(overlap).multiply(falsePositives);
        Tensor misses = tallies.truth().subtract(overlap).multiply(falseNegatives);
        return overlap.add(above).divide(smoothed(overlap.add(alarms).add(misses), below));
    }

    static Tensor powered(Tensor loss, double exponent) {
        return exponent == 1 ? loss : loss.atLeast(STEEP).power(exponent);
    }

    static Tensor wasserstein(Loss.Wasserstein wasserstein, Pairing pair, Reduction reduction) {
        int classes = wasserstein.distances().size();
        if (!pair.hasBackground() || classes != pair.channels()) {
            throw new IllegalArgumentException(
                    "distances of %d classes for %d channels".formatted(classes, pair.channels()));
        }
        Tensor volumes = pair.volumes();
        Tensor errors = pair.sumWithin(expectedDistances(wasserstein.distances(), pair));
        Tensor weights = errorWeights(wasserstein.weight(), volumes);
        Tensor hits = volumes.subtract(errors).multiply(weights).sum(1).multiply(2);
        Tensor wrong = switch (wasserstein.weight()) {
            case FOREGROUND -> errors.sum(1);
            case INVERSE_VOLUME -> errors.multiply(weights).sum(1);
        };
        Tensor ratio = hits.add(wasserstein.smoothAbove()).divide(smoothed(hits.add(wrong), wasserstein.smoothBelow()));
        return Formulas.reduced(oneMinus(ratio.reshape(ratio.size(0), 1)), reduction);
    }

    private static Tensor errorWeights(ErrorWeight weight, Tensor volumes) {
        return switch (weight) {
            case FOREGROUND -> {
                float[] foreground = new float[Math.toIntExact(volumes.size(1))];
                Arrays.fill(foreground, 1, foreground.length, 1);
                yield Tensor.of(foreground, 1, foreground.length).to(volumes.device());
            }
            case INVERSE_VOLUME -> volumes.add(1).power(-1);
        };
    }

    /** Expected distance of a voxel from each class, if that class is true. */
    private static Tensor expectedDistances(List<List<Double>> distances, Pairing pair) {
        int classes = distances.size();
        double largest = distances.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
        float[] matrix = new float[classes * classes];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (float) (distances.get(i / classes).get(i % classes) / largest);
        }
        Tensor probabilities = pair.probabilities();
        long[] shape = probabilities.shape();
        return Tensor.of(matrix, classes, classes)
                .to(probabilities.device())
                .matmul(probabilities.reshape(shape[0], classes, -1))
                .reshape(shape);
    }
}
