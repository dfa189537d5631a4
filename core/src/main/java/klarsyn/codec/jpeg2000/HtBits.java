package klarsyn.codec.jpeg2000;

/**
 * A bit stream of a high-throughput code-block, lowest bit first; some run forward, some backward, and each skips
 * stuffed bits (T.814, 7.1).
 */
final class HtBits {

    private final byte[] bytes;
    private final int step;
    private final int fill;
    private int position;
    private int left;
    private long held;
    private int count;
    private boolean stuffed;

    private HtBits(byte[] bytes, int position, int left, int step, int fill, boolean stuffed) {
        this.bytes = bytes;
        this.position = position;
        this.left = left;
        this.step = step;
        this.fill = fill;
        this.stuffed = stuffed;
    }

    /** A forward stream; {@code fill} is the value of bytes past the end. */
    static HtBits forward(byte[] bytes, int from, int length, int fill) {
        return new HtBits(bytes, from, length, 1, fill, false);
    }

    /** A backward stream, from the last byte. */
    static HtBits backward(byte[] bytes, int last, int length) {
        return new HtBits(bytes, last, length, -1, 0, true);
    }

    /** As {@link #backward}, but starting at the lower half of the last byte, which is part of a number. */
    static HtBits backwardFromHalf(byte[] bytes, int last, int length) {
        int half = bytes[last] >> 4 & 0xF;
        HtBits bits = new HtBits(bytes, last - 1, length - 1, -1, 0, half > 8);
        bits.held = half;
        bits.count = (half & 7) == 7 ? 3 : 4;
        return bits;
    }

    /** Returns the next bits without consuming them, at most 32. */
    int peek(int bits) {
        while (count < bits) {
            append();
        }
        return (int) (held & ((1L << bits) - 1));
    }

    void skip(int bits) {
        held >>>= bits;
        count -= bits;
    }

    int take(int bits) {
        int value = peek(bits);
        skip(bits);
        return value;
    }

    private void append() {
        int next = left > 0 ? bytes[position] & 0xFF : fill;
        position += step;
        left--;
        boolean short7 = step > 0 ? stuffed : stuffed && (next & 0x7F) == 0x7F;
        held |= (long) (short7 ? next & 0x7F : next) << count;
        count += short7 ? 7 : 8;
        stuffed = step > 0 ? next == 0xFF : next > 0x8F;
    }
}
