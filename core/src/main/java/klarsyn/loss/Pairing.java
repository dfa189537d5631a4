package klarsyn.loss;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * Scores beside their target, with what several losses need of them, made once.
 *
 * <p>Beyond the logits it holds at most two tensors of their size in FP32, log-probabilities and probabilities, and what
 * is true of each channel: of few channels as numbers, which is faster, of many as a mask, which is a quarter of that.
 * What a sum needs on the way is freed with the sum. It belongs to the scope it was made in, and whatever is made once is
 * made there: never ask for it first inside an inner scope.
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

    /** Refuses scores and a target of different shapes. */
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
            throw new IllegalArgumentException("the scores %s and the target %s do not fit".formatted(values, truth));
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

    /** What is there already of the scores in the form in which sums are taken of them. */
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

    /** Of a softmax as the exponentials of the logarithms, if these are there. */
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

    /** What is true of each channel; in the memory layout of {@code x}, which all that it is asked for share. */
    Tensor membership(Tensor x) {
        return switch (target.truth()) {
            case Truth.Channel labels ->
                once(
                        Derived.MEMBERSHIP,
                        () -> channels() <= FEW ? x.oneHotOf(labels.values()) : x.maskOf(labels.values()));
            case Truth.Shares shares -> shares.values();
        };
    }

    /** The class of each voxel, where it is faster to look it up than to multiply by what is true of each channel. */
    Optional<Truth.Channel> labels() {
        return target.truth() instanceof Truth.Channel labels && channels() > FEW
                ? Optional.of(labels)
                : Optional.empty();
    }

    /** {@code x} where the voxel counts. */
    Tensor counted(Tensor x) {
        return target.counted().of(x);
    }

    /** Sum over the voxels of each channel that belong to it, {@code [N, C]}. */
    Tensor sumWithin(Tensor x) {
        membership(x);
        try (Scope inner = Scope.open("sum within")) {
            return inner.keep(within(x).sum(2, 3, 4));
        }
    }

    /** Sum over all voxels and the channel that each belongs to: one number. */
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

    /** Volume of each channel in voxels, {@code [N, C]}: what is at hand as numbers is added up, which is fastest. */
    Tensor volumes() {
        return once(Derived.VOLUMES, () -> switch (target.truth()) {
            case Truth.Channel channel -> {
                Tensor members = derived.get(Derived.MEMBERSHIP);
                yield members == null || members.isMask() ? channel.volumes(channels()) : members.sum(2, 3, 4);
            }
            case Truth.Shares shares -> shares.values().sum(2, 3, 4);
        });
    }

    /** The sum of the squares of what is true of each channel, {@code [N, C]}. */
    Tensor squaredVolumes() {
        return switch (target.truth()) {
            case Truth.Channel _ -> volumes();
            case Truth.Shares shares -> shares.values().power(2).sum(2, 3, 4);
        };
    }

    /** What is true of each voxel and channel as numbers, {@code [N, C, D, H, W]}. */
    Tensor truth() {
        return switch (target.truth()) {
            case Truth.Channel _ -> membership(scores.values()).to(Precision.FP32);
            case Truth.Shares shares -> shares.values();
        };
    }

    /** A sum over voxels and channels as a mean over those that count. */
    Tensor mean(Tensor sum, double channels) {
        return target.counted().divide(sum, target.voxels(), channels);
    }

    /** Sums of each sample and channel as means over the voxels of the sample that count. */
    Tensor meanPerSample(Tensor sums) {
        return target.counted().dividePerSample(sums, target.voxels());
    }

    /** A row of numbers, one a channel, to be broadcast over samples: {@code [1, C]}. */
    Tensor row(float... perChannel) {
        return Tensor.of(perChannel, 1, perChannel.length).to(scores.values().device());
    }

    /** A row of numbers, one a channel, to be broadcast over samples and voxels: {@code [1, C, 1, 1, 1]}. */
    Tensor channelwise(float... perChannel) {
        return row(perChannel).reshape(1, perChannel.length, 1, 1, 1);
    }
}
