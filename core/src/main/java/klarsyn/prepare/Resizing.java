package klarsyn.prepare;

import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.image.Interpolation;
import klarsyn.image.ResizeRule;

/**
 * How images are brought to the plan's spacing, labels with them, and logits back.
 *
 * @param axes      which axes get the plan's spacing
 * @param tolerance an image whose spacings are all within this share of the plan's is left as it is; 0 leaves it only
 *     if the number of voxels would stay the same
 * @param image     of intensities
 * @param labels    of label maps: the label with the largest share wins, so neither interpolation may be CUBIC
 * @param logits    of the network's output, back to the image's own spacing
 */
public record Resizing(Axes axes, double tolerance, ResizeRule image, ResizeRule labels, ResizeRule logits) {

    /** Axes of the turned array. */
    public enum Axes {
        /** All three. */
        ALL,
        /** The two faster ones: slices stay as thick as each image has them, for networks that see slices one by one. */
        IN_PLANE
    }

    /** Klarsyn's own: thick slices apart in image and labels, logits along all axes alike. */
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

    /** Refuses a tolerance outside 0 to 1 and cubic labels. */
    public Resizing {
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new PlanException(
                    "the tolerance is " + tolerance, Where.of("preprocessing.resizing.tolerance"), "0 or 0.01");
        }
        if (labels.interpolation() == Interpolation.CUBIC || labels.across() == Interpolation.CUBIC) {
            throw new PlanException(
                    "labels would be resized by cubic splines",
                    Where.of("preprocessing.resizing.labels"),
                    "NEAREST or LINEAR: labels are names, not amounts");
        }
    }

    /** The same for other axes. */
    public Resizing withAxes(Axes other) {
        return new Resizing(other, tolerance, image, labels, logits);
    }
}
