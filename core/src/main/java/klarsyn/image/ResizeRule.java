package klarsyn.image;

import java.util.OptionalInt;

/**
 * How an image, labels or logits are brought to another number of voxels of the same field of view, thick slices apart
 * from each other if need be (Isensee et al., 2021).
 *
 * @param interpolation between voxels: of the whole array, or of each slice where slices are treated apart
 * @param across        from slice to slice where they are treated apart
 * @param apart         whether they are
 */
public record ResizeRule(Interpolation interpolation, Interpolation across, Apart apart) {

    /** When slices are resized one by one, and then taken along the remaining axis. */
    public enum Apart {
        /** Never: all axes are treated alike. */
        NEVER,
        /** Across the axis whose spacing is largest, if it is above three times the smallest, before or after. */
        THICK_SLICES,
        /** Across the axis whose present spacing is largest. */
        ALWAYS
    }

    /** The same interpolation along all axes. */
    public static ResizeRule even(Interpolation interpolation) {
        return new ResizeRule(interpolation, interpolation, Apart.NEVER);
    }

    /** This interpolation, of thick slices one by one, the nearest of which is taken. */
    public static ResizeRule thickSlicesApart(Interpolation interpolation) {
        return new ResizeRule(interpolation, Interpolation.NEAREST, Apart.THICK_SLICES);
    }

    /**
     * The axis across which slices are treated apart, 0 for x to 2 for z; empty if all axes are treated alike, as they
     * are where two axes tie for the largest spacing.
     */
    public OptionalInt axis(Spacing present, Spacing wanted) {
        return switch (apart) {
            case NEVER -> OptionalInt.empty();
            case THICK_SLICES -> Resampling.coarseAxis(present, wanted);
            case ALWAYS -> Resampling.coarsest(present);
        };
    }

    /**
     * Voxels of another shape that covers the same field of view; the very array if the shape does not change.
     *
     * @param axis as {@link #axis} says
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

    /** The shape after all axes but one have been brought to their new length. */
    private static Shape inSlices(Shape from, Shape to, int axis) {
        return switch (axis) {
            case 0 -> new Shape(from.x(), to.y(), to.z());
            case 1 -> new Shape(to.x(), from.y(), to.z());
            default -> new Shape(to.x(), to.y(), from.z());
        };
    }
}
