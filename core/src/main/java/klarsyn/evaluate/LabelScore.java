package klarsyn.evaluate;

import klarsyn.data.Labels.Label;
import klarsyn.evaluate.voxel.Confusion;
import klarsyn.evaluate.voxel.EmptyMasks;
import klarsyn.evaluate.voxel.Lesions;
import klarsyn.evaluate.voxel.SurfaceAgreement;

/**
 * How well one label of one case was found.
 *
 * <p>A label that neither reference nor prediction has is not defined: Dice, distances and surface Dice are NaN, and it
 * is left out of means. A label that only one of them has scores Dice 0, surface Dice 0, and for the distances
 * the diagonal of the image in mm: the worst that could be, and finite, so that a mean over cases cannot hide it. For
 * Dice and IoU other conventions can be asked for: {@link EmptyMasks}.
 *
 * @param label   which label
 * @param voxels  counts; voxels that the reference ignores are in none of them
 * @param voxelMl volume of a voxel, ml
 * @param surface distances between the surfaces
 * @param lesions the label's separate parts
 */
public record LabelScore(Label label, Confusion voxels, double voxelMl, SurfaceAgreement surface, Lesions lesions) {

    /** 2·|A ∩ B| / (|A| + |B|) over voxels, 0 to 1; NaN if neither has the label. */
    public double dice() {
        return dice(EmptyMasks.NNUNET);
    }

    /** Dice, with empty masks as the policy says. */
    public double dice(EmptyMasks policy) {
        return voxels.dice(policy);
    }

    /** |A ∩ B| / |A ∪ B| over voxels, 0 to 1; NaN if neither has the label. */
    public double iou() {
        return voxels.iou(EmptyMasks.NNUNET);
    }

    /** The larger of the two directions' 95th percentile of surface distances, mm. */
    public double hd95Mm() {
        return surface.hd95Mm();
    }

    /** Mean of the surface distances of both directions together, mm. */
    public double assdMm() {
        return surface.assdMm();
    }

    /** Share of the surface voxels of both that lie within the tolerance of the other, 0 to 1. */
    public double surfaceDice() {
        return surface.surfaceDice();
    }

    /** Volume in the reference, ml. */
    public double referenceMl() {
        return voxels.reference() * voxelMl;
    }

    /** Volume in the prediction, ml. */
    public double predictedMl() {
        return voxels.predicted() * voxelMl;
    }

    /** Predicted minus reference, ml: above 0 if too much was segmented. */
    public double volumeErrorMl() {
        return (voxels.predicted() - voxels.reference()) * voxelMl;
    }

    /** Whether the reference, the prediction or both have the label. */
    public boolean isDefined() {
        return voxels.reference() > 0 || voxels.predicted() > 0;
    }

    /** Whether exactly one of reference and prediction has the label, so that its distances are the diagonal. */
    public boolean isOneSided() {
        return (voxels.reference() > 0) != (voxels.predicted() > 0);
    }
}
