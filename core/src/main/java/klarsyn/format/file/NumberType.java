package klarsyn.format.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** How one number of a {@link NumericArray} is stored. */
public enum NumberType {
    /** One byte, 0 for false, anything else for true. */
    BOOL(1),
    /** 8-bit integer with a sign. */
    INT8(1),
    /** 8-bit integer without a sign. */
    UINT8(1),
    /** 16-bit integer with a sign. */
    INT16(2),
    /** 16-bit integer without a sign. */
    UINT16(2),
    /** 32-bit integer with a sign. */
    INT32(4),
    /** 32-bit integer without a sign. */
    UINT32(4),
    /** 64-bit integer with a sign. */
    INT64(8),
    /** 64-bit integer without a sign. */
    UINT64(8),
    /** Half precision of IEEE 754. */
    FLOAT16(2),
    /** Single precision of IEEE 754. */
    FLOAT32(4),
    /** Double precision of IEEE 754. */
    FLOAT64(8);

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }

    /** Whether every value is a whole number. */
    public boolean isWhole() {
        return this != FLOAT16 && this != FLOAT32 && this != FLOAT64;
    }

    /** The number at a place in bytes; 64-bit integers are rounded to the nearest double. */
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
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0; // the odd bit decides how a half is rounded
    }
}
