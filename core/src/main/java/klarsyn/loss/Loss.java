package klarsyn.loss;

import java.util.List;
import java.util.stream.Stream;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * A loss of logits {@code [N, C, D, H, W]} against a {@link LossTarget}, defined by numbers and enums so that plans can
 * store it.
 *
 * <p>Ratios such as {@link Dice} are 1 minus the ratio, so that 0 is perfect (nnU-Net uses the negative ratio: 1 less,
 * with the same gradient). Ignored voxels contribute to no sum and no mean. Class weights are one number per evaluated
 * channel; empty means 1 for each. Computed in FP32, differentiable in the logits.
 */
public sealed interface Loss {

    /**
     * The mean loss of logits: softmax for class targets, sigmoids for regions.
     *
     * @return one number, in the innermost open scope
     * @throws IllegalArgumentException if shapes, or the number of weights, do not match
     */
    default Tensor of(Tensor logits, LossTarget target) {
        return of(target.read(logits), target, Reduction.MEAN);
    }

    /** The loss of scores with their own interpretation. */
    default Tensor of(Scores scores, LossTarget target, Reduction reduction) {
        try (Scope scope = Scope.open("loss")) {
            return scope.keep(Formulas.of(this, new Pairing(scores, target), reduction));
        }
    }

    /** Cross-entropy plus Dice of each sample without background: Klarsyn's default. */
    static Loss standard() {
        return standard(Over.SAMPLE);
    }

    /** A copy with Dice over other voxels. */
    static Loss standard(Over dice) {
        return Combined.of(CrossEntropy.plain(), Dice.smooth(Background.EXCLUDED, dice));
    }

    /** nnU-Net's loss, for classes and regions, with or without an ignored label. */
    static Loss nnunet(Over dice) {
        return Combined.of(
                new CrossEntropy(List.of(), 0, RegionMean.SUM_WHERE_MASKED), Dice.smooth(Background.EXCLUDED, dice));
    }

    /** nnU-Net's top-k loss: cross-entropy of the worst tenth plus Dice. */
    static Loss nnunetTopK(Over dice) {
        return Combined.of(new TopK(10, List.of(), 0), Dice.smooth(Background.EXCLUDED, dice));
    }

    /** Whether channel 0 of classes is evaluated; regions have no background, so all are. */
    enum Background {
        /** Included. */
        INCLUDED,
        /** Excluded, unless it is the only channel. */
        EXCLUDED
    }

    /** Voxels over which a ratio is computed. */
    enum Over {
        /** Each sample and channel separately, then averaged. */
        SAMPLE,
        /** Each channel over the whole batch, or the part of it computed by one lane. */
        BATCH,
        /** All channels together. */
        EVERYTHING
    }

    /** Denominator of the overlap. */
    enum Ratio {
        /** 2 · overlap / (prediction + truth). */
        DICE,
        /** overlap / union. */
        JACCARD
    }

    /** How voxels contribute to the sizes of prediction and truth. */
    enum Power {
        /** Unchanged. */
        PLAIN,
        /** Squared (Milletari et al., 2016). */
        SQUARED
    }

    /** Class weight as a function of class volume. */
    enum VolumeWeight {
        /** 1 / volume². */
        INVERSE_SQUARE,
        /** 1 / volume. */
        INVERSE,
        /** 1. */
        UNIFORM
    }

    /** Reduction of region cross-entropy with a mask; without one it is the mean over both. */
    enum RegionMean {
        /** Mean over counting voxels and regions. */
        MEAN,
        /** Mean over counting voxels of the sum over regions (nnU-Net). */
        SUM_WHERE_MASKED
    }

    /** Whether the logarithm of 1 + loss is used. */
    enum Scale {
        /** Not used. */
        PLAIN,
        /** Used. */
        LOGARITHM
    }

    /** Additional weight of an error, besides the class distance. */
    enum ErrorWeight {
        /** Background voxels have no overlap, errors cost the same everywhere (Fidon et al., 2017). */
        FOREGROUND,
        /** 1 / (1 + volume of the true class) (Tilborghs et al., 2020). */
        INVERSE_VOLUME
    }

