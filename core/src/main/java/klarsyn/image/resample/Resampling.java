package klarsyn.image.resample;

import java.util.Comparator;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Padding;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;

/**
 * Resamples images and label maps to other grids.
 *
 * <p>Voxel positions follow the half-pixel convention: voxel i of n' is at {@code (i + 0.5) · n / n' − 0.5} of n.
 * Outside the first and last voxel, edge values are repeated. Values match SciPy's
 * {@code ndimage.zoom(mode="nearest", grid_mode=True)} of order 0, 1 or 3 to 10⁻⁶ of the range; CUBIC is then clipped
 * to the range of the input, as scikit-image does for nnU-Net. NaN spreads to its neighbors, with CUBIC along whole
 * lines.
 */
public final class Resampling {

    private static final double COARSE = 3;
    private static final double FLOAT32 = 1e-6;

    private Resampling() {}

    /**
     * The image at about another voxel size, with the same field of view.
     *
     * <p>The resulting spacing is exact for its shape, so it differs from the requested one if the field of view is not
     * a multiple of it.
     */
    public static Volume to(Volume volume, Spacing spacing, Interpolation interpolation) {
        Geometry grid = grid(volume.geometry(), spacing);
        return new Volume(grid, resize(volume.voxels(), volume.shape(), grid.shape(), interpolation));
    }

    /** The image on another grid, which may be rotated relative to it; edge values are repeated outside. */
    public static Volume to(Volume volume, Geometry grid, Interpolation interpolation) {
        return new Volume(grid, GridSampler.sample(volume.reorientedTo(grid.orientation()), grid, interpolation));
    }

    /** The image on another grid; {@code padding} defines the values outside. */
    public static Volume to(Volume volume, Geometry grid, Interpolation interpolation, Padding padding) {
        return new Volume(
                grid, GridSampler.sample(volume.reorientedTo(grid.orientation()), grid, interpolation, padding));
    }

    /**
     * The labels at about another voxel size, with the same field of view.
     *
     * @param interpolation NEAREST: the label of the nearest voxel; LINEAR: the one with the largest interpolated
     *                      weight
     */
    public static LabelMap to(LabelMap labels, Spacing spacing, Interpolation interpolation) {
        Geometry grid = grid(labels.geometry(), spacing);
        return new LabelMap(grid, resizeLabels(labels.voxels(), labels.shape(), grid.shape(), interpolation));
    }

    /** The labels on another grid, which may be rotated relative to them; background outside their field of view. */
    public static LabelMap to(LabelMap labels, Geometry grid, Interpolation interpolation) {
        rejectCubicLabels(interpolation);
        return new LabelMap(grid, GridSampler.sample(labels.reorientedTo(grid.orientation()), grid, interpolation));
    }

    /**
     * The grid with the same field of view and about this voxel size: {@code max(1, round(old / new · n))} voxels per
     * axis, rounded half to even; the outer corner of the first voxel is fixed.
     *
     * @throws ArithmeticException if that would be more than 2³¹ − 1 voxels
     */
    public static Geometry grid(Geometry geometry, Spacing spacing) {
        Shape shape = geometry.shape();
        Spacing old = geometry.spacing();
        return grid(
                geometry,
                new Shape(
                        voxels(shape.x(), old.x(), spacing.x()),
                        voxels(shape.y(), old.y(), spacing.y()),
                        voxels(shape.z(), old.z(), spacing.z())));
    }

