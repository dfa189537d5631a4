package klarsyn.image;

import java.util.Arrays;

/**
 * A lossless permutation and flip of array axes; voxels keep their positions in the world.
 *
 * <pre>{@code
 * Reorientation reorientation = Reorientation.between(image.geometry(), Orientation.RAS);
 * LabelMap labels = segment(reorientation.apply(image));
 * LabelMap own = reorientation.inverse().apply(labels); // on the image's own grid, to the last bit
 * }</pre>
 */
public final class Reorientation {

    private final Geometry from;
    private final Geometry to;
    /** {@code source[t]} is the old axis that becomes axis t. */
    private final int[] source;
    /** {@code flip[t]}: the new axis t runs opposite to that old axis. */
    private final boolean[] flip;

    private Reorientation(Geometry from, Geometry to, int[] source, boolean[] flip) {
        this.from = from;
        this.to = to;
        this.source = source;
        this.flip = flip;
    }

    /** The reorientation of a grid to an orientation. */
    public static Reorientation between(Geometry from, Orientation target) {
        Orientation present = from.orientation();
        int[] source = new int[3];
        boolean[] flip = new boolean[3];
        for (int axis = 0; axis < 3; axis++) {
            for (int old = 0; old < 3; old++) {
                if (present.along(old).worldAxis() == target.along(axis).worldAxis()) {
                    source[axis] = old;
                    flip[axis] = present.along(old) != target.along(axis);
                }
            }
        }
        return new Reorientation(from, reoriented(from, source, flip), source, flip);
    }

    /**
     * A reorientation that only permutes axes.
     *
     * @param axes for each new axis, x first, the old axis that becomes it: 0 is x, 1 is y, 2 is z
     */
    public static Reorientation permuting(Geometry from, int... axes) {
        int[] sorted = axes.clone();
        Arrays.sort(sorted);
        if (!Arrays.equals(sorted, new int[] {0, 1, 2})) {
            throw new IllegalArgumentException(
                    "axes must be a permutation of 0, 1 and 2, got " + Arrays.toString(axes));
        }
        int[] source = axes.clone();
        boolean[] flip = new boolean[3];
        return new Reorientation(from, reoriented(from, source, flip), source, flip);
    }

    private static Geometry reoriented(Geometry geometry, int[] source, boolean[] flip) {
        Affine affine = geometry.affine();
        double[][] rows = new double[3][4];
        for (int row = 0; row < 3; row++) {
            double origin = affine.at(row, 3);
            for (int axis = 0; axis < 3; axis++) {
                double step = affine.at(row, source[axis]);
                rows[row][axis] = flip[axis] ? -step : step;
                if (flip[axis]) {
                    origin += step * (geometry.shape().along(source[axis]) - 1);
                }
            }
            rows[row][3] = origin;
        }
        Shape shape = geometry.shape();
        return new Geometry(
                new Shape(shape.along(source[0]), shape.along(source[1]), shape.along(source[2])), Affine.ofRows(rows));
    }

    /** The grid before. */
    public Geometry from() {
        return from;
    }

    /** The grid after. */
    public Geometry to() {
        return to;
    }

    /** The inverse, which restores {@link #from} exactly. */
    public Reorientation inverse() {
        int[] back = new int[3];
        boolean[] flipBack = new boolean[3];
        for (int axis = 0; axis < 3; axis++) {
            back[source[axis]] = axis;
            flipBack[source[axis]] = flip[axis];
        }
        return new Reorientation(to, from, back, flipBack);
    }

    /** Whether no axis changes. */
    public boolean isIdentity() {
        return Arrays.equals(source, new int[] {0, 1, 2}) && !flip[0] && !flip[1] && !flip[2];
    }

    /** The block of the reoriented array that contains the same voxels. */
    public Box apply(Box box) {
        int[] first = new int[3];
        int[] last = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            int length = to.shape().along(axis);
            int low = box.from(source[axis]);
            int high = low + box.shape().along(source[axis]);
            first[axis] = flip[axis] ? length - high : low;
            last[axis] = flip[axis] ? length - low : high;
        }
        return new Box(first[0], first[1], first[2], last[0], last[1], last[2]);
    }

    /**
     * The same intensities at the same positions; the array itself if no axis changes.
     *
     * @throws IllegalArgumentException if the image is not on the grid {@link #from}
     */
    public Volume apply(Volume volume) {
        requireFrom(volume.geometry());
        return new Volume(to, isIdentity() ? volume.voxels() : apply(volume.voxels()));
    }

    /**
     * The same labels at the same positions.
     *
     * @throws IllegalArgumentException if they are not on the grid {@link #from}
     */
    public LabelMap apply(LabelMap labels) {
        requireFrom(labels.geometry());
        return new LabelMap(to, isIdentity() ? labels.voxels() : apply(labels.voxels()));
    }

    private void requireFrom(Geometry geometry) {
        geometry.differenceFrom(from).ifPresent(difference -> {
            throw new IllegalArgumentException("the image is not on the grid of this reorientation: " + difference);
        });
    }

    private float[] apply(float[] voxels) {
        float[] result = new float[voxels.length];
        int stepX = step(0);
        int at = 0;
        for (int z = 0; z < to.shape().z(); z++) {
            for (int y = 0; y < to.shape().y(); y++) {
                int old = start(y, z);
                for (int x = 0; x < to.shape().x(); x++, old += stepX) {
                    result[at++] = voxels[old];
                }
            }
        }
        return result;
    }

    private short[] apply(short[] voxels) {
        short[] result = new short[voxels.length];
        int stepX = step(0);
        int at = 0;
        for (int z = 0; z < to.shape().z(); z++) {
            for (int y = 0; y < to.shape().y(); y++) {
                int old = start(y, z);
                for (int x = 0; x < to.shape().x(); x++, old += stepX) {
                    result[at++] = voxels[old];
                }
            }
        }
        return result;
    }

    /** Index in the old array of the first voxel of the new row at y, z. */
    private int start(int y, int z) {
        int start = y * step(1) + z * step(2);
        for (int axis = 0; axis < 3; axis++) {
            if (flip[axis]) {
                start -= step(axis) * (from.shape().along(source[axis]) - 1);
            }
        }
        return start;
    }

    private int step(int axis) {
        int stride = switch (source[axis]) {
            case 0 -> 1;
            case 1 -> from.shape().x();
            default -> from.shape().x() * from.shape().y();
        };
        return flip[axis] ? -stride : stride;
    }
}
