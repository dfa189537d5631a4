package klarsyn.loss;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * Scores and their target, with intermediate results shared by several losses.
 *
 * <p>Besides the logits it holds at most two FP32 tensors of their size, log-probabilities and probabilities, and the
 * one-hot truth: as numbers for few channels, which is faster, as a mask for many, which takes a quarter of the memory.
 * Intermediate results of a sum are freed with it. Shared results belong to the scope of this object: never request one
 * for the first time inside an inner scope.
 */
final class Pairing {

    private static final int FEW = 8;

    private enum Derived {
        LOG_PROBABILITIES,
        PROBABILITIES,
        MEMBERSHIP,
        VOLUMES
    }

    private final Scores scores;
    private final LossTarget target;
    private final Map<Derived, Tensor> derived = new EnumMap<>(Derived.class);

    /** Rejects scores and a target of different shapes. */
    Pairing(Scores scores, LossTarget target) {
        this.scores = scores;
        this.target = target;
        Tensor values = scores.values();
        Tensor truth = target.truth().values();
        boolean fits = values.size(0) == truth.size(0)
                && (target.truth() instanceof Truth.Channel || values.size(1) == truth.size(1));
        for (int axis = 2; axis < 5; axis++) {
            fits &= values.size(axis) == truth.size(axis);
        }
        if (!fits) {
            throw new IllegalArgumentException("the scores %s and the target %s do not match".formatted(values, truth));
        }
    }

    Scores.Reading reading() {
        return scores.reading();
    }

    LossTarget target() {
        return target;
    }

    boolean hasBackground() {
        return target.hasBackground();
    }

    int channels() {
        return Math.toIntExact(scores.values().size(1));
    }

    /** Log-probabilities if already computed, otherwise probabilities. */
    Tensor read() {
        return derived.containsKey(Derived.LOG_PROBABILITIES) ? logProbabilities() : probabilities();
    }

    /** In FP32. */
    Tensor logits() {
        return scores.asLogits();
    }

    Tensor logProbabilities() {
        return once(Derived.LOG_PROBABILITIES, scores::asLogProbabilities);
    }

    /** For softmax, the exponential of the log-probabilities if these exist. */
    Tensor probabilities() {
        boolean fromLogarithms =
                scores.reading() == Scores.Reading.SOFTMAX && derived.containsKey(Derived.LOG_PROBABILITIES);
        return once(
                Derived.PROBABILITIES, () -> fromLogarithms ? logProbabilities().exp() : scores.asProbabilities());
    }

    private Tensor once(Derived what, Supplier<Tensor> make) {
        Tensor found = derived.get(what);
        if (found == null) {
            found = make.get();
            derived.put(what, found);
        }
        return found;
    }

    /** {@code x · truth}, {@code [N, C, D, H, W]}. */
    Tensor within(Tensor x) {
        Tensor members = membership(x);
        return members.isMask() ? x.where(members) : x.multiply(members);
    }

    /** The one-hot truth, in the memory layout of {@code x}, which is the same for all arguments. */
    Tensor membership(Tensor x) {
        return switch (target.truth()) {
            case Truth.Channel labels ->
                once(
                        Derived.MEMBERSHIP,
                        () -> channels() <= FEW ? x.oneHotOf(labels.values()) : x.maskOf(labels.values()));
            case Truth.Shares shares -> shares.values();
        };
    }

    /** The class of each voxel, if looking it up is faster than multiplying by the one-hot truth. */
    Optional<Truth.Channel> labels() {
        return target.truth() instanceof Truth.Channel labels && channels() > FEW
                ? Optional.of(labels)
                : Optional.empty();
    }

    /** {@code x} where the voxel counts. */
    Tensor counted(Tensor x) {
        return target.counted().of(x);
    }

    /** Sum of each channel over its own voxels, {@code [N, C]}. */
    Tensor sumWithin(Tensor x) {
        membership(x);
        try (Scope inner = Scope.open("sum within")) {
            return inner.keep(within(x).sum(2, 3, 4));
        }
    }

    /** Sum over all voxels at their own channel: one number. */
    Tensor totalWithin(Tensor x) {
        membership(x);
        try (Scope inner = Scope.open("total within")) {
            return inner.keep(within(x).sum());
        }
    }

    /** Sum over the voxels that count, {@code [N, C]}. */
    Tensor sum(Tensor x) {
        try (Scope inner = Scope.open("sum")) {
            return inner.keep(counted(x).sum(2, 3, 4));
        }
    }

    /** Volume of each channel in voxels, {@code [N, C]}: summed from numbers if available, which is fastest. */
    Tensor volumes() {
        return once(Derived.VOLUMES, () -> switch (target.truth()) {
            case Truth.Channel channel -> {
                Tensor members = derived.get(Derived.MEMBERSHIP);
                yield members == null || members.isMask() ? channel.volumes(channels()) : members.sum(2, 3, 4);
            }
            case Truth.Shares shares -> shares.values().sum(2, 3, 4);
        });
    }

    /** The sum of squares of the truth per channel, {@code [N, C]}. */
    Tensor squaredVolumes() {
        return switch (target.truth()) {
            case Truth.Channel _ -> volumes();
            case Truth.Shares shares -> shares.values().power(2).sum(2, 3, 4);
        };
    }

    /** The truth per voxel and channel as numbers, {@code [N, C, D, H, W]}. */
    Tensor truth() {
        return switch (target.truth()) {
            case Truth.Channel _ -> membership(scores.values()).to(Precision.FP32);
            case Truth.Shares shares -> shares.values();
        };
    }

    /** A sum over voxels and channels divided by the counting ones. */
    Tensor mean(Tensor sum, double channels) {
        return target.counted().divide(sum, target.voxels(), channels);
    }

    /** Sums per sample and channel divided by the counting voxels of the sample. */
    Tensor meanPerSample(Tensor sums) {
        return target.counted().dividePerSample(sums, target.voxels());
    }

    /** A row of numbers, one per channel, to broadcast over samples: {@code [1, C]}. */
    Tensor row(float... perChannel) {
        return Tensor.of(perChannel, 1, perChannel.length).to(scores.values().device());
    }

    /** A row of numbers, one per channel, to broadcast over samples and voxels: {@code [1, C, 1, 1, 1]}. */
    Tensor channelwise(float... perChannel) {
        return row(perChannel).reshape(1, perChannel.length, 1, 1, 1);
    }
}
