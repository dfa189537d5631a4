package klarsyn.loss;

import java.util.List;
import java.util.stream.Stream;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * A loss of logits {@code [N, C, D, H, W]} against a {@link LossTarget}, as numbers and choices that a plan can hold.
 *
 * <p>Ratios such as {@link Dice} are 1 minus the ratio, so that 0 is perfect (nnU-Net's own are the negative ratio: 1
 * less, with the same gradient). Voxels that do not count contribute to no sum and no mean. Weights of classes are one
 * number a channel that is judged, none meaning 1 for each. All is computed in FP32, differentiably in the logits.
 */
public sealed interface Loss {

    /**
     * The mean loss of logits: of a softmax where the target has classes, of sigmoids where it has regions.
     *
     * @return one number, in the innermost open scope
     * @throws IllegalArgumentException if shapes, or the number of weights, do not fit
     */
    default Tensor of(Tensor logits, LossTarget target) {
        return of(target.read(logits), target, Reduction.MEAN);
    }

    /** The loss of scores that are read in their own way. */
    default Tensor of(Scores scores, LossTarget target, Reduction reduction) {
        try (Scope scope = Scope.open("loss")) {
            return scope.keep(Formulas.of(this, new Pairing(scores, target), reduction));
        }
    }

    /** Cross-entropy plus Dice of each sample without background: what Klarsyn trains with. */
    static Loss standard() {
        return standard(Over.SAMPLE);
    }

    /** The same with the Dice of other voxels together. */
    static Loss standard(Over dice) {
        return Combined.of(CrossEntropy.plain(), Dice.smooth(Background.EXCLUDED, dice));
    }

    /** What nnU-Net trains with, of classes and of regions, with an ignored label or without. */
    static Loss nnunet(Over dice) {
        return Combined.of(
                new CrossEntropy(List.of(), 0, RegionMean.SUM_WHERE_MASKED), Dice.smooth(Background.EXCLUDED, dice));
    }

    /** As nnU-Net's trainer of hard voxels: cross-entropy of the worst tenth plus Dice. */
    static Loss nnunetTopK(Over dice) {
        return Combined.of(new TopK(10, List.of(), 0), Dice.smooth(Background.EXCLUDED, dice));
    }

    /** Whether channel 0 of classes is judged; regions have no background, all of them are. */
    enum Background {
        /** It is. */
        INCLUDED,
        /** It is not, unless it is the only channel. */
        EXCLUDED
    }

    /** Which voxels a ratio is taken over. */
    enum Over {
        /** Those of each sample and channel; the mean follows. */
        SAMPLE,
        /** Those of each channel in the whole batch, or in the part of it that one lane computes. */
        BATCH,
        /** All of all channels at once. */
        EVERYTHING
    }

    /** What an overlap is compared with. */
    enum Ratio {
        /** 2 · overlap / (prediction + truth). */
        DICE,
        /** overlap / union. */
        JACCARD
    }

    /** How voxels enter the size of prediction and truth. */
    enum Power {
        /** As they are. */
        PLAIN,
        /** Squared (Milletari et al., 2016). */
        SQUARED
    }

    /** How the volume of a class makes its weight. */
    enum VolumeWeight {
        /** 1 / volume². */
        INVERSE_SQUARE,
        /** 1 / volume. */
        INVERSE,
        /** 1. */
        UNIFORM
    }

    /** What the cross-entropy of regions is where a mask leaves voxels out; without one it is the mean over both. */
    enum RegionMean {
        /** The mean over voxels that count and regions. */
        MEAN,
        /** The mean over voxels that count of the sum over regions (nnU-Net). */
        SUM_WHERE_MASKED
    }

    /** Whether the logarithm of 1 + loss is taken. */
    enum Scale {
        /** It is not. */
        PLAIN,
        /** It is. */
        LOGARITHM
    }

    /** What an error costs beside the classes' distance. */
    enum ErrorWeight {
        /** Background's voxels bear no overlap, errors cost the same everywhere (Fidon et al., 2017). */
        FOREGROUND,
        /** 1 / (1 + volume of the true class) (Tilborghs et al., 2020). */
        INVERSE_VOLUME
    }

    /**
     * Soft Dice or Jaccard: one minus the mean ratio.
     *
     * @param background  whether channel 0 is judged
     * @param over        which voxels each ratio is taken over
     * @param power       how voxels enter the sizes
     * @param ratio       what the overlap is compared with
     * @param smoothAbove added to the numerator, at least 0; a class that is neither there nor predicted counts as
     *                    {@code smoothAbove / smoothBelow}
     * @param smoothBelow added to the denominator, at least 0
     * @param weights     of the channels that are judged
     */
    record Dice(
            Background background,
            Over over,
            Power power,
            Ratio ratio,
            double smoothAbove,
            double smoothBelow,
            List<Double> weights)
            implements Loss {
        /** Refuses numbers below 0. */
        public Dice {
            weights = Checks.weights(weights);
            Checks.atLeastZero("smoothAbove", smoothAbove);
            Checks.atLeastZero("smoothBelow", smoothBelow);
        }

        /** Plain Dice with 1e-5 above and below and no weights. */
        public static Dice smooth(Background background, Over over) {
            return new Dice(background, over, Power.PLAIN, Ratio.DICE, 1e-5, 1e-5, List.of());
        }
    }

