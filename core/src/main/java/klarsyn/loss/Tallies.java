package klarsyn.loss;

import klarsyn.loss.Loss.Over;
import klarsyn.loss.Loss.Power;
import klarsyn.tensor.Tensor;

/**
 * Terms of overlap ratios, {@code [N, C]} each, or fewer rows and columns after summation.
 *
 * @param overlap    of prediction and truth
 * @param prediction its size
 * @param truth      its size
 */
record Tallies(Tensor overlap, Tensor prediction, Tensor truth) {

    static Tallies of(Pairing pair, Tensor probabilities, Power power) {
        Tensor overlap = pair.sumWithin(probabilities);
        return switch (power) {
            case PLAIN -> new Tallies(overlap, pair.sum(probabilities), pair.volumes());
            case SQUARED -> new Tallies(overlap, pair.sum(probabilities.power(2)), pair.squaredVolumes());
        };
    }

    /** Without the first channels. */
    Tallies from(int first) {
        return new Tallies(
                Formulas.from(first, overlap), Formulas.from(first, prediction), Formulas.from(first, truth));
    }

    Tallies over(Over over) {
        return over == Over.SAMPLE
                ? this
                : new Tallies(summed(overlap, over), summed(prediction, over), summed(truth, over));
    }

    private static Tensor summed(Tensor each, Over over) {
        return over == Over.BATCH
                ? each.sum(0).reshape(1, each.size(1))
                : each.sum().reshape(1, 1);
    }

    /** Segmented plus truth. */
    Tensor extent() {
        return prediction.add(truth);
    }
}
