package klarsyn.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.dicom.DicomBytes;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.Tag;
import klarsyn.dicom.TransferSyntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is packed by the standard's rules comes back, for every number of bits. */
class PixelLawsTest {

    private static final Where WHERE = Where.of("made.dcm");

    private static PixelFormat gray(int rows, int columns, int allocated, int stored, int high, boolean signed) {
        return new PixelFormat(rows, columns, 1, 1, allocated, stored, high, signed, false, Photometric.MONOCHROME2);
    }

    private static PixelFormat colors(Photometric photometric, int rows, int columns, int bits) {
        return new PixelFormat(rows, columns, 3, 1, bits, bits, bits - 1, false, false, photometric);
    }

    // ---- uncompressed cells

    /** PS3.5, annex D: cells follow one another from the least significant bit of one large number on. */
    @ParameterizedTest
    @CsvSource(textBlock = """
        # allocated, stored, high bit, signed
        1,  1,  0,  false
        2,  2,  1,  false
        4,  3,  2,  true
        8,  8,  7,  false
        8,  7,  7,  true
        10, 10, 9,  false
        12, 12, 11, true
        16, 12, 11, false
        16, 12, 15, true
        16, 16, 15, true
        20, 18, 18, false
        24, 24, 23, true
        32, 32, 31, true
        32, 20, 25, false
        """)
    void samples_come_back_from_cells_of_any_width(int allocated, int stored, int high, boolean signed) {
        PixelFormat format = gray(5, 7, allocated, stored, high, signed);
        Random random = new Random(allocated * 31L + stored);
        int[] values = new int[35];
        BigInteger all = BigInteger.ZERO;
        for (int i = 0; i < values.length; i++) {
            long bits = random.nextLong() & ((1L << stored) - 1);
            values[i] = signed ? (int) (bits << (64 - stored) >> (64 - stored)) : (int) bits;
            long noise = random.nextLong() & ((1L << (high + 1 - stored)) - 1); // bits below those that count
            BigInteger cell = BigInteger.valueOf((bits << (high + 1 - stored)) | noise);
            all = all.or(cell.shiftLeft(i * allocated));
        }
        byte[] bytes = new byte[(35 * allocated + 7) / 8 + 1];
        byte[] big = all.toByteArray();
        for (int i = 0; i < Math.min(big.length, bytes.length); i++) {
            bytes[i] = big[big.length - 1 - i];
        }

        assertThat(new StoredBits(format, ByteOrder.LITTLE_ENDIAN, StoredBits.Words.BYTES).unpack(bytes, 0, 0))
                .isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32})
    void the_order_of_bytes_changes_no_sample(int allocated) {
        PixelFormat format = gray(3, 4, allocated, allocated, allocated - 1, true);
        int size = allocated / 8;
        byte[] little = new byte[12 * size];
        new Random(allocated).nextBytes(little);
        byte[] big = new byte[little.length];
        for (int i = 0; i < little.length; i++) {
            big[i / size * size + size - 1 - i % size] = little[i];
        }

        assertThat(new StoredBits(format, ByteOrder.BIG_ENDIAN, StoredBits.Words.BYTES).unpack(big, 0, 0))
                .isEqualTo(
                        new StoredBits(format, ByteOrder.LITTLE_ENDIAN, StoredBits.Words.BYTES).unpack(little, 0, 0));
    }

    @Test
    void planes_and_interleaved_samples_are_the_same_picture() {
        byte[] interleaved = {1, 10, 100, 2, 20, (byte) 200, 3, 30, (byte) 255};
        byte[] planes = {1, 2, 3, 10, 20, 30, 100, (byte) 200, (byte) 255};
        PixelFormat format = colors(Photometric.RGB, 1, 3, 8);
        PixelFormat planar = new PixelFormat(1, 3, 3, 1, 8, 8, 7, false, true, Photometric.RGB);

        assertThat(new StoredBits(planar, ByteOrder.LITTLE_ENDIAN, StoredBits.Words.BYTES).unpack(planes, 0, 0))
                .isEqualTo(new StoredBits(format, ByteOrder.LITTLE_ENDIAN, StoredBits.Words.BYTES)
                        .unpack(interleaved, 0, 0));
    }

    // ---- run lengths

    /** An encoder of PS3.5, annex G, with runs where three bytes are alike. */
    private static byte[] runLength(int[] values, int bytesEach, int samples) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ByteBuffer header =
                ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(bytesEach * samples);
        for (int sample = 0; sample < samples; sample++) {
            for (int b = bytesEach - 1; b >= 0; b--) {
                header.putInt(64 + body.size());
                byte[] plane = new byte[values.length / samples];
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = (byte) (values[i * samples + sample] >> (8 * b));
                }
                pack(plane, body);
                if (body.size() % 2 == 1) {
                    body.write(0);
                }
            }
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(header.array());
        frame.writeBytes(body.toByteArray());
        return frame.toByteArray();
    }

    private static void pack(byte[] plane, ByteArrayOutputStream out) {
        for (int at = 0; at < plane.length; ) {
            int run = 1;
            while (at + run < plane.length && run < 128 && plane[at + run] == plane[at]) {
                run++;
            }
            if (run >= 3) {
                out.write(1 - run);
                out.write(plane[at]);
                at += run;
            } else {
                int count = Math.min(Math.min(run, 2), plane.length - at);
                out.write(count - 1);
                out.write(plane, at, count);
                at += count;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"8,8,7,false", "16,16,15,true", "16,12,11,false", "32,32,31,true"})
    void gray_pictures_come_back_from_runs_of_bytes(int allocated, int stored, int high, boolean signed) {
        PixelFormat format = gray(9, 31, allocated, stored, high, signed);
        Random random = new Random(allocated);
        int[] values = new int[9 * 31];
        for (int i = 0; i < values.length; i++) {
            int bits = i % 50 < 20 ? 5 : (int) (random.nextLong() & (1L << stored) - 1);
            values[i] = signed ? bits << (32 - stored) >> (32 - stored) : bits;
        }

        byte[] frame = runLength(values, allocated / 8, 1);

        assertThat(new RunLength(frame, format, WHERE).decode()).isEqualTo(values);
    }

    @Test
    void colors_come_back_from_runs_of_bytes() {
        int[] values = new Random(4).ints(3 * 8 * 8, 0, 4).map(v -> 80 * v).toArray();

        byte[] frame = runLength(values, 1, 3);

        assertThat(new RunLength(frame, colors(Photometric.RGB, 8, 8, 8), WHERE).decode())
                .isEqualTo(values);
    }

    @Test
    void runs_cut_anywhere_are_rejected() {
        PixelFormat format = gray(9, 31, 16, 16, 15, false);
        byte[] frame = runLength(new Random(5).ints(9 * 31, 0, 1 << 16).toArray(), 2, 1);

        for (int length = 0; length < frame.length - 2; length++) {
            byte[] cut = Arrays.copyOf(frame, length);
            assertThatThrownBy(() -> new RunLength(cut, format, WHERE).decode())
                    .as("%d of %d bytes", length, frame.length)
                    .isInstanceOf(DataException.class);
        }
    }

    // ---- palettes and tables

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # segments                             | entries
        0 3 7 8 9                              | 7 8 9
        0 1 10 1 4 50                          | 10 20 30 40 50
        0 1 10 1 2 0                           | 10 5 0
        0 2 1 2 2 1 0 0 0 1 9                  | 1 2 1 2 9
        0 1 0 1 3 3 2 2 0 0                    | 0 1 2 3 0 1 2 3
        """)
    void segments_are_values_lines_and_repetitions(String segments, String entries) {
        int[] expected = numbers(entries);

        assertThat(new SegmentedTable(numbers(segments), expected.length).expand())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what is wrong         | segments
        too few entries         | 0 2 1 2
        more than there is room | 0 5 1 2 3 4 5
        values cut short        | 0 4 1 2
        a line cut short        | 0 1 5 1 3
        a line from nothing     | 1 4 9
        no values at all        | 0 0 0 4 1 2 3 4
        an unknown kind         | 3 4 1 2 3 4
        a repetition of itself  | 2 1 0 0
        a repetition of nothing | 0 1 7 2 0 0 0
        """)
    void segments_that_give_no_table_are_rejected(String wrong, String segments) {
        assertThatThrownBy(() -> new SegmentedTable(numbers(segments), 4).expand())
                .as(wrong)
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static int[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # first stored value, signed, stored, value
        0,     false, 0,    10
        0,     false, 2,    30
        0,     false, 99,   30
        100,   false, 50,   10
        100,   false, 101,  20
        65534, true,  -2,   10
        65534, true,  -1,   20
        65534, true,  500,  30
        """)
    void values_before_and_behind_a_table_take_its_first_and_last_entry(
            int first, boolean signed, int stored, double value) {
        DicomObject object = DicomBytes.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .shorts(Tag.LUT_DESCRIPTOR, 3, first, 16)
                .element(Tag.LUT_DATA, "OW", new byte[] {10, 0, 20, 0, 30, 0})
                .read()
                .dataSet();

        LookupTable table = LookupTable.of(object, Tag.LUT_DESCRIPTOR, Tag.LUT_DATA, gray(1, 1, 16, 16, 15, signed));

        assertThat((double) table.apply(stored)).isEqualTo(value);
    }

    @Test
    void a_table_of_no_entries_has_65536_of_them() {
        DicomObject object = DicomBytes.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .shorts(Tag.LUT_DESCRIPTOR, 0, 0, 16)
                .element(Tag.LUT_DATA, "OW", new byte[10])
                .read()
                .dataSet();

        assertThatThrownBy(
                        () -> LookupTable.of(object, Tag.LUT_DESCRIPTOR, Tag.LUT_DATA, gray(1, 1, 16, 16, 15, false)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("10 bytes for 65536 entries");
    }

    // ---- rescaling

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # slope | intercept | stored | value
        1       | -1024     | 1000   | -24
        0.5     | 3         | 10     | 8
        -2      | 0         | 10     | -20
        ''      | -5        | 10     | 5
        2       | ''        | 10     | 20
        ''      | ''        | 10     | 10
        """)
    void values_are_rescaled_by_what_is_stated(String slope, String intercept, double stored, double value) {
        DicomObject object = DicomBytes.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .text(Tag.RESCALE_INTERCEPT, "DS", intercept)
                .text(Tag.RESCALE_SLOPE, "DS", slope)
                .read()
                .dataSet();

        ModalityTransform transform = ModalityTransform.of(object, gray(1, 1, 16, 16, 15, true));

        assertThat(transform.apply(stored)).isEqualTo(value);
        assertThat(transform.isIdentity()).isEqualTo(slope.isEmpty() && intercept.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1e399,0", "1,1e399"})
    void a_slope_of_nothing_and_what_is_not_finite_are_rejected(String slope, String intercept) {
        DicomObject object = DicomBytes.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .text(Tag.RESCALE_INTERCEPT, "DS", intercept)
                .text(Tag.RESCALE_SLOPE, "DS", slope)
                .read()
                .dataSet();

        assertThatThrownBy(() -> ModalityTransform.of(object, gray(1, 1, 16, 16, 15, true)))
                .isInstanceOf(DataException.class);
    }

    // ---- colors

    /** No difference of colors is gray: the same value for red, green and blue. */
    @ParameterizedTest
    @ValueSource(ints = {8, 12, 16})
    void luminance_without_differences_is_gray(int bits) {
        PixelFormat format = colors(Photometric.YBR_FULL, 1, 2, bits);
        int half = 1 << (bits - 1);
        int white = (1 << bits) - 1;

        int[] rgb = conversion(format).apply(new int[] {0, half, half, white, half, half});

        assertThat(rgb).containsExactly(0, 0, 0, white, white, white);
    }

    /** PS3.3, C.7.6.3.1.2, in the forward direction, rounded; back and forth each round to half a unit. */
    @Test
    void colors_come_back_from_luminance_and_differences() {
        int[] rgb = new Random(6).ints(3 * 400, 0, 256).toArray();
        int[] ybr = new int[rgb.length];
        for (int i = 0; i < rgb.length; i += 3) {
            double y = 0.299 * rgb[i] + 0.587 * rgb[i + 1] + 0.114 * rgb[i + 2];
            ybr[i] = (int) Math.round(y);
            ybr[i + 1] = Math.clamp(Math.round((rgb[i + 2] - y) / 1.772 + 128), 0, 255);
            ybr[i + 2] = Math.clamp(Math.round((rgb[i] - y) / 1.402 + 128), 0, 255);
        }

        int[] back = conversion(colors(Photometric.YBR_FULL, 20, 20, 8)).apply(ybr);

        for (int i = 0; i < rgb.length; i++) {
            assertThat(back[i]).isBetween(rgb[i] - 2, rgb[i] + 2);
        }
    }

    @Test
    void the_narrow_range_of_video_reaches_from_black_to_white() {
        int[] rgb =
                conversion(colors(Photometric.YBR_PARTIAL_420, 1, 2, 8)).apply(new int[] {16, 128, 128, 235, 128, 128});

        assertThat(rgb).containsExactly(0, 0, 0, 255, 255, 255);
    }

    @Test
    void red_green_and_blue_are_left_alone() {
        int[] rgb = {1, 2, 3};

        assertThat(conversion(colors(Photometric.RGB, 1, 1, 8)).apply(rgb)).isSameAs(rgb);
    }

    private static ColorConversion conversion(PixelFormat format) {
        DicomObject object =
                DicomBytes.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN).read().dataSet();
        return ColorConversion.of(object, format);
    }

    // ---- formats that cannot be

    @ParameterizedTest
    @CsvSource(textBlock = """
        # rows, columns, frames, allocated, stored, high
        0,     5,     1, 16, 16, 15
        5,     0,     1, 16, 16, 15
        5,     5,     0, 16, 16, 15
        5,     5,     1, 0,  1,  0
        5,     5,     1, 65, 16, 15
        5,     5,     1, 16, 0,  15
        5,     5,     1, 16, 16, 16
        5,     5,     1, 16, 12, 10
        65535, 65535, 1, 8,  8,  7
        """)
    void a_format_that_contradicts_itself_is_rejected(
            int rows, int columns, int frames, int allocated, int stored, int high) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PixelFormat(
                        rows, columns, 1, frames, allocated, stored, high, false, false, Photometric.MONOCHROME2));
    }

    @Test
    void samples_follow_from_what_they_mean() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PixelFormat(5, 5, 3, 1, 8, 8, 7, false, false, Photometric.MONOCHROME2));
        assertThat(gray(4, 5, 8, 8, 7, false).samplesOfFrame()).isEqualTo(20);
        assertThat(colors(Photometric.RGB, 4, 5, 8).samplesOfFrame()).isEqualTo(60);
        assertThat(Photometric.of("PALETTE COLOR")).hasValue(Photometric.PALETTE_COLOR);
        assertThat(Photometric.of("HSV")).isEmpty();
    }
}
