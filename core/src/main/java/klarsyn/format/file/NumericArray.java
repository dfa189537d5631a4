package klarsyn.format.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An array of numbers with any number of axes, converted to floating point on demand.
 *
 * <p>Values are in C order: the last axis is the fastest. The first axis counts items, so {@code train_images} of
 * MedMNIST, {@code [N][28][28]}, has {@link #length()} N and an {@link #itemShape()} of 28 by 28. Immutable and
 * thread-safe; a large array may be memory-mapped, and its file must then not be shortened while in use.
 */
public final class NumericArray {

    private final NumberType type;
    private final List<Integer> shape;
    private final MemorySegment raw;
    private final ByteOrder order;
    private final long size;

    /** Wraps bytes that are not modified elsewhere; their number must match the shape. */
    public NumericArray(NumberType type, List<Integer> shape, MemorySegment raw, ByteOrder order) {
        this.type = type;
        this.shape = List.copyOf(shape);
        this.raw = raw.asReadOnly();
        this.order = order;
        this.size = sizeOf(shape);
        if (Math.multiplyExact(size, type.bytes()) != raw.byteSize()) {
            throw new IllegalArgumentException(
                    "%d bytes do not match a %s array of shape %s".formatted(raw.byteSize(), type, shape));
        }
    }

    /**
     * Copies an array of floats.
     *
     * @param values in C order
     * @param shape  length of each axis, the slowest first; empty for a single number
     * @throws IllegalArgumentException if the number of values does not match the shape
     */
    public static NumericArray of(float[] values, int... shape) {
        byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
        MemorySegment raw = MemorySegment.ofArray(bytes);
        MemorySegment.copy(
                values, 0, raw, ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0, values.length);
        return new NumericArray(NumberType.FLOAT32, listOf(shape), raw, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Copies an array of unsigned bytes.
     *
     * @param values in C order, unsigned
     * @param shape  length of each axis, the slowest first; empty for a single number
     * @throws IllegalArgumentException if the number of values does not match the shape
     */
    public static NumericArray of(byte[] values, int... shape) {
        return new NumericArray(
                NumberType.UINT8, listOf(shape), MemorySegment.ofArray(values.clone()), ByteOrder.LITTLE_ENDIAN);
    }

    private static List<Integer> listOf(int[] shape) {
        return IntStream.of(shape).boxed().toList();
    }

    private static long sizeOf(List<Integer> shape) {
        long size = 1;
        for (int along : shape) {
            if (along < 0) {
                throw new IllegalArgumentException("invalid axis length: " + along + " numbers");
            }
            size = Math.multiplyExact(size, along);
        }
        return size;
    }

    /** Number format. */
    public NumberType type() {
        return type;
    }

    /** Length of each axis, the slowest first; empty for a single number. */
    public List<Integer> shape() {
        return shape;
    }

    /** Total number of values. */
    public long size() {
        return size;
    }

    /** Number of items along the first axis; 1 for a single number. */
    public int length() {
        return shape.isEmpty() ? 1 : shape.getFirst();
    }

    /** The shape of one item: all axes but the first. */
    public List<Integer> itemShape() {
        return shape.isEmpty() ? shape : shape.subList(1, shape.size());
    }

    /**
     * One value.
     *
     * @param flat index in C order, from 0 to {@code size() - 1}
     * @return the stored number, 64-bit integers rounded to the nearest double, booleans as 0 or 1
     */
    public double at(long flat) {
        return type.at(raw, Objects.checkIndex(flat, size) * type.bytes(), order);
    }

    /**
     * All values of one item along the first axis in C order, rounded to floats.
     *
     * @throws ArithmeticException if they are more than 2³¹ − 1
     */
    public float[] item(int index) {
        Objects.checkIndex(index, length());
        int count = Math.toIntExact(size / length());
        return floats((long) index * count, count);
    }

    /**
     * All values in C order, rounded to floats.
     *
     * @throws ArithmeticException if they are more than 2³¹ − 1
     */
    public float[] toFloats() {
        return floats(0, Math.toIntExact(size));
    }

    private float[] floats(long first, int count) {
        float[] values = new float[count];
        if (type == NumberType.UINT8) { // pictures: one check of the bounds for all
            byte[] bytes = new byte[count];
            MemorySegment.copy(raw, ValueLayout.JAVA_BYTE, first, bytes, 0, count);
            for (int i = 0; i < count; i++) {
                values[i] = bytes[i] & 0xff;
            }
            return values;
        }
        int step = type.bytes();
        long offset = first * step;
        for (int i = 0; i < count; i++) {
            values[i] = (float) type.at(raw, offset + (long) i * step, order);
        }
        return values;
    }

    /** The minimum, ignoring NaN; NaN if all values are NaN. */
    public double minimum() {
        double least = Double.NaN;
        for (long i = 0; i < size; i++) {
            double value = at(i);
            least = value < least || Double.isNaN(least) ? value : least;
        }
        return least;
    }

    /** The maximum, ignoring NaN; NaN if all values are NaN. */
    public double maximum() {
        double greatest = Double.NaN;
        for (long i = 0; i < size; i++) {
            double value = at(i);
            greatest = value > greatest || Double.isNaN(greatest) ? value : greatest;
        }
        return greatest;
    }

    /** The stored bytes in C order, read-only. */
    public MemorySegment raw() {
        return raw;
    }

    /** The byte order of the numbers. */
    public ByteOrder order() {
        return order;
    }

    /** Type and shape, such as {@code UINT8 60000×28×28}. */
    @Override
    public String toString() {
        return type + " " + (shape.isEmpty() ? "single number" : describe(shape));
    }

    /** A shape as printed in messages. */
    public static String describe(List<Integer> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining("×"));
    }
}
