package klarsyn.codec.jpeg;

import java.io.ByteArrayOutputStream;

/**
 * Writes JPEG codestreams marker by marker and bit by bit, independent of the decoder: the codes are as long as they
 * can be read by eye, not as short as they could be.
 */
final class JpegWriter {

    /** Categories 0 to 16 of a difference, each in a code of five bits. */
    static final int CATEGORIES = 17;

    /** Run and size of a coefficient as one symbol, sizes up to 14, each in a code of eight bits. */
    private static final int RUNS_AND_SIZES = 240;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int held;
    private int count;

    JpegWriter() {
        marker(0xD8);
    }

    JpegWriter marker(int code) {
        bytes.write(0xFF);
        bytes.write(code);
        return this;
    }

    /** A marker with its length and its content, a byte each. */
    JpegWriter segment(int code, int... content) {
        marker(code);
        write16(content.length + 2);
        for (int value : content) {
            bytes.write(value);
        }
        return this;
    }

    /** A frame header; {@code sampling} has the two factors of each component as 0x11 or 0x21. */
    JpegWriter frame(int code, int bits, int columns, int rows, int... sampling) {
        int[] content = new int[6 + 3 * sampling.length];
        content[0] = bits;
        content[1] = rows >> 8;
        content[2] = rows & 0xFF;
        content[3] = columns >> 8;
        content[4] = columns & 0xFF;
        content[5] = sampling.length;
        for (int i = 0; i < sampling.length; i++) {
            content[6 + 3 * i] = i + 1;
            content[7 + 3 * i] = sampling[i];
        }
        return segment(code, content);
    }

    /** Table 0 for differences: symbol n has the code n in five bits. */
    JpegWriter tableOfDifferences() {
        return table(0x00, 5, CATEGORIES);
    }

    /** Table 0 for coefficients: run r of size s has the code 15 r + s in eight bits. */
    JpegWriter tableOfCoefficients() {
        int[] content = new int[17 + RUNS_AND_SIZES];
        content[0] = 0x10;
        content[8] = RUNS_AND_SIZES;
        for (int i = 0; i < RUNS_AND_SIZES; i++) {
            content[17 + i] = (i / 15) << 4 | (i % 15);
        }
        return segment(0xC4, content);
    }

    private JpegWriter table(int id, int length, int symbols) {
        int[] content = new int[17 + symbols];
        content[0] = id;
        content[length] = symbols;
        for (int i = 0; i < symbols; i++) {
            content[17 + i] = i;
        }
        return segment(0xC4, content);
    }

    /** Quantization table 0, with the same divisor for every coefficient. */
    JpegWriter quantization(int divisor) {
        int[] content = new int[129];
        content[0] = 0x10;
        for (int i = 0; i < 64; i++) {
            content[1 + 2 * i] = divisor >> 8;
            content[2 + 2 * i] = divisor & 0xFF;
        }
        return segment(0xDB, content);
    }

    /** A scan header for some components, counted from 1; the last byte contains the point transform. */
    JpegWriter scan(int selection, int pointTransform, int... components) {
        int[] content = new int[4 + 2 * components.length];
        content[0] = components.length;
        for (int i = 0; i < components.length; i++) {
            content[1 + 2 * i] = components[i];
        }
        content[1 + 2 * components.length] = selection;
        content[2 + 2 * components.length] = 63;
        content[3 + 2 * components.length] = pointTransform;
        return segment(0xDA, content);
    }

    /** A difference by its category and the bits that tell it apart within the category. */
    void difference(int value) {
        int category = category(value);
        bits(category, 5);
        bits(amplitude(value, category), category == 16 ? 0 : category);
    }

    /** A coefficient after some zeros. */
    void coefficient(int zeros, int value) {
        int size = category(value);
        bits(15 * zeros + size, 8);
        bits(amplitude(value, size), size);
    }

    static int category(int value) {
        return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    }

    private static int amplitude(int value, int category) {
        return value < 0 ? value + (1 << category) - 1 : value;
    }

    void bits(int value, int length) {
        for (int i = length - 1; i >= 0; i--) {
            held = held << 1 | (value >> i & 1);
            if (++count == 8) {
                flushByte();
            }
        }
    }

    private void flushByte() {
        bytes.write(held);
        if (held == 0xFF) {
            bytes.write(0);
        }
        held = 0;
        count = 0;
    }

    /** Fills the last byte up with ones. */
    JpegWriter endOfSegment() {
        while (count > 0) {
            bits(1, 1);
        }
        return this;
    }

    void restart(int number) {
        endOfSegment();
        marker(0xD0 + (number & 7));
    }

    byte[] end() {
        endOfSegment();
        marker(0xD9);
        return bytes.toByteArray();
    }

    private void write16(int value) {
        bytes.write(value >> 8);
        bytes.write(value);
    }
}
