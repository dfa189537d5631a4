package klarsyn.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import klarsyn.base.DataException;
import klarsyn.dicom.DicomBytes;
import klarsyn.dicom.Encoding;
import klarsyn.dicom.Tag;
import klarsyn.dicom.TransferSyntax;
import org.junit.jupiter.api.Test;

class PixelDataTest {

    private static final TransferSyntax PLAIN = TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
    private static final TransferSyntax BIG = TransferSyntax.EXPLICIT_BIG_ENDIAN;

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static void rejects(DicomBytes file, String reason) {
        assertThatThrownBy(() -> file.pixels().frame(0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("made.dcm");
    }

    @Test
    void only_the_bits_that_are_stored_count_and_the_highest_is_the_sign() {
        DicomBytes file = DicomBytes.image(PLAIN, 1, 3, 16, 10, 11)
                .shorts(Tag.PIXEL_REPRESENTATION, 1)
                .element(Tag.PIXEL_DATA, "OW", bytes(0xff, 0xff, 0xff, 0x07, 0x03, 0xf8));

        assertThat(file.pixels().frame(0)).containsExactly(-1, 511, -512);
    }

    @Test
    void unsigned_overlays_in_the_upper_bits_are_interrupted() {
        DicomBytes file =
                DicomBytes.image(BIG, 1, 2, 16, 12, 11).element(Tag.PIXEL_DATA, "OW", bytes(0xf0, 0x01, 0x0f, 0xff));

        assertThat(file.pixels().frame(0)).containsExactly(1, 4095);
    }

    /** PS3.5, annex D: cells are contiguous, the least significant bit first. */
    @Test
    void cells_of_12_and_of_1_bit_are_packed() {
        DicomBytes twelve =
                DicomBytes.image(PLAIN, 1, 2, 12, 12, 11).element(Tag.PIXEL_DATA, "OW", bytes(0x23, 0x61, 0x45, 0));
        DicomBytes one = DicomBytes.image(PLAIN, 3, 3, 1, 1, 0)
                .text(Tag.NUMBER_OF_FRAMES, "IS", "2")
                .element(Tag.PIXEL_DATA, "OB", bytes(0b0000_0101, 0b0000_0011, 0b10, 0));

        assertThat(twelve.pixels().frame(0)).containsExactly(0x123, 0x456);
        assertThat(one.pixels().frame(0)).containsExactly(1, 0, 1, 0, 0, 0, 0, 0, 1);
        assertThat(one.pixels().frame(1)).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 1);
    }

    @Test
    void small_cells_in_big_endian_words_are_swapped_and_those_in_bytes_are_not() {
        byte[] swapped = bytes(2, 1, 4, 3);
        DicomBytes words = DicomBytes.image(BIG, 2, 2, 8, 8, 7).element(Tag.PIXEL_DATA, "OW", swapped);
        DicomBytes octets = DicomBytes.image(BIG, 2, 2, 8, 8, 7).element(Tag.PIXEL_DATA, "OB", swapped);

        assertThat(words.pixels().frame(0)).containsExactly(1, 2, 3, 4);
        assertThat(octets.pixels().frame(0)).containsExactly(2, 1, 4, 3);
    }

    @Test
    void wide_cells_keep_their_bits_and_unsigned_numbers_their_size() {
        byte[] value = ByteBuffer.allocate(4).putInt(0xfffffffe).array();
        PixelData pixels = DicomBytes.image(BIG, 1, 1, 32, 32, 31)
                .element(Tag.PIXEL_DATA, "OL", value)
                .pixels();
        DicomBytes wider = DicomBytes.image(BIG, 1, 1, 64, 24, 40)
                .element(Tag.PIXEL_DATA, "OV", bytes(0, 0, 0xfe, 0xab, 0xcd, 0xef, 0xff, 0xff));

        assertThat(pixels.frame(0)).containsExactly(-2);
        assertThat(pixels.values(0)).containsExactly(4294967294.0);
        assertThat(wider.pixels().frame(0)).containsExactly((int) (0xfeabcdefffffL >>> 17 & 0xffffff));
        rejects(
                DicomBytes.image(PLAIN, 1, 1, 64, 64, 63).element(Tag.PIXEL_DATA, "OV", new byte[8]),
                "64 bits are not supported");
    }

    @Test
    void samples_are_interleaved_whatever_the_planes() {
        DicomBytes planes =
                DicomBytes.color(PLAIN, "RGB", 1, 1, 2).element(Tag.PIXEL_DATA, "OB", bytes(1, 2, 3, 4, 5, 6));
        DicomBytes halves =
                DicomBytes.color(PLAIN, "YBR_FULL_422", 0, 1, 2).element(Tag.PIXEL_DATA, "OB", bytes(10, 20, 30, 40));

        assertThat(planes.pixels().frame(0)).containsExactly(1, 3, 5, 2, 4, 6);
        assertThat(halves.pixels().frame(0)).containsExactly(10, 30, 40, 20, 30, 40);
        rejects(
                DicomBytes.color(PLAIN, "YBR_FULL_422", 0, 2, 3).element(Tag.PIXEL_DATA, "OB", new byte[12]),
                "even number of columns");
        rejects(
                DicomBytes.color(PLAIN, "YBR_RCT", 0, 2, 2).element(Tag.PIXEL_DATA, "OB", new byte[12]),
                "only for compressed pixels");
    }

    @Test
    void formats_that_contradict_themselves_are_rejected() {
        rejects(DicomBytes.image(PLAIN, 0, 2, 8, 8, 7), "invalid pixel format");
        rejects(DicomBytes.image(PLAIN, 1, 2, 8, 12, 11), "invalid bits");
        rejects(DicomBytes.image(PLAIN, 1, 2, 8, 8, 6), "do not fit below");
        rejects(DicomBytes.image(PLAIN, 1, 2, 8, 8, 7), "the file has no pixel data");
        rejects(DicomBytes.color(PLAIN, "HSV", 0, 1, 1), "photometric interpretation");
        rejects(DicomBytes.color(PLAIN, "MONOCHROME2", 0, 1, 1), "invalid pixel format");
        rejects(DicomBytes.file(PLAIN), "(0028,0010) Rows is missing");
        assertThatThrownBy(() -> DicomBytes.image(PLAIN, 1, 1, 8, 8, 7)
                        .element(Tag.PIXEL_DATA, "OB", new byte[2])
                        .pixels()
                        .frame(1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void floats_come_as_numbers_only() {
        byte[] values = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1.5f)
                .putFloat(-0.25f)
                .array();
        DicomBytes file = DicomBytes.image(PLAIN, 1, 2, 32, 32, 31).element(Tag.FLOAT_PIXEL_DATA, "OF", values);

        assertThat(file.pixels().isFloat()).isTrue();
        assertThat(file.pixels().values(0)).containsExactly(1.5, -0.25);
        rejects(file, "floating-point");
        rejects(
                DicomBytes.image(PLAIN, 1, 3, 32, 32, 31).element(Tag.FLOAT_PIXEL_DATA, "OF", values),
                "each of the 1 frames takes 12");
    }

    private static byte[] runs(int segments, int first, int... packed) {
        ByteBuffer frame = ByteBuffer.allocate(64 + packed.length).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(segments).putInt(64).putInt(first);
        frame.position(64).put(bytes(packed));
        return frame.array();
    }

    @Test
    void run_lengths_are_unpacked_the_upper_byte_first() {
        DicomBytes file = DicomBytes.image(TransferSyntax.RLE, 1, 4, 16, 16, 15)
                .shorts(Tag.PIXEL_REPRESENTATION, 1)
                .fragments(new int[0], runs(2, 67, 0xfd, 0xff, 0x80, 3, 1, 2, 3, 4));

        assertThat(file.pixels().frame(0)).containsExactly(0xff01 - 65536, 0xff02 - 65536, -253, -252);
    }

    @Test
    void damaged_run_lengths_are_rejected() {
        DicomBytes image = DicomBytes.image(TransferSyntax.RLE, 1, 4, 16, 16, 15);
        byte[] head = image.bytes();
        for (String[] each : new String[][] {
            {"shorter than the header", "0"}, {"3 segments", "1"}, {"is outside", "2"}, {"ends after 3 of 4", "3"}
        }) {
            byte[] frame = switch (each[1]) {
                case "0" -> new byte[10];
                case "1" -> runs(3, 67, 0xfd, 0xff);
                case "2" -> runs(2, 9999, 0xfd, 0xff);
                default -> runs(2, 66, 0xfe, 0xff, 3, 1, 2, 3, 4);
            };
            rejects(new DicomBytes(Encoding.EXPLICIT).raw(head).fragments(new int[0], frame), each[0]);
        }
    }

    @Test
    void deflated_frames_hold_packed_bits() throws IOException {
        DicomBytes image = DicomBytes.image(TransferSyntax.DEFLATED_FRAMES, 3, 3, 1, 1, 0);
        byte[] head = image.bytes();
        byte[] frame = deflated(bytes(0b0000_0101, 1));

        assertThat(image.fragments(new int[0], frame).pixels().frame(0)).containsExactly(1, 0, 1, 0, 0, 0, 0, 0, 1);
        rejects(new DicomBytes(Encoding.EXPLICIT).raw(head).fragments(new int[0], deflated(bytes(5))), "after 1 of 2");
        rejects(new DicomBytes(Encoding.EXPLICIT).raw(head).fragments(new int[0], bytes(7, 7, 7)), "damaged");
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out, new Deflater(9, true))) {
            deflater.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < width * height; i++) {
            image.getRaster().setSample(i % width, i / width, 0, 100 + i % width);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    private static DicomBytes jpegImage(int frames) {
        return DicomBytes.image(TransferSyntax.JPEG_BASELINE, 8, 8, 8, 8, 7)
                .text(Tag.NUMBER_OF_FRAMES, "IS", String.valueOf(frames));
    }

    @Test
    void jpeg_pixels_are_those_that_were_compressed() throws IOException {
        int[] frame = jpegImage(1).fragments(new int[0], jpeg(8, 8)).pixels().frame(0);

        assertThat(frame).hasSize(64);
        for (int i = 0; i < 64; i++) {
            assertThat(frame[i]).isCloseTo(100 + i % 8, within(2));
        }
    }

    @Test
    void damaged_jpeg_frames_are_rejected() throws IOException {
        byte[] whole = jpeg(8, 8);
        rejects(jpegImage(1).fragments(new int[0], jpeg(9, 8)), "has 9×8 pixels");
        rejects(jpegImage(1).fragments(new int[0], bytes(1, 2, 3, 4)), "does not start");
        rejects(jpegImage(1).fragments(new int[0], Arrays.copyOf(whole, 60)), "before the first scan");
        for (int length = 0; length < whole.length - 3; length++) {
            DicomBytes file = jpegImage(1).fragments(new int[0], Arrays.copyOf(whole, length));
            try {
                assertThat(file.pixels().frame(0)).hasSize(64);
            } catch (DataException rejected) {
                assertThat(rejected).hasMessageContaining("frame 1");
            }
        }
    }

    @Test
    void frames_of_several_fragments_are_found_by_tables_or_markers() throws IOException {
        byte[] whole = jpeg(8, 8);
        byte[] one = Arrays.copyOf(whole, 100);
        byte[] two = Arrays.copyOfRange(whole, 100, whole.length);
        int second = 16 + whole.length;
        byte[] extended = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(8, second)
                .array();
        int[] expected = jpegImage(1).fragments(new int[0], one, two).pixels().frame(0);

        for (DicomBytes file : new DicomBytes[] {
            jpegImage(2).fragments(new int[] {0, second}, one, two, one, two),
            jpegImage(2).fragments(new int[] {0, 77}, one, two, one, two),
            jpegImage(2).fragments(new int[0], one, two, one, two),
            jpegImage(2).element(Tag.EXTENDED_OFFSET_TABLE, "OV", extended).fragments(new int[0], one, two, one, two)
        }) {
            assertThat(file.pixels().frame(1)).containsExactly(expected);
        }
        rejects(jpegImage(3).fragments(new int[0], one, two, one, two), "cannot be assigned");
        rejects(jpegImage(3).fragments(new int[0], one, two), "2 fragments for 3 frames");
        rejects(jpegImage(1).fragments(new int[0]), "0 fragments");
    }

    @Test
    void a_syntax_that_is_not_read_is_named() {
        rejects(
                DicomBytes.image(TransferSyntax.of("1.2.3.4"), 8, 8, 8, 8, 7).fragments(new int[0], new byte[10]),
                "compression unknown (1.2.3.4) is not supported");
        rejects(
                DicomBytes.image(TransferSyntax.RLE, 2, 2, 8, 8, 7).element(Tag.PIXEL_DATA, "OB", new byte[4]),
                "are not stored in fragments");
    }

    /** Python: pydicom.pixels.convert_color_space(a, 'YBR_FULL', 'RGB') of these three pixels. */
    @Test
    void luminance_and_color_differences_become_red_green_and_blue() {
        DicomBytes file = DicomBytes.color(PLAIN, "YBR_FULL", 0, 1, 3)
                .element(Tag.PIXEL_DATA, "OB", bytes(76, 85, 255, 200, 128, 128, 150, 43, 21));
        ColorConversion colors =
                ColorConversion.of(file.read().dataSet(), file.pixels().format());

        assertThat(colors.apply(file.pixels().frame(0))).containsExactly(254, 0, 0, 200, 200, 200, 0, 255, 0);
        assertThat(colors.format().photometric()).isEqualTo(Photometric.RGB);
    }

    @Test
    void palettes_give_colors_plain_or_in_segments() {
        DicomBytes file = DicomBytes.image(PLAIN, 1, 4, 8, 8, 7)
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", "PALETTE COLOR")
                .shorts(Tag.RED_PALETTE_DESCRIPTOR, 3, 1, 16)
                .shorts(Tag.GREEN_PALETTE_DESCRIPTOR, 3, 1, 8)
                .shorts(Tag.BLUE_PALETTE_DESCRIPTOR, 5, 0, 16)
                .element(Tag.RED_PALETTE_DATA, "OW", bytes(0, 1, 0, 2, 0, 3))
                .element(Tag.GREEN_PALETTE_DATA, "OW", bytes(7, 8, 9, 0))
                // a discrete value, a ramp of two, two discrete values
                .shorts(Tag.SEGMENTED_BLUE_PALETTE_DATA, 0, 1, 100, 1, 2, 300, 0, 2, 5, 6)
                .element(Tag.PIXEL_DATA, "OB", bytes(0, 1, 2, 200));
        ColorConversion colors =
                ColorConversion.of(file.read().dataSet(), file.pixels().format());

        assertThat(colors.apply(file.pixels().frame(0)))
                .containsExactly(256, 7, 100, 256, 7, 200, 512, 8, 300, 768, 9, 6);
    }

    @Test
    void damaged_palettes_are_rejected() {
        for (int[] segments : new int[][] {{0, 9, 1}, {1, 2, 3}, {7, 1, 1}, {2, 1, 0, 0}, {0, 0}, {}}) {
            DicomBytes file = DicomBytes.image(PLAIN, 1, 2, 8, 8, 7)
                    .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", "PALETTE COLOR")
                    .shorts(Tag.RED_PALETTE_DESCRIPTOR, 3, 0, 16)
                    .shorts(Tag.SEGMENTED_RED_PALETTE_DATA, segments)
                    .element(Tag.PIXEL_DATA, "OB", bytes(0, 1));
            assertThatThrownBy(() -> ColorConversion.of(
                            file.read().dataSet(), file.pixels().format()))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("do not expand to 3 entries");
        }
    }

    @Test
    void stored_values_are_rescaled_or_looked_up() {
        DicomBytes line = DicomBytes.image(PLAIN, 1, 2, 8, 8, 7)
                .text(Tag.RESCALE_SLOPE, "DS", "0.5")
                .text(Tag.RESCALE_INTERCEPT, "DS", "-1024");
        PixelFormat format = PixelFormat.of(line.read().dataSet());
        byte[] item = new DicomBytes(Encoding.EXPLICIT)
                .shorts(Tag.LUT_DESCRIPTOR, 2, 10, 16)
                .shorts(Tag.LUT_DATA, 1000, 65535)
                .bytes();
        DicomBytes table = DicomBytes.image(PLAIN, 1, 2, 8, 8, 7)
                .header(Tag.MODALITY_LUT_SEQUENCE, "SQ", 8 + item.length)
                .item(0xfffee000, item.length)
                .raw(item);

        assertThat(ModalityTransform.of(line.read().dataSet(), format).apply(new double[] {0, 7}))
                .containsExactly(-1024, -1020.5f);
        assertThat(ModalityTransform.of(table.read().dataSet(), format).apply(new double[] {0, 10, 11, 200}))
                .containsExactly(1000, 1000, 65535, 65535);
        assertThat(ModalityTransform.of(DicomBytes.file(PLAIN).read().dataSet(), format)
                        .isIdentity())
                .isTrue();
        DicomBytes zero = DicomBytes.file(PLAIN).text(Tag.RESCALE_SLOPE, "DS", "0");
        assertThatThrownBy(() -> ModalityTransform.of(zero.read().dataSet(), format))
                .isInstanceOf(DataException.class);
    }
}
