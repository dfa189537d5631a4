package klarsyn.codec.jpeg2000;

import java.util.Arrays;
import klarsyn.codec.CodecErrors;

/**
 * Decodes code-blocks of high-throughput JPEG 2000 (T.814): a cleanup pass over quads of coefficients, then at most one
 * significance and one refinement pass for the plane below.
 */
final class HtBlockDecoder {

    private final CodecErrors errors;
    private int width;
    private int height;
    private int plane;
    private int[] magnitudes = {};
    /** Decoded entry of {@link HtTables} for each quad, with one extra column on each side and one extra line above. */
    private int[] quads = {};

    private int[] exponents = {};
    private int quadsAcross;

    HtBlockDecoder(CodecErrors errors) {
        this.errors = errors;
    }

    /** Decodes a block of a band and returns its coefficients, doubled, line by line. */
    int[] decode(J2kBlock block, J2kBand band, J2kStyle style) {
        width = block.rect.width();
        height = block.rect.height();
        plane = band.planes() - block.emptyPlanes;
        int passes = block.passes;
        if (plane < 1 || plane > 29 || passes > 3 || (passes > 1 && plane < 2)) {
            throw errors.damaged("a code-block has %d passes in %d planes".formatted(passes, plane));
        }
        magnitudes = new int[width * height];
        byte[] cleanup = block.segments.getFirst().bytes.toByteArray();
        decodeCleanup(cleanup);
        if (passes > 1) {
            byte[] refinement = block.segments.get(1).bytes.toByteArray();
            boolean[] coarse = new boolean[magnitudes.length];
            for (int i = 0; i < coarse.length; i++) {
                coarse[i] = magnitudes[i] != 0;
            }
            new HtRefinement(width, height, plane, magnitudes, coarse)
                    .decode(refinement, passes > 2, style.has(J2kStyle.CAUSAL));
        }
        return magnitudes;
    }

    private void decodeCleanup(byte[] bytes) {
        int length = bytes.length;
        int suffix = length < 2 ? 0 : (bytes[length - 1] & 0xFF) << 4 | (bytes[length - 2] & 0xF);
        if (suffix < 2 || suffix > length || suffix > 4079) {
            throw errors.damaged("a code-block of %d bytes claims a second part of %d".formatted(length, suffix));
        }
        HtEvents events = new HtEvents(bytes, length - suffix, length - 2);
        HtBits codes = HtBits.backwardFromHalf(bytes, length - 2, suffix - 1);
        HtBits values = HtBits.forward(bytes, 0, length - suffix, 0xFF);
        quadsAcross = (width + 1) / 2;
        int line = quadsAcross + 3;
        quads = new int[line * 2];
        exponents = new int[2 * quadsAcross + 4];
        int[] lengths = new int[quadsAcross + 1];
        for (int y = 0; y < height; y += 2) {
            System.arraycopy(quads, line, quads, 0, line);
            Arrays.fill(quads, line, 2 * line, 0);
            decodePattern(y == 0, line, events, codes, lengths);
            decodeValues(y, line, values, lengths);
        }
    }

    /** Decodes which coefficients of a line of quads are significant, and their exponents. */
    private void decodePattern(boolean first, int line, HtEvents events, HtBits codes, int[] lengths) {
        short[] table = HtTables.codes(first);
        for (int q = 0; q < quadsAcross; q += 2) {
            for (int i = q; i < Math.min(q + 2, quadsAcross); i++) {
                int context = first ? contextOfFirst(quads[line + i]) : context(i, line);
                if (context != 0 || events.next()) {
                    int code = table[context * 128 + codes.peek(7)] & 0xFFFF;
                    quads[line + i + 1] = code;
                    codes.skip(code & 7);
                }
            }
            boolean left = (quads[line + q + 1] & 8) != 0;
            boolean right = (quads[line + q + 2] & 8) != 0;
            decodeLengths(first, left, right, q, events, codes, lengths);
        }
    }

    private static int contextOfFirst(int west) {
        return ((west >> 4 | west >> 5) & 1) | (west >> 5 & 6);
    }

    private int context(int q, int line) {
        int northWest = quads[q];
        int north = quads[q + 1];
        int northEast = quads[q + 2];
        int west = quads[line + q];
        return ((northWest >> 7 | north >> 5) & 1)
                | ((west >> 6 | west >> 7) & 1) << 1
                | ((north >> 7 | northEast >> 5) & 1) << 2;
    }

    /** Decodes the unsigned residuals of the exponents of two quads. */
    private static void decodeLengths(
            boolean first, boolean left, boolean right, int q, HtEvents events, HtBits codes, int[] lengths) {
        int base = first && left && right && events.next() ? 2 : 0;
        int leftPrefix = left ? prefix(codes) : 0;
        boolean shortRight = first && left && right && base == 0 && leftPrefix > 2;
        int rightPrefix = !right ? 0 : shortRight ? 1 + codes.take(1) : prefix(codes);
        lengths[q] = base + leftPrefix + suffix(leftPrefix, codes);
        lengths[q + 1] = base + rightPrefix + (shortRight ? 0 : suffix(rightPrefix, codes));
    }

    private static int prefix(HtBits codes) {
        if (codes.take(1) == 1) {
            return 1;
        }
        if (codes.take(1) == 1) {
            return 2;
        }
        return codes.take(1) == 1 ? 3 : 5;
    }

    private static int suffix(int prefix, HtBits codes) {
        return prefix == 3 ? codes.take(1) : prefix == 5 ? codes.take(5) : 0;
    }

    private void decodeValues(int y, int line, HtBits values, int[] lengths) {
        int bottomOfLast = 0;
        for (int q = 0; q < quadsAcross; q++) {
            int code = quads[line + q + 1];
            int pattern = code >> 4 & 0xF;
            // Exponents of the four coefficients above are at 2 q to 2 q + 3, shifted by one.
            int above = exponents[2 * q] | exponents[2 * q + 1] | exponents[2 * q + 2] | exponents[2 * q + 3];
            boolean several = (pattern & (pattern - 1)) != 0;
            int expected = y > 0 && several ? Math.max(1, 31 - Integer.numberOfLeadingZeros(above | 1)) : 1;
            int bits = lengths[q] + expected;
            if (pattern != 0 && bits + plane > 30) {
                throw errors.damaged("a coefficient has %d bits above plane %d".formatted(bits, plane));
            }
            exponents[2 * q] = bottomOfLast;
            for (int n = 0; n < 4; n++) {
                int size = 0;
                if ((pattern >> n & 1) != 0) {
                    size = decodeValue(2 * q + (n >> 1), y + (n & 1), bits, code >> n, values);
                }
                if (n == 1) {
                    exponents[2 * q + 1] = size;
                } else if (n == 3) {
                    bottomOfLast = size;
                }
            }
        }
        exponents[2 * quadsAcross] = bottomOfLast;
        exponents[2 * quadsAcross + 1] = 0;
    }

    private int decodeValue(int x, int y, int bits, int code, HtBits values) {
        int coded = bits - (code >> 12 & 1);
        int value = values.take(coded);
        int size = (value & -2) | (code >> 8 & 1) << coded | 1;
        if (x < width && y < height) {
            int magnitude = (size + 2) << (plane - 1);
            magnitudes[y * width + x] = (value & 1) == 1 ? -magnitude : magnitude;
        }
        return size;
    }
}