    /** The grid of another shape with the same field of view. */
    public static Geometry grid(Geometry geometry, Shape shape) {
        shape.voxels(); // rejected before allocation
        double[] scale = new double[3];
        double[] offset = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            scale[axis] = (double) geometry.shape().along(axis) / shape.along(axis);
            offset[axis] = 0.5 * scale[axis] - 0.5;
        }
        Affine toOld = new Affine(scale[0], 0, 0, offset[0], 0, scale[1], 0, offset[1], 0, 0, scale[2], offset[2]);
        return new Geometry(shape, geometry.affine().times(toOld));
    }

    /**
     * The grid with exactly this voxel size and the same center of the first voxel:
     * {@code round((n − 1) · old / new + 1)} voxels per axis, rounded half to even. The last center is within half a
     * new voxel of the old one.
     *
     * <p>As MONAI's {@code Spacing}; {@link #grid(Geometry, Spacing)} keeps the field of view instead.
     */
    public static Geometry exactGrid(Geometry geometry, Spacing spacing) {
        Spacing old = geometry.spacing();
        Shape shape = geometry.shape();
        double x = spacing.x() / old.x();
        double y = spacing.y() / old.y();
        double z = spacing.z() / old.z();
        return new Geometry(
                new Shape(centers(shape.x(), x), centers(shape.y(), y), centers(shape.z(), z)),
                geometry.affine().times(new Affine(x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0)));
    }

    private static int centers(int old, double step) {
        return Math.toIntExact((long) Math.rint((old - 1) / step + 1));
    }

    /**
     * The grid along the world axes with exactly this voxel size that starts at the minimum coordinates of the voxel
     * centers and spans them all, to half a voxel at the far end.
     */
    public static Geometry uprightGrid(Geometry geometry, Spacing spacing) {
        double[] low = geometry.affine().corner(geometry.shape(), 0);
        double[] high = low.clone();
        for (int corner = 1; corner < 8; corner++) {
            double[] world = geometry.affine().corner(geometry.shape(), corner);
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], world[axis]);
                high[axis] = Math.max(high[axis], world[axis]);
            }
        }
        int[] size = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            size[axis] = Math.toIntExact((long) Math.rint((high[axis] - low[axis]) / spacing.along(axis) + 1));
        }
        return new Geometry(
                new Shape(size[0], size[1], size[2]), Affine.scaling(spacing).withOrigin(low[0], low[1], low[2]));
    }

    private static int voxels(int old, double oldMm, double newMm) {
        return Math.max(1, Math.toIntExact((long) Math.rint(oldMm / newMm * old)));
    }

    /** Voxels, {@code [x][y][z]} with x fastest, resized to another shape that covers the same field of view. */
    public static float[] resize(float[] voxels, Shape from, Shape to, Interpolation interpolation) {
        float[] result = resizeUnclipped(voxels, from, to, interpolation);
        return interpolation == Interpolation.CUBIC ? clip(result, voxels) : result;
    }

    static float[] resizeUnclipped(float[] voxels, Shape from, Shape to, Interpolation interpolation) {
        rejectOtherLength(voxels.length, from);
        to.voxels(); // rejected before allocation
        if (from.equals(to)) {
            return voxels.clone();
        }
        float[] result = voxels;
        int[] shape = {from.x(), from.y(), from.z()};
        for (int axis : shrinkingFirst(from, to)) {
            if (from.along(axis) != to.along(axis)) {
                int inner = axis == 0 ? 1 : axis == 1 ? shape[0] : shape[0] * shape[1];
                int outer = result.length / inner / shape[axis];
                InterpolationWeights taps =
                        InterpolationWeights.resize(from.along(axis), to.along(axis), interpolation);
                result = Lines.resample(result, inner, outer, taps);
                shape[axis] = to.along(axis);
            }
        }
        return result;
    }

    /** Processes the axis that shrinks most first, which saves work on the others. */
    private static int[] shrinkingFirst(Shape from, Shape to) {
        Comparator<Integer> byRatio = Comparator.comparingDouble(axis -> (double) to.along(axis) / from.along(axis));
        return Stream.of(2, 1, 0).sorted(byRatio).mapToInt(Integer::intValue).toArray();
    }

    /** Clips to the range of the original; NaN is kept. */
    static float[] clip(float[] values, float[] original) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : original) {
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        for (int i = 0; i < values.length; i++) {
            float value = values[i];
            values[i] = value < low ? low : value > high ? high : value;
        }
        return values;
    }

    /** Resizes labels as voxels: NEAREST, or LINEAR for the label with the largest interpolated weight. */
    public static short[] resizeLabels(short[] labels, Shape from, Shape to, Interpolation interpolation) {
        rejectOtherLength(labels.length, from);
        rejectCubicLabels(interpolation);
        return new LabelSampler(labels, from).resize(to, interpolation);
    }

    /**
     * Resizes each slice across {@code axis} separately, with CUBIC clipped to the range of the slice; the number of
     * slices does not change.
     *
     * <p>For images with thick slices, where values should not mix between slices; nnU-Net then takes the nearest slice
     * along the axis: {@link #resize} with NEAREST.
     */
    public static float[] resizeSlices(float[] voxels, Shape from, Shape to, int axis, Interpolation interpolation) {
        if (from.along(axis) != to.along(axis)) {
            throw new IllegalArgumentException("%s to %s changes the number of slices".formatted(from, to));
        }
        float[] result = resizeUnclipped(voxels, from, to, interpolation);
        if (interpolation == Interpolation.CUBIC) {
            Slices.clip(result, to, voxels, from, axis);
        }
        return result;
    }

    /**
     * The axis along which nnU-Net treats slices separately: the one with the largest spacing, if that is above three
     * times the smallest in the present grid or otherwise in the target; empty if two axes tie.
     */
    public static OptionalInt coarseAxis(Spacing present, Spacing wanted) {
        if (isCoarse(present)) {
            return coarsest(present);
        }
        return isCoarse(wanted) ? coarsest(wanted) : OptionalInt.empty();
    }

    private static boolean isCoarse(Spacing spacing) {
        return Math.max(spacing.x(), Math.max(spacing.y(), spacing.z())) / spacing.smallest() > COARSE;
    }

    /** The axis with the largest spacing; empty if two tie within float32 precision. */
    static OptionalInt coarsest(Spacing spacing) {
        double largest = Math.max(spacing.x(), Math.max(spacing.y(), spacing.z()));
        int[] axes = IntStream.range(0, 3)
                .filter(axis -> spacing.along(axis) >= largest * (1 - FLOAT32))
                .toArray();
        return axes.length == 1 ? OptionalInt.of(axes[0]) : OptionalInt.empty();
    }

    private static void rejectOtherLength(int length, Shape shape) {
        if (length != shape.voxels()) {
            throw new IllegalArgumentException("%d voxels do not fill %s".formatted(length, shape));
        }
    }

    private static void rejectCubicLabels(Interpolation interpolation) {
        if (interpolation == Interpolation.CUBIC) {
            throw new IllegalArgumentException("labels cannot be resampled with CUBIC: use NEAREST or LINEAR");
        }
    }
}
