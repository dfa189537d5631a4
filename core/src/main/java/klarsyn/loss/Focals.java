package klarsyn.loss;

import java.util.List;
import klarsyn.loss.Loss.Power;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/** Losses that focus on misclassified voxels. */
final class Focals {

    /** Probabilities are clamped this far from 0 and 1. */
    private static final double MARGIN = 1e-7;

    private Focals() {}

    static Tensor of(Loss.Focal focal, Pairing pair, Reduction reduction) {
        int first = Formulas.first(focal.background(), pair);
        float[] weights = weights(focal, first, pair.channels());
        boolean exclusive = pair.reading() == Scores.Reading.SOFTMAX
                || (pair.reading() == Scores.Reading.AS_THEY_ARE && pair.hasBackground());
        if (reduction == Reduction.NONE) {
            Tensor all = exclusive ? ofClasses(focal, pair, weights) : ofChannels(focal, pair, weights);
            return Formulas.from(first, all);
        }
        if (exclusive) {
            pair.logProbabilities();
        } else {
            pair.membership(pair.logits());
        }
        Tensor sum;
        try (Scope inner = Scope.open("focal")) {
            Tensor parts = !exclusive
                    ? ofChannels(focal, pair, weights)
                    : pair.target().truth() instanceof Truth.Channel labels
                            ? ofTrueClass(focal, pair, weights, labels)
                            : ofClasses(focal, pair, weights);
            sum = inner.keep(parts.sum());
        }
        int counted = pair.channels() - first;
        Tensor mean = pair.mean(sum, counted);
        return reduction == Reduction.MEAN ? mean : mean.multiply(pair.target().samples() * counted);
    }

    /** One per channel, 0 for a background that is not evaluated. */
    private static float[] weights(Loss.Focal focal, int first, int channels) {
        float[] counted = Checks.weights(focal.weights(), channels - first);
        float[] weights = new float[channels];
        System.arraycopy(counted, 0, weights, first, counted.length);
        return weights;
    }

    /** Weights that also depend on the true class. */
    private static float[] classWeights(Loss.Focal focal, float[] weights) {
        float[] each = new float[weights.length];
        for (int channel = 0; channel < each.length; channel++) {
            each[channel] = (float) (weights[channel] * (channel == 0 ? focal.negative() : focal.positive()));
        }
        return each;
    }

    private static Tensor ofTrueClass(Loss.Focal focal, Pairing pair, float[] weights, Truth.Channel labels) {
        Tensor voxels = focused(pair.logProbabilities().atLabel(labels.positions()), focal.focus());
        Tensor row = pair.row(classWeights(focal, weights)).reshape(weights.length);
        return pair.counted(voxels.multiply(row.at(labels.positions())));
    }

    private static Tensor ofClasses(Loss.Focal focal, Pairing pair, float[] weights) {
        Tensor parts = focused(pair.logProbabilities(), focal.focus());
        return pair.within(parts).multiply(pair.channelwise(classWeights(focal, weights)));
    }

    private static Tensor focused(Tensor logarithms, double focus) {
        Tensor entropy = logarithms.multiply(-1);
        if (focus == 0) {
            return entropy;
        }
        Tensor wrong = Ratios.oneMinus(logarithms.exp());
        return (focus < 1 ? wrong.atLeast(MARGIN) : wrong).power(focus).multiply(entropy);
    }

    private static Tensor ofChannels(Loss.Focal focal, Pairing pair, float[] weights) {
        Tensor logits = pair.logits();
        Tensor entropy = logits.binaryCrossEntropy(pair.truth());
        Tensor parts = focal.focus() == 0
                ? entropy
                : pair.within(logits)
                        .multiply(2)
                        .subtract(logits)
                        .softplus()
                        .multiply(-focal.focus())
                        .exp()
                        .multiply(entropy);
        if (focal.positive() != focal.negative()) {
            parts = pair.within(parts)
                    .multiply(focal.positive() - focal.negative())
                    .add(parts.multiply(focal.negative()));
        } else if (focal.positive() != 1) {
            parts = parts.multiply(focal.positive());
        }
        return pair.counted(parts).multiply(pair.channelwise(weights));
    }

    static Tensor unified(Loss.UnifiedFocal focal, Pairing pair) {
        if (!pair.hasBackground() || pair.channels() < 2) {
            throw new IllegalArgumentException("the unified focal loss needs background and another class");
        }
        Tensor probabilities = pair.probabilities().atLeast(MARGIN).atMost(1 - MARGIN);
        if (focal.balance() == 0) {
            return ratioPart(focal, pair, probabilities);
        }
        Tensor entropy = entropyPart(focal, pair, probabilities);
        return focal.balance() == 1
                ? entropy
                : entropy.multiply(focal.balance())
                        .add(ratioPart(focal, pair, probabilities).multiply(1 - focal.balance()));
    }

    private static Tensor entropyPart(Loss.UnifiedFocal focal, Pairing pair, Tensor probabilities) {
        if (pair.target().truth() instanceof Truth.Channel labels) {
            Tensor own = probabilities.atLabel(labels.positions());
            Tensor background = labels.values().isAnyOf(List.of(0));
            Tensor weight = Ratios.oneMinus(own)
                    .power(focal.focus())
                    .multiply(1 - focal.foreground())
                    .where(background, focal.foreground());
            return pair.mean(pair.counted(own.log().multiply(weight)).sum().multiply(-1), 1);
        }
        Tensor logarithms = probabilities.log();
        Tensor background = Ratios.oneMinus(probabilities.narrow(1, 0, 1))
                .power(focal.focus())
                .multiply(1 - focal.foreground());
        Tensor foreground = Formulas.from(1, probabilities).multiply(0).add(focal.foreground());
        Tensor weights = Tensor.concatenate(1, List.of(background, foreground));
        return pair.mean(pair.totalWithin(logarithms.multiply(weights)).multiply(-1), 1);
    }

    private static Tensor ratioPart(Loss.UnifiedFocal focal, Pairing pair, Tensor probabilities) {
        Tallies tallies = Tallies.of(pair, probabilities, Power.PLAIN);
        Tensor loss =
                Ratios.oneMinus(Ratios.ratio(tallies, 1 - focal.foreground(), focal.foreground(), MARGIN, MARGIN));
        Tensor background = loss.narrow(1, 0, 1);
        Tensor foreground = Ratios.powered(Formulas.from(1, loss), 1 - focal.focus());
        return background.sum().add(foreground.sum()).multiply(1.0 / loss.elements());
    }
}
