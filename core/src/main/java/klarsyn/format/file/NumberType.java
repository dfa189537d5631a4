package klarsyn.format.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Number format of a {@link NumericArray}. */
public enum NumberType {
    /** One byte, 0 for false, other values for true. */
    BOOL(1),
    /** Signed 8-bit integer. */
    INT8(1),
    /** Unsigned 8-bit integer. */
    UINT8(1),
    /** Signed 16-bit integer. */
    INT16(2),
    /** Unsigned 16-bit integer. */
    UINT16(2),
    /** Signed 32-bit integer. */
    INT32(4),
    /** Unsigned 32-bit integer. */
    UINT32(4),
    /** Signed 64-bit integer. */
    INT64(8),
    /** Unsigned 64-bit integer. */
    UINT64(8),
    /** IEEE 754 half precision. */
    FLOAT16(2),
    /** IEEE 754 single precision. */
    FLOAT32(4),
    /** IEEE 754 double precision. */
    FLOAT64(8);

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes per number. */
    public int bytes() {
        return bytes;
    }

    /** Whether every value is an integer. */
    public boolean isWhole() {
        return this != FLOAT16 && this != FLOAT32 && this != FLOAT64;
    }

    /** The number at a byte position; 64-bit integers are rounded to the nearest double. */
    public double at(MemorySegment raw, long offset, ByteOrder order) {
        return switch (this) {
            case BOOL -> raw.get(ValueLayout.JAVA_BYTE, offset) == 0 ? 0 : 1;
            case INT8 -> raw.get(ValueLayout.JAVA_BYTE, offset);
            case UINT8 -> raw.get(ValueLayout.JAVA_BYTE, offset) & 0xff;
            case INT16 -> shortAt(raw, offset, order);
            case UINT16 -> shortAt(raw, offset, order) & 0xffff;
            case INT32 -> intAt(raw, offset, order);
            case UINT32 -> intAt(raw, offset, order) & 0xffffffffL;
            case INT64 -> longAt(raw, offset, order);
            case UINT64 -> unsigned(longAt(raw, offset, order));
            case FLOAT16 -> Float.float16ToFloat(shortAt(raw, offset, order));
            case FLOAT32 -> Float.intBitsToFloat(intAt(raw, offset, order));
            case FLOAT64 -> Double.longBitsToDouble(longAt(raw, offset, order));
        };
    }

    private static short shortAt(MemorySegment raw, long offset, ByteOrder order) {
        short bits = raw.get(SHORT, offset);
        return order == ByteOrder.LITTLE_ENDIAN ? bits : Short.reverseBytes(bits);
    }

    private static int intAt(MemorySegment raw, long offset, ByteOrder order) {
        int bits = raw.get(INT, offset);
        return order == ByteOrder.LITTLE_ENDIAN ? bits : Integer.reverseBytes(bits);
    }

    private static long longAt(MemorySegment raw, long offset, ByteOrder order) {
        long bits = raw.get(LONG, offset);
        return order == ByteOrder.LITTLE_ENDIAN ? bits : Long.reverseBytes(bits);
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0; // the lowest bit determines the rounding of ties
    }
}