    /**
     * Generalised Dice (Sudre et al., 2017): one ratio for all classes, which weigh by their volume.
     *
     * <p>A class that is not there weighs as the heaviest that is.
     *
     * @param background  whether channel 0 is judged
     * @param over        {@link Over#SAMPLE} or {@link Over#BATCH}
     * @param weight      how the volume makes the weight
     * @param smoothAbove added to the numerator, at least 0
     * @param smoothBelow added to the denominator, at least 0
     */
    record GeneralisedDice(
            Background background, Over over, VolumeWeight weight, double smoothAbove, double smoothBelow)
            implements Loss {
        /** Refuses numbers below 0 and a ratio over everything, which knows no classes. */
        public GeneralisedDice {
            Checks.atLeastZero("smoothAbove", smoothAbove);
            Checks.atLeastZero("smoothBelow", smoothBelow);
            if (over == Over.EVERYTHING) {
                throw new IllegalArgumentException("over is EVERYTHING, must be SAMPLE or BATCH");
            }
        }
    }

    /**
     * Tversky (Salehi et al., 2017), and focal Tversky (Abraham and Khan, 2019) with an exponent other than 1.
     *
     * <p>{@code (1 − (overlap + above) / (overlap + fp · falsePositives + fn · falseNegatives + below)) ^ exponent}
     *
     * @param background     whether channel 0 is judged
     * @param over           which voxels each ratio is taken over
     * @param falsePositives what predicted voxels outside weigh, at least 0
     * @param falseNegatives what missed voxels weigh, at least 0
     * @param exponent       above 0; 0.75 makes it focal
     * @param smoothAbove    added to the numerator, at least 0
     * @param smoothBelow    added to the denominator, at least 0
     * @param weights        of the channels that are judged
     */
    record Tversky(
            Background background,
            Over over,
            double falsePositives,
            double falseNegatives,
            double exponent,
            double smoothAbove,
            double smoothBelow,
            List<Double> weights)
            implements Loss {
        /** Refuses numbers below 0, and an exponent of 0. */
        public Tversky {
            weights = Checks.weights(weights);
            Checks.atLeastZero("falsePositives", falsePositives);
            Checks.atLeastZero("falseNegatives", falseNegatives);
            Checks.above("exponent", exponent, 0);
            Checks.atLeastZero("smoothAbove", smoothAbove);
            Checks.atLeastZero("smoothBelow", smoothBelow);
        }
    }

    /**
     * Cross-entropy: of classes, or the mean of each region's yes or no.
     *
     * <p>The mean over voxels weighs each by its class, as PyTorch's; the sum is over voxels (and regions); unreduced it
     * is a number a voxel (and region). If no voxel counts it is 0.
     *
     * @param weights        of all channels
     * @param labelSmoothing share of each voxel that is spread over all classes, 0 to 1
     * @param regions        how a mask changes the mean of regions
     */
    record CrossEntropy(List<Double> weights, double labelSmoothing, RegionMean regions) implements Loss {
        /** Refuses weights below 0 and a smoothing outside 0 to 1. */
        public CrossEntropy {
            weights = Checks.weights(weights);
            Checks.share("labelSmoothing", labelSmoothing);
        }

        /** Without weights or smoothing. */
        public static CrossEntropy plain() {
            return new CrossEntropy(List.of(), 0, RegionMean.MEAN);
        }
    }

    /**
     * Cross-entropy of the worst voxels only: the mean over the largest {@code percent} of a hundred.
     *
     * <p>Voxels that do not count are 0 and count in the number (nnU-Net). It has no unreduced form; its sum is over the
     * same voxels.
     *
     * @param percent        above 0, at most 100; at least one voxel is taken
     * @param weights        of all channels
     * @param labelSmoothing share of each voxel that is spread over all classes, 0 to 1
     */
    record TopK(double percent, List<Double> weights, double labelSmoothing) implements Loss {
        /** Refuses weights below 0, and other numbers outside their range. */
        public TopK {
            weights = Checks.weights(weights);
            Checks.share("labelSmoothing", labelSmoothing);
            Checks.above("percent", percent, 0);
            Checks.atMost("percent", percent, 100);
        }
    }

