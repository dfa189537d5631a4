package klarsyn.evaluate;

import java.util.List;
import java.util.function.ToDoubleFunction;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Labels;
import klarsyn.data.Labels.Label;
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
        if (!(toleranceMm >= 0)) {
            throw new IllegalArgumentException("a tolerance is at least 0 mm: " + toleranceMm);
        }
        if (!reference.shape().equals(predicted.shape())) {
            throw new DataException(
                    "the prediction has %s voxels, the reference %s".formatted(predicted.shape(), reference.shape()),
                    Where.of("case " + caseId),
                    "compare label maps on the same grid");
        }
        return new CaseScore(
                caseId,
                Overlap.count(reference, predicted, labels.foreground()).stream()
                        .map(overlap -> score(overlap, reference, predicted, toleranceMm))
                        .toList());
    }

    private static LabelScore score(Overlap overlap, LabelMap reference, LabelMap predicted, double toleranceMm) {
        Label label = overlap.label();
        double voxelMl = reference.spacing().voxelMl();
        double referenceMl = overlap.reference() * voxelMl;
        double predictedMl = overlap.predicted() * voxelMl;
        if (overlap.isEmpty()) {
            return new LabelScore(label, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 0);
        }
        if (overlap.isOneSided()) {
            double diagonalMm = diagonalMm(reference);
            return new LabelScore(label, 0, diagonalMm, diagonalMm, 0, referenceMl, predictedMl);
        }
        SurfaceDistances distances = SurfaceDistances.of(reference, predicted, overlap);
        return new LabelScore(
                label,
                overlap.dice(),
                distances.hausdorffMm(95),
                distances.averageMm(),
                distances.within(toleranceMm),
                referenceMl,
                predictedMl);
    }

    private static double diagonalMm(LabelMap map) {
        double x = map.shape().x() * map.spacing().x();
        double y = map.shape().y() * map.spacing().y();
        double z = map.shape().z() * map.spacing().z();
        return Math.sqrt(x * x + y * y + z * z);
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
