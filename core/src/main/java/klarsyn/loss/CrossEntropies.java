package klarsyn.loss;

import java.util.List;
import klarsyn.loss.Loss.RegionMean;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/** Cross-entropy of classes and of regions. */
final class CrossEntropies {

    private CrossEntropies() {}

    static Tensor of(Loss.CrossEntropy entropy, Pairing pair, Reduction reduction) {
        if (!pair.target().hasBackground()) {
            return regions(entropy, pair, reduction);
        }
        if (reduction == Reduction.NONE) {
            return map(entropy.weights(), entropy.labelSmoothing(), pair);
        }
        boolean plain = entropy.weights().isEmpty() && entropy.labelSmoothing() == 0;
        return plain ? plain(pair, reduction) : weighted(entropy, pair, reduction);
    }

    private static Tensor plain(Pairing pair, Reduction reduction) {
        Tensor logarithms = pair.logProbabilities();
        Tensor sum = pair.labels()
                .map(labels ->
                        pair.counted(logarithms.atLabel(labels.positions())).sum())
                .orElseGet(() -> pair.totalWithin(logarithms));
        return (reduction == Reduction.SUM ? sum : pair.mean(sum, 1)).multiply(-1);
    }

    /** Computed from sums per class, without intermediate tensors of the size of the logits. */
    private static Tensor weighted(Loss.CrossEntropy entropy, Pairing pair, Reduction reduction) {
        Tensor weights = pair.row(Checks.weights(entropy.weights(), pair.channels()));
        double smoothing = entropy.labelSmoothing();
        Tensor own = pair.sumWithin(pair.logProbabilities()).multiply(-(1 - smoothing));
        if (smoothing > 0) {
            own = own.add(pair.sum(pair.logProbabilities()).multiply(-smoothing / pair.channels()));
        }
        Tensor sum = own.multiply(weights).sum();
        if (reduction == Reduction.SUM) {
            return sum;
        }
        return pair.target().truth() instanceof Truth.Shares
                ? pair.mean(sum, 1)
                : sum.divide(pair.volumes().multiply(weights).sum().atLeast(Float.MIN_NORMAL));
    }

    /** {@code [N, 1, D, H, W]} for classes. */
    private static Tensor map(List<Double> weights, double smoothing, Pairing pair) {
        Tensor logarithms = pair.logProbabilities();
        if (pair.target().truth() instanceof Truth.Channel labels && weights.isEmpty() && smoothing == 0) {
            return pair.counted(logarithms.atLabel(labels.positions()).multiply(-1));
        }
        Tensor each = logarithms.multiply(pair.channelwise(Checks.weights(weights, pair.channels())));
        Tensor own = summed(pair.within(each)).multiply(-(1 - smoothing));
        return smoothing == 0 ? own : own.add(pair.counted(summed(each).multiply(-smoothing / pair.channels())));
    }

    private static Tensor summed(Tensor channels) {
        return channels.sum(1).reshape(channels.size(0), 1, channels.size(2), channels.size(3), channels.size(4));
    }

    private static Tensor regions(Loss.CrossEntropy entropy, Pairing pair, Reduction reduction) {
        float[] weights = Checks.weights(entropy.weights(), pair.channels());
        if (reduction == Reduction.NONE) {
            return binary(entropy.labelSmoothing(), pair).multiply(pair.channelwise(weights));
        }
        Tensor perChannel;
        try (Scope inner = Scope.open("cross-entropy")) {
            perChannel = inner.keep(binary(entropy.labelSmoothing(), pair).sum(0, 2, 3, 4));
        }
        Tensor sum = entropy.weights().isEmpty()
                ? perChannel.sum()
                : perChannel.multiply(pair.row(weights)).sum();
        boolean overRegions =
                entropy.regions() == RegionMean.MEAN || pair.target().counted() instanceof Counted.Everything;
        return reduction == Reduction.SUM ? sum : pair.mean(sum, overRegions ? pair.channels() : 1);
    }

    /** Per voxel and region; 0 where a voxel does not count. */
    private static Tensor binary(double smoothing, Pairing pair) {
        Tensor truth = pair.truth();
        Tensor smooth = smoothing == 0 ? truth : truth.multiply(1 - smoothing).add(smoothing / 2);
        return pair.counted(pair.logits().binaryCrossEntropy(smooth));
    }

    static Tensor worst(Loss.TopK worst, Pairing pair, Reduction reduction) {
        if (reduction == Reduction.NONE) {
            throw new IllegalArgumentException("the loss of the worst voxels has no unreduced form");
        }
        Tensor map = pair.target().hasBackground()
                ? map(worst.weights(), worst.labelSmoothing(), pair)
                : summed(binary(worst.labelSmoothing(), pair)
                                .multiply(pair.channelwise(Checks.weights(worst.weights(), pair.channels()))))
                        .multiply(1.0 / pair.channels());
        long count = Math.max(1, (long) (map.elements() * worst.percent() / 100));
        return Formulas.reduced(map.largest(count).reshape(1, count), reduction);
    }
}
