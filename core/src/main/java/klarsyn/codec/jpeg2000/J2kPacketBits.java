package klarsyn.codec.jpeg2000;

import klarsyn.codec.CodecErrors;

/** The bits of a packet header: a byte FF is followed by a byte of seven bits (T.800, B.10.1). */
final class J2kPacketBits {

    private final byte[] bytes;
    private final int end;
    private final CodecErrors errors;
    private int position;
    private int held;
    private int count;

    J2kPacketBits(byte[] bytes, int position, int end, CodecErrors errors) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
        this.errors = errors;
    }

    int next() {
        if (count == 0) {
            count = held == 0xFF ? 7 : 8;
            if (position >= end) {
                throw errors.damaged("the compressed image is truncated");
            }
            held = bytes[position++] & 0xFF;
        }
        count--;
        return held >> count & 1;
    }

    int take(int bits) {
        int value = 0;
        for (int i = 0; i < bits; i++) {
            value = value << 1 | next();
        }
        return value;
    }

    /** Position of the byte after the header. */
    int end() {
        return held == 0xFF ? position + 1 : position;
    }

    /** Number of coding passes of a code-block (T.800, table B.4). */
    int passes() {
        if (next() == 0) {
            return 1;
        }
        if (next() == 0) {
            return 2;
        }
        int more = take(2);
        if (more < 3) {
            return 3 + more;
        }
        more = take(5);
        return more < 31 ? 6 + more : 37 + take(7);
    }
}