    /**
     * Focal loss (Lin et al., 2017): cross-entropy, less where the voxel is right already.
     *
     * <p>Of a softmax only the true class of a voxel has a part; of sigmoids each channel. The mean is over voxels and
     * channels, also those that have none; the sum is over samples and channels of the mean over voxels, as MONAI's.
     *
     * @param background whether channel 0 is judged
     * @param focus      exponent of one minus the probability, at least 0
     * @param positive   what a voxel weighs that a channel has; of a softmax, that is not background
     * @param negative   what the others weigh
     * @param weights    of the channels that are judged
     */
    record Focal(Background background, double focus, double positive, double negative, List<Double> weights)
            implements Loss {
        /** Refuses numbers below 0. */
        public Focal {
            weights = Checks.weights(weights);
            Checks.atLeastZero("focus", focus);
            Checks.atLeastZero("positive", positive);
            Checks.atLeastZero("negative", negative);
        }

        /** With the exponent 2 and no weights. */
        public static Focal plain(Background background) {
            return new Focal(background, 2, 1, 1, List.of());
        }
    }

    /**
     * Asymmetric unified focal loss (Yeung et al., 2022): focal on background, focal Tversky on foreground.
     *
     * <p>With the balance 1 it is the asymmetric focal loss, with 0 the asymmetric focal Tversky loss. One number only.
     *
     * @param balance    share of the focal part, 0 to 1
     * @param foreground weight of foreground over background, and of misses over false alarms, 0 to 1
     * @param focus      exponent of both parts, at least 0, at most 0.99 unless the balance is 1
     */
    record UnifiedFocal(double balance, double foreground, double focus) implements Loss {
        /** Refuses numbers outside their range. */
        public UnifiedFocal {
            Checks.share("balance", balance);
            Checks.share("foreground", foreground);
            Checks.atLeastZero("focus", focus);
            if (balance < 1) {
                Checks.atMost("focus", focus, 0.99);
            }
        }
    }

    /**
     * Squared error weighed by how far a voxel is from both borders, after Karimi and Salcudean (2020).
     *
     * <p>Distances are in voxels to the border of the prediction above 0.5 and to that of the truth; a mask that is empty
     * or full has none. They are computed on the processor's heap.
     *
     * @param background whether channel 0 is judged
     * @param over       {@link Over#SAMPLE} or {@link Over#BATCH}
     * @param exponent   of the distances, above 0
     * @param scale      whether the logarithm is taken
     */
    record Hausdorff(Background background, Over over, double exponent, Scale scale) implements Loss {
        /** Refuses an exponent that is not above 0. */
        public Hausdorff {
            Checks.above("exponent", exponent, 0);
        }
    }

    /**
     * Boundary loss (Kervadec et al., 2019): the mean over voxels of the probability times the signed distance to the
     * true border in voxels, negative inside; 0 for a class that is not there. Best added to a loss of overlaps.
     *
     * @param background whether channel 0 is judged
     */
    record Boundary(Background background) implements Loss {}

    /**
     * Soft centre-line Dice (Shit et al., 2021) for vessels and other tubes, over all samples and channels but background.
     *
     * @param iterations steps of the soft skeleton, about the largest radius in voxels, at least 1
     * @param smooth     added above and below, above 0
     */
    record ClDice(int iterations, double smooth) implements Loss {
        /** Refuses numbers outside their range. */
        public ClDice {
            Checks.above("iterations", iterations, 0);
            Checks.above("smooth", smooth, 0);
        }
    }

    /**
     * Generalised Wasserstein Dice (Fidon et al., 2017): confusing near classes costs less than confusing far ones.
     *
     * @param distances   between classes, a row a true class, divided by the largest
     * @param weight      what an error costs beside
     * @param smoothAbove added to the numerator, at least 0
     * @param smoothBelow added to the denominator, at least 0
     */
    record Wasserstein(List<List<Double>> distances, ErrorWeight weight, double smoothAbove, double smoothBelow)
            implements Loss {
        /** Refuses a matrix that is not square, and numbers below 0. */
        public Wasserstein {
            int classes = distances.size();
            distances = distances.stream().map(Checks::weights).toList();
            if (distances.stream().anyMatch(row -> row.size() != classes)
                    || distances.stream().flatMap(List::stream).noneMatch(each -> each > 0)) {
                throw new IllegalArgumentException("distances are square, and not all 0: " + distances);
            }
            Checks.atLeastZero("smoothAbove", smoothAbove);
            Checks.atLeastZero("smoothBelow", smoothBelow);
        }
    }

    /**
     * Several losses at once, each times its weight.
     *
     * @param terms at least one
     */
    record Combined(List<Term> terms) implements Loss {
        /** Keeps an own copy; refuses none. */
        public Combined {
            terms = List.copyOf(terms);
            if (terms.isEmpty()) {
                throw new IllegalArgumentException("a combination needs losses");
            }
        }

        /** Each with the weight 1. */
        public static Combined of(Loss... losses) {
            return new Combined(Stream.of(losses).map(loss -> new Term(1, loss)).toList());
        }
    }

    /**
     * A loss of a combination.
     *
     * @param weight at least 0
     * @param loss   what is weighed
     */
    record Term(double weight, Loss loss) {
        /** Refuses a weight below 0. */
        public Term {
            Checks.atLeastZero("weight", weight);
        }
    }
}