    /**
     * Soft Dice or Jaccard: one minus the mean ratio.
     *
     * @param background  whether channel 0 is evaluated
     * @param over        voxels over which each ratio is computed
     * @param power       how voxels contribute to the sizes
     * @param ratio       denominator of the overlap
     * @param smoothAbove added to the numerator, at least 0; a class that is neither present nor predicted counts as
     *                    {@code smoothAbove / smoothBelow}
     * @param smoothBelow added to the denominator, at least 0
     * @param weights     of the evaluated channels
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
        /** Rejects numbers below 0. */
        public Dice {
            weights = Checks.weights(weights);
            Checks.atLeastZero("smoothAbove", smoothAbove);
            Checks.atLeastZero("smoothBelow", smoothBelow);
        }

        /** Plain Dice with 1e-5 in numerator and denominator and no weights. */
        public static Dice smooth(Background background, Over over) {
            return new Dice(background, over, Power.PLAIN, Ratio.DICE, 1e-5, 1e-5, List.of());
        }
    }

    /**
     * Generalized Dice (Sudre et al., 2017): one ratio for all classes, weighted by volume.
     *
     * <p>An absent class gets the largest weight of the others.
     *
     * @param background  whether channel 0 is evaluated
     * @param over        {@link Over#SAMPLE} or {@link Over#BATCH}
     * @param weight      weight as a function of volume
     * @param smoothAbove added to the numerator, at least 0
     * @param smoothBelow added to the denominator, at least 0
     */
    record GeneralisedDice(
            Background background, Over over, VolumeWeight weight, double smoothAbove, double smoothBelow)
            implements Loss {
        /** Rejects numbers below 0 and a ratio over everything, which has no classes. */
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
     * @param background     whether channel 0 is evaluated
     * @param over           voxels over which each ratio is computed
     * @param falsePositives weight of false positive voxels, at least 0
     * @param falseNegatives weight of false negative voxels, at least 0
     * @param exponent       above 0; 0.75 makes it focal
     * @param smoothAbove    added to the numerator, at least 0
     * @param smoothBelow    added to the denominator, at least 0
     * @param weights        of the evaluated channels
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
        /** Rejects numbers below 0, and an exponent of 0. */
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
     * Cross-entropy: of classes, or the mean binary cross-entropy of regions.
     *
     * <p>The mean over voxels weights each by its class, as in PyTorch; the sum is over voxels (and regions); unreduced
     * it is one number per voxel (and region). It is 0 if no voxel counts.
     *
     * @param weights        of all channels
     * @param labelSmoothing share of each voxel that is spread over all classes, 0 to 1
     * @param regions        reduction of regions with a mask
     */
    record CrossEntropy(List<Double> weights, double labelSmoothing, RegionMean regions) implements Loss {
        /** Rejects weights below 0 and a smoothing outside 0 to 1. */
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
     * Cross-entropy of the worst voxels only: the mean over the largest {@code percent}.
     *
     * <p>Ignored voxels are 0 and count in the number (nnU-Net). It has no unreduced form; its sum is over the same
     * voxels.
     *
     * @param percent        above 0, at most 100; at least one voxel is used
     * @param weights        of all channels
     * @param labelSmoothing share of each voxel that is spread over all classes, 0 to 1
     */
    record TopK(double percent, List<Double> weights, double labelSmoothing) implements Loss {
        /** Rejects weights below 0, and other numbers outside their range. */
        public TopK {
            weights = Checks.weights(weights);
            Checks.share("labelSmoothing", labelSmoothing);
            Checks.above("percent", percent, 0);
            Checks.atMost("percent", percent, 100);
        }
    }

    /**
     * Focal loss (Lin et al., 2017): cross-entropy, reduced where the voxel is already correct.
     *
     * <p>With softmax only the true class of a voxel contributes; with sigmoids each channel. The mean is over voxels
     * and channels, including zeros; the sum is over samples and channels of the mean over voxels, as in MONAI.
     *
     * @param background whether channel 0 is evaluated
     * @param focus      exponent of one minus the probability, at least 0
     * @param positive   weight of positive voxels; with softmax, of foreground
     * @param negative   weight of the others
     * @param weights    of the evaluated channels
     */
    record Focal(Background background, double focus, double positive, double negative, List<Double> weights)
            implements Loss {
        /** Rejects numbers below 0. */
        public Focal {
            weights = Checks.weights(weights);
            Checks.atLeastZero("focus", focus);
            Checks.atLeastZero("positive", positive);
            Checks.atLeastZero("negative", negative);
        }

        /** With exponent 2 and no weights. */
        public static Focal plain(Background background) {
            return new Focal(background, 2, 1, 1, List.of());
        }
    }

    /**
     * Asymmetric unified focal loss (Yeung et al., 2022): focal on background, focal Tversky on foreground.
     *
     * <p>With balance 1 it is the asymmetric focal loss, with 0 the asymmetric focal Tversky loss. Has no unreduced
     * form.
     *
     * @param balance    share of the focal part, 0 to 1
     * @param foreground weight of foreground over background, and of false negatives over false positives, 0 to 1
     * @param focus      exponent of both parts, at least 0, at most 0.99 unless the balance is 1
     */
    record UnifiedFocal(double balance, double foreground, double focus) implements Loss {
        /** Rejects numbers outside their range. */
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
     * Squared error weighted by the distance of a voxel from both borders, after Karimi and Salcudean (2020).
     *
     * <p>Distances are in voxels to the borders of the prediction above 0.5 and of the truth; an empty or full mask has
     * none. They are computed on the CPU.
     *
     * @param background whether channel 0 is evaluated
     * @param over       {@link Over#SAMPLE} or {@link Over#BATCH}
     * @param exponent   of the distances, above 0
     * @param scale      whether the logarithm is used
     */
    record Hausdorff(Background background, Over over, double exponent, Scale scale) implements Loss {
        /** Rejects an exponent that is not above 0. */
        public Hausdorff {
            Checks.above("exponent", exponent, 0);
        }
    }

    /**
     * Boundary loss (Kervadec et al., 2019): the mean over voxels of the probability times the signed distance to the
     * true border in voxels, negative inside; 0 for an absent class. Best combined with an overlap loss.
     *
     * @param background whether channel 0 is evaluated
     */
    record Boundary(Background background) implements Loss {}

    /**
     * Soft centerline Dice (Shit et al., 2021) for vessels and other tubes, over all samples and channels except
     * background.
     *
     * @param iterations steps of the soft skeleton, about the largest radius in voxels, at least 1
     * @param smooth     added to numerator and denominator, above 0
     */
    record ClDice(int iterations, double smooth) implements Loss {
        /** Rejects numbers outside their range. */
        public ClDice {
            Checks.above("iterations", iterations, 0);
            Checks.above("smooth", smooth, 0);
        }
    }

    /**
     * Generalized Wasserstein Dice (Fidon et al., 2017): confusing similar classes costs less than confusing dissimilar
     * ones.
     *
     * @param distances   between classes, one row per true class, divided by the largest
     * @param weight      additional weight of an error
     * @param smoothAbove added to the numerator, at least 0
     * @param smoothBelow added to the denominator, at least 0
     */
    record Wasserstein(List<List<Double>> distances, ErrorWeight weight, double smoothAbove, double smoothBelow)
            implements Loss {
        /** Rejects a matrix that is not square, and numbers below 0. */
        public Wasserstein {
            int classes = distances.size();
            distances = distances.stream().map(Checks::weights).toList();
            if (distances.stream().anyMatch(row -> row.size() != classes)
                    || distances.stream().flatMap(List::stream).noneMatch(each -> each > 0)) {
                throw new IllegalArgumentException("distances must be square and not all 0: " + distances);
            }
            Checks.atLeastZero("smoothAbove", smoothAbove);
            Checks.atLeastZero("smoothBelow", smoothBelow);
        }
    }

    /**
     * A weighted sum of losses.
     *
     * @param terms at least one
     */
    record Combined(List<Term> terms) implements Loss {
        /** Copies the list; rejects an empty one. */
        public Combined {
            terms = List.copyOf(terms);
            if (terms.isEmpty()) {
                throw new IllegalArgumentException("a combination needs at least one loss");
            }
        }

        /** Each with weight 1. */
        public static Combined of(Loss... losses) {
            return new Combined(Stream.of(losses).map(loss -> new Term(1, loss)).toList());
        }
    }

    /**
     * A term of a combination.
     *
     * @param weight at least 0
     * @param loss   the loss
     */
    record Term(double weight, Loss loss) {
        /** Rejects a weight below 0. */
        public Term {
            Checks.atLeastZero("weight", weight);
        }
    }
}
