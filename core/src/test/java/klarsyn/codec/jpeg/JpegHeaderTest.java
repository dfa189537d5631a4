package klarsyn.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import klarsyn.base.DataException;
import klarsyn.codec.Raster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that contradict themselves or the picture: each is refused in words that name what is wrong. */
class JpegHeaderTest {

    private static final Raster TWO_BY_TWO = new Raster(2, 2, 1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what is wrong           | codestream                                                        | message
        nothing at all            | ''                                                                | the compressed image is truncated
        no start marker           | FFE0 0002                                                         | the image does not start with a JPEG marker
        only a start marker       | FFD8                                                              | the compressed image is truncated
        an end, but no frame      | FFD8 FFD9                                                         | no frame header
        a segment beyond the end  | FFD8 FFC4 1000 00                                                 | a marker segment exceeds the data
        a segment of length 1     | FFD8 FFE0 0001 00                                                 | a marker segment exceeds the data
        a frame header cut short  | FFD8 FFC0 0006 08 0002 00                                         | too short
        components left out       | FFD8 FFC0 0008 08 0002 0002 01                                    | too short
        baseline of 10 bits       | FFD8 FFC0 000B 0A 0002 0002 01 011100                             | the frame header states 10 bits per sample
        lossless of 1 bit         | FFD8 FFC3 000B 01 0002 0002 01 011100                             | the frame header states 1 bits per sample
        lossless of 17 bits       | FFD8 FFC3 000B 11 0002 0002 01 011100                             | the frame header states 17 bits per sample
        sampling factor 0         | FFD8 FFC0 000B 08 0002 0002 01 010100                             | sampling factors are 0 and 1
        sampling factor 5         | FFD8 FFC0 000B 08 0002 0002 01 011500                             | sampling factors are 1 and 5
        two frame headers         | FFD8 FFC3 000B 08 0002 0002 01 011100 FFC3 000B 08 0002 0002 01 011100 | two frame headers
        a scan without a frame    | FFD8 FFDA 0008 01 0100 00 3F 00                                   | a scan precedes the frame header
        no table                  | FFD8 FFC3 000B 08 0002 0002 01 011100 FFDA 0008 01 0100 01 00 00  | the Huffman table of a scan is missing
        a scan of no component    | FFD8 FFC3 000B 08 0002 0002 01 011100 FFDA 0006 00 01 00 00       | scan header is too short
        an unknown component      | FFD8 FFC3 000B 08 0002 0002 01 011100 FFDA 0008 01 0900 01 00 00  | a scan refers to component 9, which is missing or already decoded
        a frame, but no scan      | FFD8 FFC3 000B 08 0002 0002 01 011100 FFD9                        | fewer scans than components
        quantization cut short    | FFD8 FFDB 0010 00 01020304050607080910111213                      | a quantization table exceeds its segment
        Huffman symbols cut short | FFD8 FFC4 0013 00 0100000000000000000000000000 0000               | a Huffman table exceeds its segment
        """)
    void a_header_that_makes_no_sense_is_rejected(String wrong, String hex, String message) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThatThrownBy(() -> Jpeg.decode(bytes, TWO_BY_TWO))
                .as(wrong)
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"3,2,1", "2,3,1", "2,2,3"})
    void a_size_other_than_the_raster_is_rejected_before_anything_is_allocated(int columns, int rows, int components) {
        byte[] bytes = LosslessPicture.noise(TWO_BY_TWO, 8, 1).encode(1, 0, 0);

        assertThatThrownBy(() -> Jpeg.decode(bytes, new Raster(columns, rows, components)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the codestream has 2 columns, 2 rows and 1 components");
    }

    @Test
    void the_quantization_table_must_come_before_the_scan() {
        byte[] bytes = new JpegWriter()
                .frame(0xC0, 8, 2, 2, 0x11)
                .tableOfDifferences()
                .tableOfCoefficients()
                .scan(0, 0, 1)
                .end();

        assertThatThrownBy(() -> Jpeg.decode(bytes, TWO_BY_TWO))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("table 0 is missing");
    }

    @Test
    void sampling_factors_that_do_not_divide_each_other_are_rejected() {
        byte[] bytes = new JpegWriter().frame(0xC0, 8, 2, 2, 0x31, 0x21, 0x11).end();

        assertThatThrownBy(() -> Jpeg.decode(bytes, new Raster(2, 2, 3)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("different sizes");
    }

    @Test
    void lossless_components_of_different_sizes_are_rejected() {
        byte[] bytes = new JpegWriter().frame(0xC3, 8, 2, 2, 0x21, 0x11, 0x11).end();

        assertThatThrownBy(() -> Jpeg.decode(bytes, new Raster(2, 2, 3)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("different sizes");
    }

    @Test
    void a_component_that_comes_twice_is_rejected() {
        JpegWriter writer = new JpegWriter().frame(0xC3, 8, 1, 1, 0x11, 0x11).tableOfDifferences();
        writer.scan(1, 0, 1).difference(1);
        writer.endOfSegment().scan(1, 0, 1).difference(1);

        assertThatThrownBy(() -> Jpeg.decode(writer.end(), new Raster(1, 1, 2)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("component 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xE0, 0xE1, 0xEF, 0xFE, 0xF0})
    void comments_and_segments_of_applications_change_nothing(int code) {
        JpegWriter writer = new JpegWriter()
                .segment(code, 'K', 'l', 'a', 'r', 0xFF, 0xC0)
                .frame(0xC3, 8, 1, 1, 0x11)
                .segment(code)
                .tableOfDifferences()
                .scan(1, 0, 1);
        writer.difference(-28);

        assertThat(Jpeg.decode(writer.end(), new Raster(1, 1, 1)).values()).containsExactly(100);
    }

    @Test
    void bytes_between_segments_are_passed_over() {
        JpegWriter writer = new JpegWriter().frame(0xC3, 8, 1, 1, 0x11);
        writer.bits(0x1234, 16);
        writer.marker(0xFF).tableOfDifferences().scan(1, 0, 1).difference(5);

        assertThat(Jpeg.decode(writer.end(), new Raster(1, 1, 1)).values()).containsExactly(133);
    }

    @Test
    void a_later_table_of_the_same_number_takes_the_place_of_the_first() {
        JpegWriter writer = new JpegWriter()
                .frame(0xC3, 8, 1, 1, 0x11)
                .segment(0xC4, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7)
                .tableOfDifferences()
                .scan(1, 0, 1);
        writer.difference(-1);

        assertThat(Jpeg.decode(writer.end(), new Raster(1, 1, 1)).values()).containsExactly(127);
    }

    @Test
    void the_end_marker_may_be_missing() {
        JpegWriter writer =
                new JpegWriter().frame(0xC3, 8, 1, 1, 0x11).tableOfDifferences().scan(1, 0, 1);
        writer.difference(0);
        byte[] bytes = writer.end();

        assertThat(Jpeg.decode(Arrays.copyOf(bytes, bytes.length - 2), new Raster(1, 1, 1))
                        .values())
                .containsExactly(128);
    }
}
