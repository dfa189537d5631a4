package klarsyn.prepare;

import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.ResizeRule;

/**
 * Resampling of images and labels to the plan's spacing, and of logits back.
 *
 * @param axes      axes with the plan's spacing
 * @param tolerance images whose spacings are within this relative tolerance of the plan's are not resized; 0 only skips
 *                  resizing that would not change the number of voxels
 * @param image     interpolation of intensities
 * @param labels    interpolation of label maps: the label with the largest fraction wins, so neither interpolation may
 *                  be CUBIC
 * @param logits    interpolation of the network's output
 */
public record Resizing(Axes axes, double tolerance, ResizeRule image, ResizeRule labels, ResizeRule logits) {

    /** Axes of the reoriented array. */
    public enum Axes {
        /** All three. */
        ALL,
        /** The two faster ones: slices keep their thickness, for networks that process single slices. */
        IN_PLANE
    }

    /**
     * Klarsyn's own: thick slices are treated separately in images and labels, logits are interpolated along all axes.
     */
    public static final Resizing KLARSYN = new Resizing(
            Axes.ALL,
            0.01,
            ResizeRule.thickSlicesApart(Interpolation.CUBIC),
            ResizeRule.thickSlicesApart(Interpolation.LINEAR),
            ResizeRule.even(Interpolation.LINEAR));

    /** nnU-Net's. */
    public static final Resizing NNUNET = new Resizing(
            Axes.ALL,
            0,
            ResizeRule.thickSlicesApart(Interpolation.CUBIC),
            ResizeRule.thickSlicesApart(Interpolation.LINEAR),
            ResizeRule.thickSlicesApart(Interpolation.LINEAR));

    /** Rejects a tolerance outside 0 to 1 and cubic labels. */
    public Resizing {
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new PlanException(
                    "the tolerance is " + tolerance, Where.of("preprocessing.resizing.tolerance"), "0 or 0.01");
        }
        if (labels.interpolation() == Interpolation.CUBIC || labels.across() == Interpolation.CUBIC) {
            throw new PlanException(
                    "cubic interpolation of labels",
                    Where.of("preprocessing.resizing.labels"),
                    "NEAREST or LINEAR, because labels are not quantities");
        }
    }

    /** With other axes. */
    public Resizing withAxes(Axes other) {
        return new Resizing(other, tolerance, image, labels, logits);
    }
}
