package klarsyn.codec.jpeg;

import java.util.Arrays;
import klarsyn.codec.CodecErrors;
import klarsyn.codec.JpegBits;

/** A JPEG Huffman table: canonical codes of 1 to 16 bits (T.81, Annex C). */
final class JpegHuffman {

    private static final int SHORT = 9;

    private final byte[] symbols;
    /**
     * Length and symbol of every code of up to nine bits, indexed by nine bits that start with it; 0 if there is none.
     */
    private final short[] quick = new short[1 << SHORT];

    private final int[] firstCode = new int[17];
    private final int[] firstIndex = new int[17];
    private final int[] countOf = new int[17];
    private final CodecErrors errors;

    /** From the numbers of codes of 1 to 16 bits, and their symbols in order. */
    JpegHuffman(int[] counts, byte[] symbols, CodecErrors errors) {
        this.symbols = symbols;
        this.errors = errors;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= 16; length++) {
            firstCode[length] = code;
            firstIndex[length] = index;
            countOf[length] = counts[length - 1];
            if (code + countOf[length] > 1 << length) {
                throw errors.damaged("a Huffman table has more codes than fit");
            }
            for (int i = 0; length <= SHORT && i < countOf[length]; i++) {
                int from = (code + i) << (SHORT - length);
                short entry = (short) (length << 8 | (symbols[index + i] & 0xFF));
                Arrays.fill(quick, from, from + (1 << (SHORT - length)), entry);
            }
            code = (code + countOf[length]) << 1;
            index += countOf[length];
        }
    }

    /** Reads the next symbol. */
    int next(JpegBits bits) {
        int ahead = bits.peek(16);
        int entry = quick[ahead >> (16 - SHORT)];
        if (entry != 0) {
            bits.skip(entry >> 8);
            return entry & 0xFF;
        }
        for (int length = SHORT + 1; length <= 16; length++) {
            int offset = (ahead >> (16 - length)) - firstCode[length];
            if (offset >= 0 && offset < countOf[length]) {
                bits.skip(length);
                return symbols[firstIndex[length] + offset] & 0xFF;
            }
        }
        throw errors.damaged("a bit pattern is not a code of its Huffman table");
    }
}
