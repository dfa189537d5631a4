package klarsyn.codec.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import klarsyn.base.DataException;
import klarsyn.codec.Raster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers of JPEG 2000 that contradict themselves or the picture, and those that are not read. */
class Jpeg2000HeaderTest {

    private static final Raster TWO_BY_TWO = new Raster(2, 2, 1);

    private static final String SIZE = "FF51 0029 0000 00000002 00000002 00000000 00000000"
            + " 00000002 00000002 00000000 00000000 0001 07 01 01 ";
    private static final String STYLE = "FF52 000C 00 00 0001 00 00 04 04 00 01 ";
    private static final String STEPS = "FF5C 0004 40 40 ";
    /** A tile with a single empty packet: all coefficients are zero. */
    private static final String TILE = "FF90 000A 0000 0000000F 00 01 FF93 00 ";

    @Test
    void an_empty_packet_leaves_the_middle_of_the_range() {
        assertThat(decode("FF4F" + SIZE + STYLE + STEPS + TILE + "FFD9")).containsExactly(128, 128, 128, 128);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what is wrong             | codestream                                       | message
        nothing at all              | ''                                               | the image does not start with a JPEG 2000 marker
        another kind of picture     | FFD8 FFE0 0002                                   | the image does not start with a JPEG 2000 marker
        a segment beyond the end    | FF4F FF51 7000 0000                              | a marker segment exceeds the data
        a segment shorter than its  | FF4F FF51 0001 0000                              | a marker segment exceeds the data
        no marker where one must be | FF4F 1234 0004 0000                              | a marker segment exceeds the data
        a size segment cut short    | FF4F FF51 0004 0000                              | size segment is too short
        a tile without a size       | FF4F FF90 000A 0000 0000000F 00 01 FF93 00       | size segment is missing
        """)
    void a_main_header_that_makes_no_sense_is_rejected(String wrong, String hex, String message) {
        assertRefused(wrong, hex, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what is wrong          | grid: size, offset, tile, tile offset; components        | message
        another width            | 3 2 0 0 3 2 0 0 ; 1 07                                   | has 3 columns, 2 rows
        an offset that shrinks   | 2 2 1 0 2 2 0 0 ; 1 07                                   | has 1 columns, 2 rows
        an offset beyond         | 2 2 3 0 2 2 0 0 ; 1 07                                   | has -1 columns
        a side above 2^31        | 80000002 2 80000000 0 2 2 0 0 ; 1 07                     | more than 2³¹ points
        two components           | 2 2 0 0 2 2 0 0 ; 2 07 07                                | 2 components
        tiles of no width        | 2 2 0 0 0 2 0 0 ; 1 07                                   | do not cover
        tiles that begin inside  | 2 2 0 0 2 2 1 0 ; 1 07                                   | do not cover
        tiles that end before    | 12 12 10 10 4 4 0 0 ; 1 07                               | do not cover
        samples of 17 bits       | 2 2 0 0 2 2 0 0 ; 1 10                                   | samples of 17 bits are not supported, only up to 16
        samples of 38 bits       | 2 2 0 0 2 2 0 0 ; 1 25                                   | samples of 38 bits are not supported, only up to 16
        """)
    void a_grid_that_is_not_the_pictures_is_rejected(String wrong, String grid, String message) {
        assertRefused(wrong, "FF4F" + size(grid) + STYLE + STEPS + TILE, message);
    }

    /** The size segment of numbers in hexadecimal. */
    private static String size(String grid) {
        String[] parts = grid.split(";", -1);
        StringBuilder segment = new StringBuilder();
        for (String number : parts[0].strip().split(" ", -1)) {
            segment.append("0".repeat(8 - number.length())).append(number);
        }
        String[] components = parts[1].strip().split(" ", -1);
        segment.append("000").append(components[0]);
        for (int i = 1; i < components.length; i++) {
            segment.append(components[i]).append("0101");
        }
        return "FF51%04X0000".formatted(4 + segment.length() / 2) + segment;
    }

