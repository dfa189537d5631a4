package klarsyn.codec;

/** The bits of one entropy-coded segment of JPEG or JPEG-LS: stuffed zeros are left out, and the next marker ends them. */
public final class JpegBits {

    /** What follows a byte of ones within a segment, so that no marker arises. */
    public enum Stuffing {
        /** A byte of zeros, as T.81 asks. */
        BYTE,
        /** A single zero, as T.87 asks: seven bits of the next byte count. */
        BIT
    }

    private final byte[] bytes;
    private final Stuffing stuffing;
    private final CodecErrors errors;
    private int position;
    private long held;
    private int count;
    /** How many of the held bits stand behind the segment's end; they may be looked at, not taken. */
    private int borrowed;

    public JpegBits(byte[] bytes, int position, Stuffing stuffing, CodecErrors errors) {
        this.bytes = bytes;
        this.position = position;
        this.stuffing = stuffing;
        this.errors = errors;
    }

    /** The next bits without taking them, at most 16; zeros behind the end. */
    public int peek(int bits) {
        if (count < bits) {
            fill();
        }
        return (int) (held >>> (count - bits)) & ((1 << bits) - 1);
    }

    /** Takes bits that were looked at. */
    public void skip(int bits) {
        count -= bits;
        if (count < borrowed) {
            throw errors.damaged("the compressed image ends too soon");
        }
    }

    /** Takes at most 16 bits. */
    public int take(int bits) {
        int value = peek(bits);
        skip(bits);
        return value;
    }

    /** A difference of so many bits as T.81 codes it: the lower half of the codes stands for negative values. */
    public int takeSigned(int bits) {
        int value = take(bits);
        return value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
    }

    /** Counts the zeros before the next one and takes all of them; refuses more than {@code most} zeros. */
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
            throw errors.damaged("a code is longer than any can be");
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

    /** Passes the restart marker of this number, from which the bits go on afresh. */
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

    /** Where the segment ends, or further back. */
    public int position() {
        return position;
    }

    public static int unsignedShort(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }
}
