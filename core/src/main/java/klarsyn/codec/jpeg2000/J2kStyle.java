package klarsyn.codec.jpeg2000;

import klarsyn.codec.CodecErrors;

/**
 * Coding style of a component's wavelet coefficients (T.800, A.6.1 and A.6.2).
 *
 * @param levels decomposition levels, 0 to 32
 * @param blockWidth exponent of the code-block width, 2 to 10
 * @param blockHeight exponent of the height; at most 12 in sum with the width
 * @param flags code-block style, one bit for each of the constants here
 * @param reversible whether the transform is reversible
 * @param precincts exponents of the precinct sizes for each resolution, width in the low four bits
 */
record J2kStyle(int levels, int blockWidth, int blockHeight, int flags, boolean reversible, int[] precincts) {

    static final int BYPASS = 0x01;
    static final int RESET = 0x02;
    static final int TERMINATE = 0x04;
    static final int CAUSAL = 0x08;
    static final int SYMBOLS = 0x20;
    static final int HIGH_THROUGHPUT = 0x40;

    /** Parses the part that starts with the number of levels. */
    static J2kStyle read(byte[] bytes, int from, int to, boolean ownPrecincts, CodecErrors errors) {
        if (to - from < 5) {
            throw errors.damaged("a coding style is too short");
        }
        int levels = bytes[from] & 0xFF;
        int width = (bytes[from + 1] & 0xFF) + 2;
        int height = (bytes[from + 2] & 0xFF) + 2;
        int flags = bytes[from + 3] & 0xFF;
        if (levels > 32 || width > 10 || height > 10 || width + height > 12 || (bytes[from + 4] & 0xFE) != 0) {
            throw errors.damaged("a coding style has %d levels, blocks of 2^%d × 2^%d, transform %d"
                    .formatted(levels, width, height, bytes[from + 4]));
        }
        if ((flags & 0x80) != 0 || ((flags & HIGH_THROUGHPUT) != 0 && (flags & 0x37) != 0)) {
            throw errors.unsupported("code-blocks of style %d are not supported".formatted(flags));
        }
        int[] precincts = new int[levels + 1];
        for (int r = 0; r <= levels; r++) {
            precincts[r] = ownPrecincts ? bytes[from + 5 + r] & 0xFF : 0xFF;
            if (r > 0 && ((precincts[r] & 0xF) == 0 || precincts[r] >> 4 == 0)) {
                throw errors.damaged("a precinct is narrower than two coefficients");
            }
        }
        return new J2kStyle(levels, width, height, flags, bytes[from + 4] == 1, precincts);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