    @Test
    void components_of_different_depths_or_sizes_are_rejected() {
        Raster two = new Raster(2, 2, 2);
        byte[] depths = bytes("FF4F" + size("2 2 0 0 2 2 0 0 ; 2 07 0B") + STYLE + STEPS + TILE);
        byte[] sizes = bytes(
                "FF4F" + size("2 2 0 0 2 2 0 0 ; 2 07 07").replaceAll("070101$", "070201") + STYLE + STEPS + TILE);

        for (byte[] bytes : new byte[][] {depths, sizes}) {
            assertThatThrownBy(() -> Jpeg2000.decode(bytes, two))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("different sizes or depths");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what is wrong        | coding style                                    | message
        cut short              | FF52 0009 00 00 0001 00 00 04                   | style is too short
        33 levels              | FF52 000C 00 00 0001 00 21 04 04 00 01          | 33 levels
        blocks 2048 wide       | FF52 000C 00 00 0001 00 00 09 00 00 01          | blocks of 2^11
        blocks of 8192         | FF52 000C 00 00 0001 00 00 08 01 00 01          | blocks of 2^10
        transform 2            | FF52 000C 00 00 0001 00 00 04 04 00 02          | transform 2
        an unknown style       | FF52 000C 00 00 0001 00 00 04 04 80 01          | style 128
        both block coders      | FF52 000C 00 00 0001 00 00 04 04 41 01          | style 65
        an order of packets    | FF52 000C 00 05 0001 00 00 04 04 00 01          | order 5
        no layer               | FF52 000C 00 00 0000 00 00 04 04 00 01          | 0 layers
        narrow precincts       | FF52 000E 01 00 0001 00 01 04 04 00 01 11 10    | narrower than two
        """)
    void a_coding_style_out_of_range_or_not_read_is_rejected(String wrong, String style, String message) {
        assertRefused(wrong, "FF4F" + SIZE + style + STEPS + TILE, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what is wrong              | segment              | message
        kind 3 of quantization       | FF5C 0004 43 40      | kind 3
        no step                      | FF5C 0003 40         | kind 0 has 1 bytes
        half a step                  | FF5C 0004 42 40      | kind 2 has 2 bytes
        steps of another component   | FF5D 0005 01 40 40   | component 1 does not exist
        style of another component   | FF53 0009 03 00 00 04 04 00 01 | component 3 does not exist
        a region of another kind     | FF5E 0005 00 01 03   | region of interest of style 1
        a region of no component     | FF5E 0005 07 00 03   | component 7 does not exist
        packed packet headers        | FF60 0003 00         | packed packet headers
        """)
    void a_segment_of_parameters_out_of_range_is_rejected(String wrong, String segment, String message) {
        assertRefused(wrong, "FF4F" + SIZE + STYLE + STEPS + segment + TILE, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what is wrong        | tile                                    | message
        no tile at all         | FF90                                    | the codestream refers to positions outside the image
        tile 1 of 1            | FF90 000A 0001 0000000F 00 01 FF93 00   | tile 1 of 1
        longer than the file   | FF90 000A 0000 000000FF 00 01 FF93 00   | the compressed image is truncated
        shorter than its head  | FF90 000A 0000 00000004 00 01 FF93 00   | a tile header exceeds its tile-part
        no packet              | FF90 000A 0000 0000000E 00 01 FF93      | 0 bytes for 1 packets
        a block, but no bytes  | FF90 000A 0000 00000010 00 01 FF93 C000 | the compressed image is truncated
        """)
    void a_tile_that_makes_no_sense_is_rejected(String wrong, String tile, String message) {
        assertRefused(wrong, "FF4F" + SIZE + STYLE + STEPS + tile, message);
    }

    @Test
    void a_missing_tile_is_rejected() {
        assertRefused(
                "one of two",
                "FF4F" + size("2 2 0 0 1 2 0 0 ; 1 07") + STYLE + STEPS + TILE + "FFD9",
                "1 of 2 tiles are missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # missing       | header                        | message
        coding style    | FF5C 0004 40 40               | coding style is missing
        quantization    | FF52 000C 00 00 0001 00 00 04 04 00 01 | the quantization is missing
        """)
    void a_header_without_style_or_quantization_is_rejected(String missing, String header, String message) {
        assertRefused(missing, "FF4F" + SIZE + header + TILE, message);
    }

    @Test
    void a_color_transform_of_one_component_is_rejected() {
        assertRefused("color", "FF4F" + SIZE + STYLE.replace("0001 00 00", "0001 01 00") + STEPS + TILE, "of 1 comp");
    }

    /** A precinct of a coefficient each and 65,535 layers would be a billion packets. */
    @Test
    void more_packets_than_bytes_are_rejected_before_they_are_laid_out() {
        assertRefused(
                "layers",
                "FF4F" + SIZE + "FF52 000D 01 00 FFFF 00 00 04 04 00 01 00" + STEPS + TILE,
                "1 bytes for 262140 packets");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what it is                  | segment
        a comment                     | FF64 0006 0001 4B4C
        lengths of tiles              | FF55 0006 00 40 000F
        lengths of packets            | FF57 0004 00 01
        registration of components    | FF63 0006 00000000
        """)
    void segments_that_change_no_sample_are_passed_over(String what, String segment) {
        assertThat(decode("FF4F" + SIZE + STYLE + STEPS + segment + TILE + "FFD9"))
                .as(what)
                .containsOnly(128);
    }

    @Test
    void the_last_tile_may_leave_its_length_open() {
        String open = "FF90 000A 0000 00000000 00 01 FF93 00 ";

        assertThat(decode("FF4F" + SIZE + STYLE + STEPS + open + "FFD9")).containsOnly(128);
    }

    /** T.800, Annex I: a signature, boxes that are passed over, and the codestream in a box of its own. */
    @ParameterizedTest
    @CsvSource({"0000004F6A703263", "000000006A703263", "000000016A703263000000000000005F"})
    void a_codestream_in_a_box_of_a_file_is_found(String box) {
        String signature = "0000000C 6A502020 0D0A870A 00000014 66747970 6A703220 00000000 6A703220";

        assertThat(decode(signature + box + "FF4F" + SIZE + STYLE + STEPS + TILE + "FFD9"))
                .containsOnly(128);
    }

    @ParameterizedTest
    @CsvSource({
        "0000000C 6A502020 0D0A870A 00000004 66747970",
        "0000000C 6A502020 0D0A870A FFFFFFFF 66747970",
        "0000000C 6A502020 0D0A870A 00000000 66747970 00000000"
    })
    void a_file_without_a_codestream_is_rejected(String hex) {
        assertRefused(hex, hex, "the image does not start with a JPEG 2000 marker");
    }

    private static void assertRefused(String what, String hex, String message) {
        assertThatThrownBy(() -> decode(hex))
                .as(what)
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    private static int[] decode(String hex) {
        return Jpeg2000.decode(bytes(hex), TWO_BY_TWO).values();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
