package klarsyn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import klarsyn.base.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegBitsTest {

    @Test
    void bits_come_highest_first() {
        JpegBits bits = stuffedByBytes("A5 0F");

        assertThat(bits.take(1)).isEqualTo(1);
        assertThat(bits.take(3)).isEqualTo(0b010);
        assertThat(bits.take(8)).isEqualTo(0x50);
        assertThat(bits.take(4)).isEqualTo(0xF);
    }

    @Test
    void a_stuffed_byte_is_left_out() {
        JpegBits bits = stuffedByBytes("FF 00 12 FF 00");

        assertThat(bits.take(16)).isEqualTo(0xFF12);
        assertThat(bits.take(8)).isEqualTo(0xFF);
    }

    /** T.87, A.1: after a byte of ones only seven bits follow, behind a zero. */
    @Test
    void a_stuffed_bit_is_left_out() {
        JpegBits bits = new JpegBits(bytes("FF 7F 80"), 0, JpegBits.Stuffing.BIT, new CodecErrors("JPEG-LS"));

        assertThat(bits.take(15)).isEqualTo(0x7FFF);
        assertThat(bits.take(8)).isEqualTo(0x80);
    }

    @ParameterizedTest
    @CsvSource({"BYTE", "BIT"})
    void a_marker_ends_the_bits(JpegBits.Stuffing stuffing) {
        JpegBits bits = new JpegBits(bytes("12 FF D9"), 0, stuffing, new CodecErrors("JPEG"));
        bits.take(8);

        assertThatThrownBy(() -> bits.take(1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the compressed image is truncated");
    }

    @Test
    void bits_behind_the_end_may_be_looked_at_but_not_taken() {
        JpegBits bits = stuffedByBytes("C0");

        assertThat(bits.peek(16)).isEqualTo(0xC000);
        assertThat(bits.take(8)).isEqualTo(0xC0);
        assertThatThrownBy(() -> bits.skip(1)).isInstanceOf(DataException.class);
    }

    /** T.81, table F.1. */
    @ParameterizedTest
    @CsvSource(textBlock = """
        # bits, code, value
        1, 0,    -1
        1, 1,    1
        2, 00,   -3
        2, 01,   -2
        2, 10,   2
        2, 11,   3
        4, 0000, -15
        4, 0111, -8
        4, 1000, 8
        4, 1111, 15
        """)
    void the_lower_half_of_the_codes_is_negative(int length, String code, int value) {
        String padded = (code + "0000000").substring(0, 8);
        JpegBits bits = stuffedByBytes("%02X".formatted(Integer.parseInt(padded, 2)));

        assertThat(bits.takeSigned(length)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # bytes, zeros before the first one
        80,          0
        40,          1
        01,          7
        0001,        15
        000080,      16
        0000 0001,   31
        0000 0000 40, 33
        """)
    void zeros_before_a_one_are_counted(String hex, int zeros) {
        assertThat(stuffedByBytes(hex).takeUnary(40)).isEqualTo(zeros);
    }

    @Test
    void more_zeros_than_any_code_has_are_rejected() {
        assertThatThrownBy(() -> stuffedByBytes("0001").takeUnary(14))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a code exceeds the maximum length");
        assertThatThrownBy(() -> stuffedByBytes("00".repeat(20)).takeUnary(30)).isInstanceOf(DataException.class);
    }

    @Test
    void a_restart_leaves_out_what_is_left_of_the_byte() {
        JpegBits bits = stuffedByBytes("F0 FF D3 55");
        bits.take(4);
        bits.restart(3);

        assertThat(bits.take(8)).isEqualTo(0x55);
    }

    @Test
    void bytes_of_ones_may_fill_up_before_a_restart() {
        JpegBits bits = stuffedByBytes("F0 FF FF FF D0 55");
        bits.take(8);
        bits.restart(8);

        assertThat(bits.take(8)).isEqualTo(0x55);
    }

    @ParameterizedTest
    @CsvSource({"F0 FF D4 55", "F0", "F0 FF"})
    void a_restart_that_is_not_there_is_rejected(String hex) {
        JpegBits bits = stuffedByBytes(hex);
        bits.take(8);

        assertThatThrownBy(() -> bits.restart(3))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("restart marker 3 is missing");
    }

    @Test
    void the_next_marker_lies_at_the_position_or_behind_it() {
        JpegBits bits = stuffedByBytes("12 34 56 FF D9");
        bits.take(16);

        assertThat(bits.position()).isLessThanOrEqualTo(3);
    }

    private static JpegBits stuffedByBytes(String hex) {
        return new JpegBits(bytes(hex), 0, JpegBits.Stuffing.BYTE, new CodecErrors("JPEG"));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
