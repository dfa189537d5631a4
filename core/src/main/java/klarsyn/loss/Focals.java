package klarsyn.loss;

import klarsyn.loss.Loss.Power;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/** Losses that look at what is still wrong. */
final class Focals {

    /** Probabilities keep this far from 0 and 1. */
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
        int judged = pair.channels() - first;
        Tensor mean = pair.mean(sum, judged);
        return reduction == Reduction.MEAN ? mean : mean.multiply(pair.target().samples() * judged);
    }

    /** One a channel, 0 for a background that is not judged. */
    private static float[] weights(Loss.Focal focal, int first, int channels) {
        float[] judged = Checks.weights(focal.weights(), channels - first);
        float[] weights = new float[channels];
        System.arraycopy(judged, 0, weights, first, judged.length);
        return weights;
    }

    /** Weights that are of the true class too. */
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
        Tensor own = pair.within(logits);
        Tensor entropy = logits.subtract(own).add(logits.multiply(-1).softplus());
        Tensor right = own.multiply(2).subtract(logits);
        Tensor parts = focal.focus() == 0
                ? entropy
                : right.softplus().multiply(-focal.focus()).exp().multiply(entropy);
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
        Tensor logarithms = probabilities.log();
        Tensor background = Ratios.oneMinus(probabilities.narrow(1, 0, 1))
                .power(focal.focus())
                .multiply(logarithms.narrow(1, 0, 1));
        Tensor onBackground = pair.withinBackground(background).sum().multiply(-(1 - focal.foreground()));
        Tensor onForeground = Formulas.from(1, pair.sumWithin(logarithms)).sum().multiply(-focal.foreground());
        return pair.mean(onBackground.add(onForeground), 1);
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
