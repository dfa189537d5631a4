package klarsyn.image.resample;

import java.util.OptionalInt;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;

/**
 * How images, labels or logits are resized within the same field of view, with thick slices treated separately if
 * needed (Isensee et al., 2021).
 *
 * @param interpolation of the whole array, or within slices where slices are treated separately
 * @param across        between slices where they are treated separately
 * @param apart         when slices are treated separately
 */
public record ResizeRule(Interpolation interpolation, Interpolation across, Apart apart) {

    /** When slices are resized one by one before resampling along the remaining axis. */
    public enum Apart {
        /** Never: all axes are treated alike. */
        NEVER,
        /** Across the axis whose spacing is largest, if it is above three times the smallest, before or after. */
        THICK_SLICES,
        /** Across the axis with the largest present spacing. */
        ALWAYS
    }

    /** The same interpolation along all axes. */
    public static ResizeRule even(Interpolation interpolation) {
        return new ResizeRule(interpolation, interpolation, Apart.NEVER);
    }

    /** This interpolation within thick slices, NEAREST between them. */
    public static ResizeRule thickSlicesApart(Interpolation interpolation) {
        return new ResizeRule(interpolation, Interpolation.NEAREST, Apart.THICK_SLICES);
    }

    /**
     * The axis across which slices are treated separately, 0 for x to 2 for z; empty if all axes are treated alike,
     * also when two axes tie for the largest spacing.
     */
    public OptionalInt axis(Spacing present, Spacing wanted) {
        return switch (apart) {
            case NEVER -> OptionalInt.empty();
            case THICK_SLICES -> Resampling.coarseAxis(present, wanted);
            case ALWAYS -> Resampling.coarsest(present);
        };
    }

    /**
     * Voxels of another shape with the same field of view; the array itself if the shape does not change.
     *
     * @param axis from {@link #axis}
     */
    public float[] resize(float[] voxels, Shape from, Shape to, OptionalInt axis) {
        if (from.equals(to)) {
            return voxels;
        }
        if (axis.isEmpty()) {
            return Resampling.resize(voxels, from, to, interpolation);
        }
        Shape slices = inSlices(from, to, axis.getAsInt());
        float[] wide = from.equals(slices)
                ? voxels
                : Resampling.resizeSlices(voxels, from, slices, axis.getAsInt(), interpolation);
        return slices.equals(to) ? wide : Resampling.resizeUnclipped(wide, slices, to, across);
    }

    /** As {@link #resize}; neither interpolation may be CUBIC. */
    public short[] resizeLabels(short[] labels, Shape from, Shape to, OptionalInt axis) {
        if (from.equals(to)) {
            return labels;
        }
        if (axis.isEmpty()) {
            return Resampling.resizeLabels(labels, from, to, interpolation);
        }
        Shape slices = inSlices(from, to, axis.getAsInt());
        short[] wide = from.equals(slices) ? labels : Resampling.resizeLabels(labels, from, slices, interpolation);
        return slices.equals(to) ? wide : Resampling.resizeLabels(wide, slices, to, across);
    }

    /** The shape after all axes but one have been resized. */
    private static Shape inSlices(Shape from, Shape to, int axis) {
        return switch (axis) {
            case 0 -> new Shape(from.x(), to.y(), to.z());
            case 1 -> new Shape(to.x(), from.y(), to.z());
            default -> new Shape(to.x(), to.y(), from.z());
        };
    }
}
