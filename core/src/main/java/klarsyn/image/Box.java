package klarsyn.image;

import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A block of voxels along the axes of an array, to be cut out; it may reach beyond the array.
 *
 * @param fromX first index along x, may be below 0
 * @param fromY first index along y
 * @param fromZ first index along z
 * @param toX   index after the last along x, above {@code fromX}
 * @param toY   index after the last along y, above {@code fromY}
 * @param toZ   index after the last along z, above {@code fromZ}
 */
public record Box(int fromX, int fromY, int fromZ, int toX, int toY, int toZ) {

    /** Refuses boxes without voxels. */
    public Box {
        if (fromX >= toX || fromY >= toY || fromZ >= toZ) {
            throw new IllegalArgumentException("a box needs at least one voxel an axis: %d to %d, %d to %d, %d to %d"
                    .formatted(fromX, toX, fromY, toY, fromZ, toZ));
        }
    }

    /** All voxels of an array. */
    public static Box whole(Shape shape) {
        return new Box(0, 0, 0, shape.x(), shape.y(), shape.z());
    }

    /** The smallest box that holds every voxel of a mask; empty if the mask is. */
    public static Optional<Box> around(boolean[] mask, Shape shape) {
        if (mask.length != shape.voxels()) {
            throw new IllegalArgumentException("%d voxels do not fill %s".formatted(mask.length, shape));
        }
        return around(voxel -> mask[voxel], shape);
    }

    /** The smallest box that holds every voxel, counted with x fastest, that is asked for; empty if none is. */
    static Optional<Box> around(IntPredicate wanted, Shape shape) {
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

    /** With so many voxels more on both sides; fewer if negative. */
    public Box grown(int x, int y, int z) {
        return new Box(
                Math.subtractExact(fromX, x),
                Math.subtractExact(fromY, y),
                Math.subtractExact(fromZ, z),
                Math.addExact(toX, x),
                Math.addExact(toY, y),
                Math.addExact(toZ, z));
    }

    /** At least so many voxels an axis: half of what lacks, rounded down, is added in front and the rest behind. */
    public Box grownTo(Shape least) {
        Shape own = shape();
        Shape size =
                new Shape(Math.max(own.x(), least.x()), Math.max(own.y(), least.y()), Math.max(own.z(), least.z()));
        int x = fromX - (size.x() - own.x()) / 2;
        int y = fromY - (size.y() - own.y()) / 2;
        int z = fromZ - (size.z() - own.z()) / 2;
        return new Box(x, y, z, x + size.x(), y + size.y(), z + size.z());
    }

    /** Grown as {@link #grownTo} does to the next multiples of these numbers of voxels. */
    public Box grownToMultiples(Shape of) {
        Shape own = shape();
        return grownTo(new Shape(
                Math.ceilDiv(own.x(), of.x()) * of.x(),
                Math.ceilDiv(own.y(), of.y()) * of.y(),
                Math.ceilDiv(own.z(), of.z()) * of.z()));
    }

    /**
     * The part of it that an array has voxels for.
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

    /** The voxels of an array of this shape; {@code padding} says what lies outside. */
    float[] cut(float[] voxels, Shape shape, Padding padding) {
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

    /** The labels of an array of this shape, background outside. */
    short[] cut(short[] labels, Shape shape) {
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

    /** The array's index for each index of the box along an axis; −1 where there is none. */
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
