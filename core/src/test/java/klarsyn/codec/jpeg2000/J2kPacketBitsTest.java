package klarsyn.codec.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import klarsyn.base.DataException;
import klarsyn.codec.CodecErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class J2kPacketBitsTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
        # code, passes (T.800, table B.4)
        0,                1
        10,               2
        1100,             3
        1101,             4
        1110,             5
        111100000,        6
        111100001,        7
        111111110,        36
        1111111110000000, 37
        1111111110000001, 38
        1111111111111111, 164
        """)
    void the_number_of_passes_has_a_code_of_growing_length(String code, int passes) {
        assertThat(bits(PacketBitsWriter.bytes(code)).passes()).isEqualTo(passes);
    }

    @Test
    void every_number_of_passes_comes_back() {
        for (int passes = 1; passes <= 164; passes++) {
            byte[] bytes = PacketBitsWriter.bytes(PacketBitsWriter.passes(passes));
            assertThat(bits(bytes).passes()).isEqualTo(passes);
        }
    }

    @Test
    void behind_a_byte_of_ones_only_seven_bits_count() {
        J2kPacketBits bits = bits(HexFormat.of().parseHex("FF5580"));

        assertThat(bits.take(8)).isEqualTo(0xFF);
        assertThat(bits.take(7)).isEqualTo(0x55);
        assertThat(bits.take(1)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # bytes, bits taken, end: a header that ends in a byte of ones has one more behind it
        80,     1,  1
        8000,   8,  1
        8000,   9,  2
        FF00,   8,  2
        FF00,   9,  2
        """)
    void the_header_ends_with_the_byte_that_was_begun(String hex, int taken, int end) {
        J2kPacketBits bits = bits(HexFormat.of().parseHex(hex));
        bits.take(taken);

        assertThat(bits.end()).isEqualTo(end);
    }

    @Test
    void a_header_may_begin_and_end_within_the_bytes() {
        byte[] bytes = HexFormat.of().parseHex("FFFF40AA");
        J2kPacketBits bits = new J2kPacketBits(bytes, 2, 3, new CodecErrors("JPEG 2000"));

        assertThat(bits.take(8)).isEqualTo(0x40);
        assertThatThrownBy(bits::next)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the compressed image is truncated");
    }

    private static J2kPacketBits bits(byte[] bytes) {
        return new J2kPacketBits(bytes, 0, bytes.length, new CodecErrors("JPEG 2000"));
    }
}
