package klarsyn.loss;

import klarsyn.tensor.Tensor;

/** Dispatches losses to their formulas, with shared code. */
final class Formulas {

    private Formulas() {}

    static Tensor of(Loss loss, Pairing pair, Reduction reduction) {
        if (pair.reading() == Scores.Reading.SOFTMAX && needsLogarithms(loss)) {
            pair.logProbabilities();
        }
        return value(loss, pair, reduction);
    }

    /** Whether probabilities are computed from log-probabilities, because a part of the loss needs them. */
    private static boolean needsLogarithms(Loss loss) {
        return switch (loss) {
            case Loss.CrossEntropy _, Loss.TopK _, Loss.Focal _ -> true;
            case Loss.Combined(var terms) -> terms.stream().anyMatch(term -> needsLogarithms(term.loss()));
            default -> false;
        };
    }

    private static Tensor value(Loss loss, Pairing pair, Reduction reduction) {
        return switch (loss) {
            case Loss.Dice dice -> Ratios.dice(dice, pair, reduction);
            case Loss.GeneralisedDice dice -> Ratios.generalizedDice(dice, pair, reduction);
            case Loss.Tversky tversky -> Ratios.tversky(tversky, pair, reduction);
            case Loss.Wasserstein wasserstein -> Ratios.wasserstein(wasserstein, pair, reduction);
            case Loss.CrossEntropy entropy -> CrossEntropies.of(entropy, pair, reduction);
            case Loss.TopK worst -> CrossEntropies.worst(worst, pair, reduction);
            case Loss.Focal focal -> Focals.of(focal, pair, reduction);
            case Loss.UnifiedFocal focal -> Focals.unified(focal, pair);
            case Loss.Hausdorff hausdorff -> Borders.hausdorff(hausdorff, pair, reduction);
            case Loss.Boundary boundary -> Borders.boundary(boundary, pair, reduction);
            case Loss.ClDice lines -> Centerlines.dice(lines, pair);
            case Loss.Combined combined -> combined(combined, pair, reduction);
        };
    }

    private static Tensor combined(Loss.Combined combined, Pairing pair, Reduction reduction) {
        if (combined.terms().stream().anyMatch(term -> isRatio(term.loss()))) {
            pair.membership(pair.read());
        }
        return combined.terms().stream()
                .map(term -> times(value(term.loss(), pair, reduction), term.weight()))
                .reduce(Tensor::add)
                .orElseThrow();
    }

    /** Whether the loss uses the one-hot truth, which cross-entropy then uses too. */
    private static boolean isRatio(Loss loss) {
        return loss instanceof Loss.Dice || loss instanceof Loss.GeneralisedDice || loss instanceof Loss.Tversky;
    }

    private static Tensor times(Tensor value, double weight) {
        return weight == 1 ? value : value.multiply(weight);
    }

    /** Reduces parts {@code [N, C]}; unreduced they get spatial axes. */
    static Tensor reduced(Tensor parts, Reduction reduction) {
        return switch (reduction) {
            case MEAN -> parts.mean();
            case SUM -> parts.sum();
            case NONE -> parts.reshape(parts.size(0), parts.size(1), 1, 1, 1);
        };
    }

    /** First evaluated channel. */
    static int first(Loss.Background background, Pairing pair) {
        return background == Loss.Background.EXCLUDED && pair.hasBackground() && pair.channels() > 1 ? 1 : 0;
    }

    /** Slice of axis 1 from a channel on. */
    static Tensor from(int first, Tensor channels) {
        return first == 0 ? channels : channels.narrow(1, first, channels.size(1) - first);
    }
}
