package klarsyn.format.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Numbers on a grid of any number of axes as a file stores them, turned to floating point only when asked for.
 *
 * <p>Values lie in C order: the last axis is the fastest. The first axis counts the entries, so that
 * {@code train_images} of MedMNIST, {@code [N][28][28]}, has {@link #length()} N and an {@link #itemShape()} of 28 by
 * 28. Immutable, and safe for many threads; a large array may stay in its file, mapped to memory, and the file must
 * then not be shortened while it is used.
 */
public final class NumericArray {

    private final NumberType type;
    private final List<Integer> shape;
    private final MemorySegment raw;
    private final ByteOrder order;
    private final long size;

    /** Takes bytes that nobody else writes to, exactly as many as the shape wants. */
    public NumericArray(NumberType type, List<Integer> shape, MemorySegment raw, ByteOrder order) {
        this.type = type;
        this.shape = List.copyOf(shape);
        this.raw = raw.asReadOnly();
        this.order = order;
        this.size = sizeOf(shape);
        if (Math.multiplyExact(size, type.bytes()) != raw.byteSize()) {
            throw new IllegalArgumentException(
                    "%d bytes are no %s array of shape %s".formatted(raw.byteSize(), type, shape));
        }
    }

    /**
     * Floats on a grid, which are copied.
     *
     * @param values in C order
     * @param shape  numbers along each axis, the slowest first; none for a single number
     * @throws IllegalArgumentException if the shape has another number of values
     */
    public static NumericArray of(float[] values, int... shape) {
        byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
        MemorySegment raw = MemorySegment.ofArray(bytes);
        MemorySegment.copy(
                values, 0, raw, ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0, values.length);
        return new NumericArray(NumberType.FLOAT32, listOf(shape), raw, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Whole numbers from 0 to 255 on a grid, which are copied.
     *
     * @param values in C order, each taken without its sign
     * @param shape  numbers along each axis, the slowest first; none for a single number
     * @throws IllegalArgumentException if the shape has another number of values
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
                throw new IllegalArgumentException("an axis cannot have " + along + " numbers");
            }
            size = Math.multiplyExact(size, along);
        }
        return size;
    }

    /** How each number is stored. */
    public NumberType type() {
        return type;
    }

    /** Numbers along each axis, the slowest axis first; empty for a single number. */
    public List<Integer> shape() {
        return shape;
    }

    /** Number of values in all. */
    public long size() {
        return size;
    }

    /** Entries along the first axis; 1 if the array is a single number. */
    public int length() {
        return shape.isEmpty() ? 1 : shape.getFirst();
    }

    /** The shape of one entry: all axes but the first. */
    public List<Integer> itemShape() {
        return shape.isEmpty() ? shape : shape.subList(1, shape.size());
    }

    /**
     * One value.
     *
     * @param flat its place in C order, from 0 to {@code size() - 1}
     * @return the stored number, a 64-bit integer rounded to the nearest double, a truth value as 0 or 1
     */
    public double at(long flat) {
        return type.at(raw, Objects.checkIndex(flat, size) * type.bytes(), order);
    }

    /**
     * All values of one entry along the first axis in C order, rounded to floats.
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

    /** The least value, NaN left out; NaN if there is no other. */
    public double minimum() {
        double least = Double.NaN;
        for (long i = 0; i < size; i++) {
            double value = at(i);
            least = value < least || Double.isNaN(least) ? value : least;
        }
        return least;
    }

    /** The greatest value, NaN left out; NaN if there is no other. */
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

    /** The order of the bytes of one number. */
    public ByteOrder order() {
        return order;
    }

    /** Type and shape, such as {@code UINT8 60000×28×28}. */
    @Override
    public String toString() {
        return type + " " + (shape.isEmpty() ? "single number" : describe(shape));
    }

    /** A shape as it is written in messages. */
    public static String describe(List<Integer> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining("×"));
    }
}
