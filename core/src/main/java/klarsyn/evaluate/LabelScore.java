package klarsyn.evaluate;

import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.voxel.Confusion;
import klarsyn.evaluate.voxel.EmptyMasks;
import klarsyn.evaluate.voxel.Lesions;
import klarsyn.evaluate.voxel.SurfaceAgreement;

/**
 * Metrics of one label of one case.
 *
 * <p>A label in neither reference nor prediction is undefined: Dice, distances and surface Dice are NaN, and it is
 * excluded from means. A label in only one of them has Dice 0, surface Dice 0, and the diagonal of the image in mm as
 * distances: the worst value, and finite, so that it affects the mean. Other conventions for Dice and IoU:
 * {@link EmptyMasks}.
 *
 * @param label   the label
 * @param voxels  counts without ignored voxels
 * @param voxelMl volume of a voxel, ml
 * @param surface distances between the surfaces
 * @param lesions connected components of the label
 */
public record LabelScore(Label label, Confusion voxels, double voxelMl, SurfaceAgreement surface, Lesions lesions) {

    /** 2·|A ∩ B| / (|A| + |B|) over voxels, 0 to 1; NaN if neither has the label. */
    public double dice() {
        return dice(EmptyMasks.NNUNET);
    }

    /** Dice, with a policy for empty masks. */
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

    /** Mean of the surface distances in both directions, mm. */
    public double assdMm() {
        return surface.assdMm();
    }

    /** Fraction of the surface voxels of both within the tolerance of the other, 0 to 1. */
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

    /** Predicted minus reference volume, ml. */
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
