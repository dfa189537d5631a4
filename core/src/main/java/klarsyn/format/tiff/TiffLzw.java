package klarsyn.format.tiff;

import java.io.EOFException;

/** TIFF's LZW: codes of 9 to 12 bits, most significant bit first, widened one code early. */
final class TiffLzw {

    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int MAX_CODES = 4096;

    private final byte[] packed;
    private final byte[] bytes;

    /** Position of each code's string in the output: strings are substrings of the output. */
    private final int[] starts = new int[MAX_CODES];

    private final int[] lengths = new int[MAX_CODES];
    private long bit;
    private int filled;

    TiffLzw(byte[] packed, int wanted) {
        this.packed = packed;
        this.bytes = new byte[wanted];
    }

    byte[] unpack() throws EOFException {
        int next = FIRST;
        int width = 9;
        int last = -1;
        while (filled < bytes.length) {
            int code = read(width);
            if (code == END) {
                throw TiffCompression.tooFew(filled, bytes.length);
            }
            if (code == CLEAR) {
                next = FIRST;
                width = 9;
                last = -1;
                continue;
            }
            int start = filled;
            append(code, next, last);
            if (last >= 0 && next < MAX_CODES) {
                // The string of the last code and the first byte of this one, which are adjacent.
                starts[next] = start - lengthOf(last);
                lengths[next] = lengthOf(last) + 1;
                next++;
                width = next + 1 >= 1 << width ? Math.min(width + 1, 12) : width;
            }
            last = code;
        }
        return bytes;
    }

    private void append(int code, int next, int last) {
        if (code < CLEAR) {
            bytes[filled++] = (byte) code;
            return;
        }
        boolean own = code == next && last >= 0;
        if (code > next || (code == next && !own)) {
            throw new IndexOutOfBoundsException("code " + code);
        }
        int from = own ? filled - lengthOf(last) : starts[code];
        int length = own ? lengthOf(last) + 1 : lengths[code];
        for (int i = 0; i < length && filled < bytes.length; i++) {
            bytes[filled++] = bytes[from + i];
        }
    }

    private int lengthOf(int code) {
        return code < CLEAR ? 1 : lengths[code];
    }

    private int read(int width) throws EOFException {
        if (bit + width > (long) packed.length * Byte.SIZE) {
            throw TiffCompression.tooFew(filled, bytes.length);
        }
        int code = 0;
        for (int i = 0; i < width; i++, bit++) {
            code = code << 1 | (packed[(int) (bit >> 3)] >> (7 - (int) (bit & 7)) & 1);
        }
        return code;
    }
}
