package klarsyn.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import klarsyn.base.DataException;
import klarsyn.codec.CodecErrors;
import klarsyn.codec.JpegBits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegHuffmanTest {

    private static final CodecErrors ERRORS = new CodecErrors("JPEG");

    /** T.81, table K.3: differences of luminance. */
    private static final int[] LUMINANCE = {0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0};

    @ParameterizedTest
    @CsvSource(textBlock = """
        # category, code (T.81, table K.3)
        0,  00
        1,  010
        2,  011
        3,  100
        4,  101
        5,  110
        6,  1110
        7,  11110
        8,  111110
        9,  1111110
        10, 11111110
        11, 111111110
        """)
    void codes_are_those_of_the_standards_own_table(int category, String code) {
        JpegHuffman table = new JpegHuffman(LUMINANCE, ascending(12), ERRORS);

        assertThat(table.next(bits(code))).isEqualTo(category);
    }

    /** One code of each length: short ones are looked up at once, those of ten bits and more are searched for. */
    @ParameterizedTest
    @CsvSource({"1", "2", "8", "9", "10", "15", "16"})
    void a_code_of_any_length_is_found(int length) {
        int[] counts = new int[16];
        Arrays.fill(counts, 1);
        JpegHuffman table = new JpegHuffman(counts, ascending(16), ERRORS);

        assertThat(table.next(bits("1".repeat(length - 1) + "0"))).isEqualTo(length - 1);
    }

    @Test
    void one_code_after_the_other_is_taken() {
        JpegHuffman table = new JpegHuffman(LUMINANCE, ascending(12), ERRORS);
        JpegBits bits = bits("111111110" + "00" + "1110" + "010");

        assertThat(new int[] {table.next(bits), table.next(bits), table.next(bits), table.next(bits)})
                .containsExactly(11, 0, 6, 1);
    }

    @Test
    void symbols_above_127_are_not_negative() {
        int[] counts = new int[16];
        counts[0] = 1;
        counts[11] = 1;
        JpegHuffman table = new JpegHuffman(counts, new byte[] {(byte) 0xF0, (byte) 0xA1}, ERRORS);

        assertThat(table.next(bits("0"))).isEqualTo(0xF0);
        assertThat(table.next(bits("100000000000"))).isEqualTo(0xA1);
    }

    @Test
    void a_pattern_without_a_symbol_is_rejected() {
        JpegHuffman table = new JpegHuffman(LUMINANCE, ascending(12), ERRORS);

        assertThatThrownBy(() -> table.next(bits("1111111111111110")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a bit pattern is not a code of its Huffman table");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # length, codes of that length: one more than fit
        1, 3
        2, 5
        4, 17
        7, 129
        """)
    void more_codes_than_fit_are_rejected(int length, int codes) {
        int[] counts = new int[16];
        counts[length - 1] = codes;

        assertThatThrownBy(() -> new JpegHuffman(counts, ascending(codes), ERRORS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("more codes than fit");
    }

    @Test
    void a_code_behind_the_end_of_the_data_is_rejected() {
        JpegHuffman table = new JpegHuffman(LUMINANCE, ascending(12), ERRORS);
        JpegBits bits = new JpegBits(new byte[] {0}, 0, JpegBits.Stuffing.BYTE, ERRORS);
        for (int i = 0; i < 4; i++) {
            assertThat(table.next(bits)).isZero();
        }

        assertThatThrownBy(() -> table.next(bits))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the compressed image is truncated");
    }

    private static byte[] ascending(int count) {
        byte[] symbols = new byte[count];
        for (int i = 0; i < count; i++) {
            symbols[i] = (byte) i;
        }
        return symbols;
    }

    private static JpegBits bits(String code) {
        JpegWriter writer = new JpegWriter();
        for (int i = 0; i < code.length(); i++) {
            writer.bits(code.charAt(i) - '0', 1);
        }
        writer.bits(0, 16);
        return new JpegBits(writer.end(), 2, JpegBits.Stuffing.BYTE, ERRORS);
    }
}
