package klarsyn.codec.jpegls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import klarsyn.base.DataException;
import klarsyn.codec.Raster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers of JPEG-LS that contradict themselves or the picture, and those that are not read. */
class JpegLsHeaderTest {

    private static final Raster TWO_BY_TWO = new Raster(2, 2, 1);
    private static final String FRAME = "FFD8 FFF7 000B 08 0002 0002 01 011100 ";
    private static final String SCAN = "FFDA 0008 01 0100 00 00 00 ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what is wrong          | codestream                                | message
        nothing at all           | ''                                        | the compressed image is truncated
        no start marker          | FFF7 0002                                 | the image does not start with a JPEG-LS marker
        an end at once           | FFD8 FFD9 0002                            | fewer scans than components
        a segment beyond the end | FFD8 FFF7 1000 08                         | a marker segment exceeds the data
        a frame cut short        | FFD8 FFF7 0006 08 0002 00                 | the frame header is too short or repeated
        components left out      | FFD8 FFF7 0008 08 0002 0002 01            | frame header
        one bit a sample         | FFD8 FFF7 000B 01 0002 0002 01 011100     | the frame header states 1 bits per sample
        seventeen bits a sample  | FFD8 FFF7 000B 11 0002 0002 01 011100     | the frame header states 17 bits per sample
        another size             | FFD8 FFF7 000B 08 0002 0003 01 011100     | has 3 columns, 2 rows and 1
        sizes of components      | FFD8 FFF7 000B 08 0002 0002 01 012100     | different sizes
        a scan without a frame   | FFD8 FFDA 0008 01 0100 00 00 00           | a scan header is too short, or precedes the frame header
        """)
    void a_frame_header_that_makes_no_sense_is_rejected(String wrong, String hex, String message) {
        assertRefused(wrong, hex, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what is wrong           | segments behind the frame header              | message
        a second frame            | FFF7 000B 08 0002 0002 01 011100              | the frame header is too short or repeated
        a scan of no component    | FFDA 0006 00 00 00 00                         | scan header is too short
        a scan of two components  | FFDA 000A 02 0100 0200 00 00 00               | scan header is too short
        an unknown component      | FFDA 0008 01 0500 00 00 00                    | component 5
        a mapping table           | FFDA 0008 01 0101 00 00 00                    | mapping tables
        a point transform         | FFDA 0008 01 0100 00 00 01                    | point transforms
        interleaving 3            | FFDA 0008 01 0100 00 03 00                    | interleaved by method 3
        a bound above half        | FFDA 0008 01 0100 80 00 00                    | coding parameters
        presets cut short         | FFF8 0008 01 00FF 0003 00                     | too short
        a table of its own        | FFF8 000D 02 0000 0000 0000 0000 0000         | mapping tables
        a larger picture          | FFF8 000D 04 0000 0000 0000 0000 0000         | larger pictures
        restart intervals         | FFDD 0004 0004                                | restart intervals
        a color transform         | FFE8 0007 6D726678 01                         | the non-standard color transform is not supported
        """)
    void a_segment_that_makes_no_sense_or_is_not_read_is_rejected(String wrong, String hex, String message) {
        assertRefused(wrong, FRAME + hex, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # largest value, three thresholds, reset
        0100 0000 0000 0000 0000
        0000 0009 0007 0000 0000
        0000 0000 0016 0015 0000
        0000 0000 0000 0100 0000
        0000 0000 0000 0000 0002
        """)
    void presets_out_of_order_or_range_are_rejected(String preset) {
        assertRefused(preset, FRAME + "FFF8 000D 01" + preset + SCAN + "00000000", "coding parameters");
    }

    private static void assertRefused(String what, String hex, String message) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatThrownBy(() -> JpegLs.decode(bytes, TWO_BY_TWO))
                .as(what)
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    /** Four samples of 0: a run to the end of each line, one bit each time the run's unit is reached. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what stands before the scan                | segment
        nothing                                      | ''
        a comment                                    | FFFE 0004 4B4C
        a segment that says it has no transform      | FFE8 0007 6D726678 00
        another application's segment                | FFE8 0007 53504946 01
        restarts after no line                       | FFDD 0004 0000
        """)
    void what_changes_no_sample_is_passed_over(String what, String segment) {
        byte[] bytes = HexFormat.of().parseHex((FRAME + segment + SCAN + "F0 FFD9").replace(" ", ""));

        assertThat(JpegLs.decode(bytes, TWO_BY_TWO).values()).as(what).containsExactly(0, 0, 0, 0);
    }

    @Test
    void a_run_longer_than_its_line_is_rejected() {
        // The first line is a run of five; in the second two units of two leave one sample, and the rest of the run is
        // 1.
        String frame = "FFD8 FFF7 000B 08 0002 0005 01 011100 ";
        byte[] bytes = HexFormat.of().parseHex((frame + SCAN + "FE 80 00 FFD9").replace(" ", ""));

        assertThatThrownBy(() -> JpegLs.decode(bytes, new Raster(5, 2, 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a run exceeds its line");
    }
}
