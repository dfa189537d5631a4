package klarsyn.codec.jpeg2000;

import klarsyn.codec.CodecErrors;
import klarsyn.codec.JpegBits;

/**
 * Quantization of a component's coefficients (T.800, A.6.4 and A.6.5).
 *
 * @param guardBits guard bits against overflow
 * @param derived whether all steps are derived from the first
 * @param exponents by subband, from the lowest resolution on
 * @param mantissas of 11 bits; 0 if nothing was quantized
 */
record J2kSteps(int guardBits, boolean derived, int[] exponents, int[] mantissas) {

    static J2kSteps read(byte[] bytes, int from, int to, CodecErrors errors) {
        if (to <= from) {
            throw errors.damaged("a quantization segment is too short");
        }
        int kind = bytes[from] & 0x1F;
        int width = kind == 0 ? 1 : 2;
        int count = kind == 1 ? 1 : (to - from - 1) / width;
        if (kind > 2 || count < 1 || from + 1 + width * count > to) {
            throw errors.damaged("a quantization segment of kind %d has %d bytes".formatted(kind, to - from));
        }
        int[] exponents = new int[count];
        int[] mantissas = new int[count];
        for (int i = 0; i < count; i++) {
            int value = kind == 0 ? (bytes[from + 1 + i] & 0xFF) << 8 : JpegBits.unsignedShort(bytes, from + 1 + 2 * i);
            exponents[i] = value >> 11;
            mantissas[i] = value & 0x7FF;
        }
        return new J2kSteps(bytes[from] >> 5 & 7, kind == 1, exponents, mantissas);
    }

    /** Exponent of a subband's step; {@code index} counts subbands, {@code resolution} is the subband's resolution. */
    int exponent(int index, int resolution) {
        return derived ? exponents[0] - Math.max(resolution - 1, 0) : exponents[index];
    }

    /** Step size of a subband whose samples nominally have so many bits. */
    float step(int index, int resolution, int bits) {
        double mantissa = 1 + mantissas[derived ? 0 : index] / 2048.0;
        return (float) (mantissa * Math.pow(2, bits - exponent(index, resolution)));
    }

    /** Maximum number of bit planes of the subband's code-blocks. */
    int planes(int index, int resolution) {
        return guardBits + exponent(index, resolution) - 1;
    }
}
