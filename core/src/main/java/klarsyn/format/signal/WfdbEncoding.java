package klarsyn.format.signal;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Sample encoding of a WFDB signal file.
 *
 * <p>Source: signal(5) of the WFDB Applications Guide, G. B. Moody, PhysioNet.
 */
enum WfdbEncoding {
    /** First differences. */
    DIFFERENCE_8(8, 1, 1, Integer.MIN_VALUE),
    LITTLE_ENDIAN_16(16, 1, 2, -32768),
    LITTLE_ENDIAN_24(24, 1, 3, -(1 << 23)),
    LITTLE_ENDIAN_32(32, 1, 4, Integer.MIN_VALUE),
    BIG_ENDIAN_16(61, 1, 2, -32768),
    OFFSET_8(80, 1, 1, -128),
    OFFSET_16(160, 1, 2, -32768),
    /** Two 12-bit samples in three bytes. */
    PACKED_12(212, 2, 3, -2048),
    /** Three 10-bit samples in two 16-bit words. */
    PACKED_10(310, 3, 4, -512),
    /** Three 10-bit samples in one 32-bit word. */
    DENSE_10(311, 3, 4, -512);

    private final int code;
    private final int samples;
    private final int bytes;
    private final int invalid;

    WfdbEncoding(int code, int samples, int bytes, int invalid) {
        this.code = code;
        this.samples = samples;
        this.bytes = bytes;
        this.invalid = invalid;
    }

    /** The encoding with this format number. */
    static Optional<WfdbEncoding> of(int code) {
        for (WfdbEncoding encoding : values()) {
            if (encoding.code == code) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }

    int code() {
        return code;
    }

    /** The value that marks a missing sample. */
    OptionalInt invalid() {
        return this == DIFFERENCE_8 ? OptionalInt.empty() : OptionalInt.of(invalid);
    }

    /** Size of this many samples in bytes. */
    long bytesFor(long count) {
        long rest = count % samples;
        return count / samples * bytes + (rest == 0 ? 0 : partial(rest));
    }

    /** Number of complete samples in this many bytes. */
    long samplesIn(long size) {
        long count = size / bytes * samples;
        while (bytesFor(count + 1) <= size) {
            count++;
        }
        return count;
    }

    private long partial(long rest) {
        return switch (this) {
            case PACKED_10 -> rest == 1 ? 2 : 4;
            case DENSE_10 -> rest == 1 ? 2 : 3;
            default -> 2;
        };
    }

    /** A sample or difference by its index. */
    int at(byte[] raw, int index) {
        int start = Math.toIntExact((long) index / samples * bytes);
        return switch (this) {
            case DIFFERENCE_8 -> raw[start];
            case LITTLE_ENDIAN_16 -> (short) word(raw, start);
            case LITTLE_ENDIAN_24 -> word(raw, start) | raw[start + 2] << 16;
            case LITTLE_ENDIAN_32 -> word(raw, start) | word(raw, start + 2) << 16;
            case BIG_ENDIAN_16 -> raw[start] << 8 | (raw[start + 1] & 0xFF);
            case OFFSET_8 -> (raw[start] & 0xFF) - 128;
            case OFFSET_16 -> word(raw, start) - 32768;
            case PACKED_12 -> twelve(raw, start, index % 2);
            case PACKED_10 -> ten(raw, start, index % 3);
            case DENSE_10 -> signed((int) (bits(raw, start) >>> (10 * (index % 3))) & 0x3FF, 10);
        };
    }

    private static int twelve(byte[] raw, int start, int place) {
        int high = raw[start + 1];
        return place == 0
                ? signed((high & 0x0F) << 8 | (raw[start] & 0xFF), 12)
                : signed((high & 0xF0) << 4 | (raw[start + 2] & 0xFF), 12);
    }

    private static int ten(byte[] raw, int start, int place) {
        if (place < 2) {
            return signed((word(raw, start + 2 * place) >> 1) & 0x3FF, 10);
        }
        return signed((word(raw, start + 2) >> 11) << 5 | word(raw, start) >> 11, 10);
    }

    /** The 32 bits from a byte on; zeros past the end. */
    private static long bits(byte[] raw, int start) {
        long bits = 0;
        for (int i = 0; i < 4 && start + i < raw.length; i++) {
            bits |= (raw[start + i] & 0xFFL) << (8 * i);
        }
        return bits;
    }

    private static int word(byte[] raw, int start) {
        return (raw[start] & 0xFF) | (raw[start + 1] & 0xFF) << 8;
    }

    private static int signed(int value, int bits) {
        int shift = 32 - bits;
        return (value << shift) >> shift;
    }
}
