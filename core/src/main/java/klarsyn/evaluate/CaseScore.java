package klarsyn.evaluate;

import java.util.List;
import java.util.function.ToDoubleFunction;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Label;
import klarsyn.data.Labels;
import klarsyn.image.LabelMap;

/**
 * How well the labels of one case were found.
 *
 * @param caseId the case
 * @param labels one score for each foreground label, in the order of the labels
 */
public record CaseScore(String caseId, List<LabelScore> labels) {

    /** Keeps its own copy of the scores. */
    public CaseScore {
        labels = List.copyOf(labels);
    }

    /**
     * Compares a prediction with its reference, label by label.
     *
     * @param toleranceMm distance in mm up to which a surface counts as agreeing in surface Dice, at least 0
     * @throws DataException if the two grids have different shapes
     */
    public static CaseScore of(
            String caseId, LabelMap reference, LabelMap predicted, Labels labels, double toleranceMm) {
        if (!reference.shape().equals(predicted.shape())) {
            throw new DataException(
                    "the prediction has %s voxels, the reference %s".formatted(predicted.shape(), reference.shape()),
                    Where.of("case " + caseId),
                    "compare label maps on the same grid");
        }
        return new CaseScore(
                caseId,
                labels.foreground().stream()
                        .map(label -> score(label, reference, predicted, toleranceMm))
                        .toList());
    }

    private static LabelScore score(Label label, LabelMap reference, LabelMap predicted, double toleranceMm) {
        throw new UnsupportedOperationException("soon");
    }

    /** Mean Dice over the labels that are defined; NaN if none is. */
    public double meanDice() {
        return mean(LabelScore::dice);
    }

    /** Mean over the labels that are defined; NaN if none is. */
    double mean(ToDoubleFunction<LabelScore> measure) {
        return labels.stream()
                .filter(LabelScore::isDefined)
                .mapToDouble(measure)
                .average()
                .orElse(Double.NaN);
    }
}
