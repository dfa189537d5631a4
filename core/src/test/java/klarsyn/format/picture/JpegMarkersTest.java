package klarsyn.format.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What JPEG and WebP say of themselves before anything is decoded. */
class JpegMarkersTest {

    private static final Where WHERE = Where.of("a.jpg");
    private static final String JFIF = "FFE0 0010 4A46494600 0102 00 0001 0001 0000 ";
    private static final String ADOBE = "FFEE 000E 41646F6265 0064 0000 0000 ";
    private static final String GRAY = "FFC0 000B 08 0004 0006 01 01 11 00 ";
    private static final String END = "FFDA 0008 01 01 00 00 3F 00 1234 FFD9";

    private static JpegMarkers parse(String hex) {
        return JpegMarkers.parse(HexFormat.of().parseHex(hex.replace(" ", "")), WHERE);
    }

    private static String color(String first, String second, String third) {
        return "FFC0 0011 08 0004 0006 03 " + first + "1100 " + second + "1100 " + third + "1100 ";
    }

    @Test
    void a_picture_says_its_size_before_it_is_decoded() {
        JpegMarkers markers = parse("FFD8" + JFIF + GRAY + END);

        assertThat(markers.width()).isEqualTo(6);
        assertThat(markers.height()).isEqualTo(4);
        assertThat(markers.components()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who says it                  | segments                                     | names    | brightness first
        JFIF                           | FFE0 0010 4A46494600 0102 00 0001 0001 0000  | 52 47 42 | true
        Adobe, no transform            | FFEE 000E 41646F6265 0064 0000 0000 00       | 01 02 03 | false
        Adobe, a transform             | FFEE 000E 41646F6265 0064 0000 0000 01       | 01 02 03 | true
        the names of the components    | ''                                           | 52 47 42 | false
        nobody                         | ''                                           | 01 02 03 | true
        """)
    void colors_are_reported_from_brightness_as_libjpeg_tells_them(
            String who, String segments, String names, boolean brightness) {
        String[] name = names.split(" ", -1);

        assertThat(parse("FFD8" + segments + color(name[0], name[1], name[2]) + END)
                        .brightnessFirst())
                .as(who)
                .isEqualTo(brightness);
    }

    @Test
    void segments_of_applications_and_comments_are_left_out_of_what_is_decoded() {
        JpegMarkers markers = parse("FFD8" + JFIF + "FFE1 0004 4B4C FFFE 0005 787878" + GRAY + END);

        assertThat(HexFormat.of().withUpperCase().formatHex(markers.bare()))
                .isEqualTo(("FFD8" + GRAY + END).replace(" ", ""));
    }

    @Test
    void markers_may_have_bytes_of_ones_before_them() {
        assertThat(parse("FFD8 FFFF" + GRAY.substring(2) + END).width()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what is wrong          | file                                                    | message
        nothing                  | ''                                                      | it does not start with a JPEG marker
        a picture of PNG         | 89504E47 0D0A1A0A                                       | it does not start with a JPEG marker
        only its beginning       | FFD8 FFE0                                               | it is truncated
        a segment behind the end | FFD8 FFE0 1000 00                                       | it is truncated
        no marker                | FFD8 1234 5678                                          | damaged
        no size                  | FFD8 FFDA 0008 01 01 00 00 3F 00 1234 FFD9              | it does not state its size
        a height of 0            | FFD8 FFC0 000B 08 0000 0006 01 01 11 00 FFDA 0002 FFD9  | it does not state its size
        two frames               | FFD8 FFC0 000B 08 0004 0006 01 01 11 00 FFC0 000B 08 0004 0006 01 01 11 00 FFDA 0002 FFD9 | damaged
        twelve bits              | FFD8 FFC1 000B 0C 0004 0006 01 01 11 00 FFDA 0002 FFD9  | 12 bits
        four components          | FFD8 FFC0 0014 08 0004 0006 04 011100 021100 031100 041100 FFDA 0002 FFD9 | CMYK
        two components           | FFD8 FFC0 000E 08 0004 0006 02 011100 021100 FFDA 0002 FFD9 | 2 components
        lossless                 | FFD8 FFC3 000B 08 0004 0006 01 01 11 00 FFDA 0002 FFD9  | the JPEG picture is stored lossless or with arithmetic coding, which is not supported
        no end                   | FFD8 FFC0 000B 08 0004 0006 01 01 11 00 FFDA 0002 1234  | end marker is missing
        a million pixels of air  | FFD8 FFC0 000B 08 FFFF FFFF 01 01 11 00 FFDA 0002 FFD9  | 65535
        """)
    void a_picture_that_is_broken_or_not_read_is_rejected(String wrong, String hex, String message) {
        assertThatThrownBy(() -> parse(hex))
                .as(wrong)
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void cut_anywhere_it_is_rejected() {
        byte[] whole = HexFormat.of()
                .parseHex(("FFD8" + JFIF + ADOBE + "00" + color("01", "02", "03") + END).replace(" ", ""));

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> JpegMarkers.parse(cut, WHERE))
                    .as("%d bytes", length)
                    .isInstanceOf(DataException.class);
        }
    }

    // ---- chunks of WebP

    private static byte[] riff(Object... namesAndContents) {
        ByteBuffer out = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        out.put("WEBP".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < namesAndContents.length; i += 2) {
            byte[] content = ((String) namesAndContents[i + 1]).getBytes(StandardCharsets.US_ASCII);
            out.put(((String) namesAndContents[i]).getBytes(StandardCharsets.US_ASCII));
            out.putInt(content.length).put(content);
            out.position(out.position() + content.length % 2);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    @Test
    void a_chunk_is_found_behind_others_at_an_even_place() {
        byte[] file = riff("VP8X", "abcdefghij", "ICCP", "odd", "EXIF", "content");

        assertThat(WebpChunks.find(file, "EXIF"))
                .hasValueSatisfying(found ->
                        assertThat(found).asString(StandardCharsets.US_ASCII).isEqualTo("content"));
        assertThat(WebpChunks.find(file, "XMP ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 12, 19, 20, 25})
    void a_chunk_of_a_file_that_is_cut_short_is_not_found(int length) {
        byte[] file = Arrays.copyOf(riff("EXIF", "content"), length);

        assertThat(WebpChunks.find(file, "EXIF")).isEmpty();
    }

    @Test
    void a_chunk_that_claims_four_gigabytes_is_not_found() {
        byte[] file = riff("EXIF", "content");
        Arrays.fill(file, 16, 20, (byte) 0xff);

        assertThat(WebpChunks.find(file, "EXIF")).isEmpty();
    }
}
