package klarsyn.codec;

/**
 * Reads the bits of one entropy-coded segment of JPEG or JPEG-LS; removes stuffed zeros and stops at the next marker.
 */
public final class JpegBits {

    /** Stuffing after a byte FF within a segment, which prevents accidental markers. */
    public enum Stuffing {
        /** A zero byte (T.81). */
        BYTE,
        /** A single zero bit (T.87): seven bits of the next byte are data. */
        BIT
    }

    private final byte[] bytes;
    private final Stuffing stuffing;
    private final CodecErrors errors;
    private int position;
    private long held;
    private int count;
    /** Number of buffered bits past the end of the segment; they may be peeked at but not consumed. */
    private int borrowed;

    public JpegBits(byte[] bytes, int position, Stuffing stuffing, CodecErrors errors) {
        this.bytes = bytes;
        this.position = position;
        this.stuffing = stuffing;
        this.errors = errors;
    }

    /** Returns the next bits without consuming them, at most 16; zeros past the end. */
    public int peek(int bits) {
        if (count < bits) {
            fill();
        }
        return (int) (held >>> (count - bits)) & ((1 << bits) - 1);
    }

    /** Consumes bits that were peeked at. */
    public void skip(int bits) {
        count -= bits;
        if (count < borrowed) {
            throw errors.damaged("the compressed image is truncated");
        }
    }

    /** Reads at most 16 bits. */
    public int take(int bits) {
        int value = peek(bits);
        skip(bits);
        return value;
    }

    /** Reads a difference of so many bits as coded in T.81: the lower half of the codes is negative. */
    public int takeSigned(int bits) {
        int value = take(bits);
        return value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
    }

    /** Counts the zeros before the next one and consumes all of them; rejects more than {@code most} zeros. */
    public int takeUnary(int most) {
        int zeros = 0;
        while (peek(16) == 0) {
            skip(16);
            zeros += 16;
            if (zeros > most) {
                break;
            }
        }
        int more = Integer.numberOfLeadingZeros(peek(16)) - 16;
        if (zeros + more > most) {
            throw errors.damaged("a code exceeds the maximum length");
        }
        skip(more + 1);
        return zeros + more;
    }

    private void fill() {
        while (count <= 48) {
            int next = byteAt(position);
            if (next == 0xFF) {
                fillBehindOnes(byteAt(position + 1));
            } else {
                append(Math.max(next, 0), 8, next < 0 ? 0 : 1);
            }
        }
    }

    private void fillBehindOnes(int next) {
        if (stuffing == Stuffing.BIT) {
            boolean marker = next < 0 || next >= 0x80;
            append(marker ? 0 : 0xFF << 7 | next, marker ? 8 : 15, marker ? 0 : 2);
        } else if (next == 0xFF) {
            position++;
        } else {
            append(next == 0 ? 0xFF : 0, 8, next == 0 ? 2 : 0);
        }
    }

    private void append(int value, int bits, int bytesTaken) {
        held = held << bits | value;
        count += bits;
        borrowed += bytesTaken == 0 ? bits : 0;
        position += bytesTaken;
    }

    private int byteAt(int at) {
        return at < bytes.length ? bytes[at] & 0xFF : -1;
    }

    /** Consumes the restart marker of this number and starts a new segment. */
    public void restart(int number) {
        while (byteAt(position) == 0xFF && byteAt(position + 1) == 0xFF) {
            position++;
        }
        boolean found = byteAt(position) == 0xFF && byteAt(position + 1) == 0xD0 + (number & 7);
        if (!found) {
            throw errors.damaged("restart marker %d is missing".formatted(number & 7));
        }
        position += 2;
        held = 0;
        count = 0;
        borrowed = 0;
    }

    /** End position of the segment, or an earlier position. */
    public int position() {
        return position;
    }

    public static int unsignedShort(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }
}
