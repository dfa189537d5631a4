package klarsyn.image;

import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A block of voxels along the array axes; may extend beyond the array.
 *
 * @param fromX first index along x, may be negative
 * @param fromY first index along y
 * @param fromZ first index along z
 * @param toX   exclusive end index along x, above {@code fromX}
 * @param toY   exclusive end index along y, above {@code fromY}
 * @param toZ   exclusive end index along z, above {@code fromZ}
 */
public record Box(int fromX, int fromY, int fromZ, int toX, int toY, int toZ) {

    /** Rejects boxes without voxels. */
    public Box {
        if (fromX >= toX || fromY >= toY || fromZ >= toZ) {
            throw new IllegalArgumentException("a box needs at least one voxel per axis: %d to %d, %d to %d, %d to %d"
                    .formatted(fromX, toX, fromY, toY, fromZ, toZ));
        }
    }

    /** The box of a whole array. */
    public static Box whole(Shape shape) {
        return new Box(0, 0, 0, shape.x(), shape.y(), shape.z());
    }

    /** The bounding box of a mask; empty if the mask is empty. */
    public static Optional<Box> around(boolean[] mask, Shape shape) {
        if (mask.length != shape.voxels()) {
            throw new IllegalArgumentException("%d voxels do not fill %s".formatted(mask.length, shape));
        }
        return around(voxel -> mask[voxel], shape);
    }

    /** The bounding box of all voxels, indexed with x fastest, that fulfill a condition; empty if none does. */
    public static Optional<Box> around(IntPredicate wanted, Shape shape) {
        int[] low = {shape.x(), shape.y(), shape.z()};
        int[] high = {-1, -1, -1};
        for (int z = 0, at = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++) {
                for (int x = 0; x < shape.x(); x++, at++) {
                    if (wanted.test(at)) {
                        low[0] = Math.min(low[0], x);
                        high[0] = Math.max(high[0], x);
                        low[1] = Math.min(low[1], y);
                        high[1] = Math.max(high[1], y);
                        low[2] = Math.min(low[2], z);
                        high[2] = z;
                    }
                }
            }
        }
        return high[2] < 0
                ? Optional.empty()
                : Optional.of(new Box(low[0], low[1], low[2], high[0] + 1, high[1] + 1, high[2] + 1));
    }

    /** First index along axis 0 (x), 1 (y) or 2 (z). */
    public int from(int axis) {
        return switch (axis) {
            case 0 -> fromX;
            case 1 -> fromY;
            case 2 -> fromZ;
            default -> throw new IndexOutOfBoundsException("axis " + axis);
        };
    }

    /**
     * Voxels along each axis.
     *
     * @throws ArithmeticException if there are more than 2³¹ − 1 along one
     */
    public Shape shape() {
        return new Shape(
                Math.subtractExact(toX, fromX), Math.subtractExact(toY, fromY), Math.subtractExact(toZ, fromZ));
    }

    /** Grown by so many voxels on both sides; shrunk if negative. */
    public Box grown(int x, int y, int z) {
        return new Box(
                Math.subtractExact(fromX, x),
                Math.subtractExact(fromY, y),
                Math.subtractExact(fromZ, z),
                Math.addExact(toX, x),
                Math.addExact(toY, y),
                Math.addExact(toZ, z));
    }

    /**
     * Grown to at least so many voxels per axis: half of the difference, rounded down, is added before and the rest
     * after.
     */
    public Box grownTo(Shape least) {
        Shape own = shape();
        Shape size =
                new Shape(Math.max(own.x(), least.x()), Math.max(own.y(), least.y()), Math.max(own.z(), least.z()));
        int x = fromX - (size.x() - own.x()) / 2;
        int y = fromY - (size.y() - own.y()) / 2;
        int z = fromZ - (size.z() - own.z()) / 2;
        return new Box(x, y, z, x + size.x(), y + size.y(), z + size.z());
    }

    /** Grown as by {@link #grownTo} to the next multiples of these numbers of voxels. */
    public Box grownToMultiples(Shape of) {
        Shape own = shape();
        return grownTo(new Shape(
                Math.ceilDiv(own.x(), of.x()) * of.x(),
                Math.ceilDiv(own.y(), of.y()) * of.y(),
                Math.ceilDiv(own.z(), of.z()) * of.z()));
    }

    /**
     * The part of the box inside an array.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Box within(Shape shape) {
        return new Box(
                Math.max(0, fromX),
                Math.max(0, fromY),
                Math.max(0, fromZ),
                Math.min(shape.x(), toX),
                Math.min(shape.y(), toY),
                Math.min(shape.z(), toZ));
    }

    /** Crops an array of this shape; {@code padding} defines the values outside. */
    public float[] cut(float[] voxels, Shape shape, Padding padding) {
        Shape size = shape();
        float[] result = new float[size.voxels()];
        float outside = padding instanceof Padding.Value value ? value.value() : 0;
        int[] alongX = indices(0, shape, padding);
        int[] alongY = indices(1, shape, padding);
        int[] alongZ = indices(2, shape, padding);
        for (int z = 0, to = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                boolean none = alongZ[z] < 0 || alongY[y] < 0;
                int row = none ? 0 : shape.index(0, alongY[y], alongZ[z]);
                for (int x = 0; x < size.x(); x++) {
                    result[to++] = none || alongX[x] < 0 ? outside : voxels[row + alongX[x]];
                }
            }
        }
        return result;
    }

    /** Crops the labels of an array of this shape, background outside. */
    public short[] cut(short[] labels, Shape shape) {
        Shape size = shape();
        short[] result = new short[size.voxels()];
        int firstX = Math.max(0, fromX);
        int length = Math.min(shape.x(), toX) - firstX;
        for (int z = Math.max(0, fromZ); length > 0 && z < Math.min(shape.z(), toZ); z++) {
            for (int y = Math.max(0, fromY); y < Math.min(shape.y(), toY); y++) {
                int to = size.index(firstX - fromX, y - fromY, z - fromZ);
                System.arraycopy(labels, shape.index(firstX, y, z), result, to, length);
            }
        }
        return result;
    }

    /** The array index for each index of the box along an axis; −1 outside. */
    private int[] indices(int axis, Shape shape, Padding padding) {
        int length = shape.along(axis);
        int[] indices = new int[shape().along(axis)];
        for (int i = 0; i < indices.length; i++) {
            int index = from(axis) + i;
            indices[i] = switch (padding) {
                case Padding.Extension continued -> continued.index(index, length);
                case Padding.Value _ -> index >= 0 && index < length ? index : -1;
            };
        }
        return indices;
    }
}
