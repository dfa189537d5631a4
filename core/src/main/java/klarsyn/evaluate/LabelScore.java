package klarsyn.evaluate;

import klarsyn.data.Labels.Label;

/**
 * How well one label of one case was found.
 *
 * <p>A label that neither reference nor prediction has is not defined: Dice, distances and surface Dice are NaN, and it
 * is left out of means. A label that only one of them has scores Dice 0, surface Dice 0, and for both distances
 * the diagonal of the image in mm: the worst that could be, and finite, so that a mean over cases cannot hide it.
 *
 * @param label       which label
 * @param dice        2·|A ∩ B| / (|A| + |B|) over voxels, 0 to 1
 * @param hd95Mm      the larger of the two directions' 95th percentile of surface distances, mm
 * @param assdMm      mean of the surface distances of both directions together, mm
 * @param surfaceDice share of the surface elements of both that lie within the tolerance of the other, 0 to 1
 * @param referenceMl volume in the reference, ml
 * @param predictedMl volume in the prediction, ml
 */
public record LabelScore(
        Label label,
        double dice,
        double hd95Mm,
        double assdMm,
        double surfaceDice,
        double referenceMl,
        double predictedMl) {

    /** Whether the reference, the prediction or both have the label. */
    public boolean isDefined() {
        return referenceMl > 0 || predictedMl > 0;
    }

    /** Whether exactly one of reference and prediction has the label, so that its distances are the diagonal. */
    public boolean isOneSided() {
        return (referenceMl > 0) != (predictedMl > 0);
    }
}
