package klarsyn.loss;

import java.util.ArrayList;
import java.util.List;
import klarsyn.tensor.Tensor;

/**
 * A loss summed over the resolutions of a network, from fine to coarse (Lee et al., 2015).
 *
 * <p>Coarser targets take the middle one of every s voxels, the later of two, as in nnU-Net; a resolution with weight 0
 * costs nothing.
 *
 * @param loss   loss at each resolution
 * @param levels weights of the resolutions
 */
public record DeepSupervision(Loss loss, Levels levels) {

    /** Weights of resolutions; they sum to 1. */
    public enum Levels {
        /** Each half of the next finer one. */
        HALVING,
        /** As {@link #HALVING}, but the coarsest of several has weight 0 (nnU-Net). */
        HALVING_BUT_COARSEST,
        /** The finest twice as much as each of the others. */
        FINEST_TWICE,
        /** All equal. */
        EQUAL,
        /** Only the finest. */
        FINEST;

        /** The weights of so many resolutions, fine to coarse. */
        public List<Double> weights(int count) {
            List<Double> weights = new ArrayList<>();
            double total = 0;
            for (int level = 0; level < count; level++) {
                weights.add(weight(level, count));
                total += weights.getLast();
            }
            double all = total;
            return weights.stream().map(weight -> weight / all).toList();
        }

        private double weight(int level, int count) {
            return switch (this) {
                case HALVING -> Math.pow(0.5, level);
                case HALVING_BUT_COARSEST -> level > 0 && level == count - 1 ? 0 : Math.pow(0.5, level);
                case FINEST_TWICE -> level == 0 ? 1 : 0.5;
                case EQUAL -> 1;
                case FINEST -> level == 0 ? 1 : 0;
            };
        }
    }

    /** Klarsyn's default loss. */
    public static DeepSupervision standard() {
        return standard(Loss.Over.SAMPLE);
    }

    /** A copy with the Dice of each sample, or of the batch. */
    public static DeepSupervision standard(Loss.Over dice) {
        return new DeepSupervision(Loss.standard(dice), Levels.HALVING);
    }

    /**
     * The loss of logits from fine to coarse.
     *
     * @param logits {@code [N, C, D/s, H/s, W/s]} each
     * @param target of the finest
     */
    public Tensor of(List<Tensor> logits, LossTarget target) {
        return weighted(
                loss,
                levels.weights(logits.size()),
                logits,
                logits.stream().map(target::thinnedTo).toList());
    }

    /**
     * The loss of logits with targets and weights.
     *
     * @throws IllegalArgumentException if their numbers differ, or no weight is above 0
     */
    public static Tensor weighted(Loss loss, List<Double> weights, List<Tensor> logits, List<LossTarget> targets) {
        if (weights.size() != logits.size() || targets.size() != logits.size()) {
            throw new IllegalArgumentException("%d weights and %d targets for %d resolutions"
                    .formatted(weights.size(), targets.size(), logits.size()));
        }
        List<Tensor> parts = new ArrayList<>();
        for (int level = 0; level < logits.size(); level++) {
            if (weights.get(level) > 0) {
                parts.add(loss.of(logits.get(level), targets.get(level)).multiply(weights.get(level)));
            }
        }
        return parts.stream()
                .reduce(Tensor::add)
                .orElseThrow(() -> new IllegalArgumentException("all resolution weights are 0: " + weights));
    }
}
