package klarsyn.format.rawdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import klarsyn.base.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts, envelopes and axes of files whose header is text. */
class NumberWordsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # word    | value
        0         | 0
        -1.5      | -1.5
        +2        | 2
        .5        | 0.5
        3.        | 3
        1e-3      | 0.001
        NaN       | NaN
        -nan      | NaN
        inf       | Infinity
        -Infinity | -Infinity
        """)
    void numbers_are_read_as_c_prints_them(String word, double value) {
        assertThat(NumberWords.parse(word)).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "e5", "1e", "0x1p3", "1f", "1,5", "1 2", "++1", "one", "1e1234567890"})
    void other_words_are_no_numbers(String word) {
        assertThat(NumberWords.parse(word)).isEmpty();
    }

    @Test
    void numbers_stand_between_blanks_commas_and_line_ends() throws IOException {
        NumberWords words = words(" 1,2\n\t3 , -4.5\r\n5");
        for (double expected : new double[] {1, 2, 3, -4.5, 5}) {
            assertThat(words.next()).isEqualTo(expected);
        }

        assertThatThrownBy(words::next).isInstanceOf(EOFException.class);
    }

    @Test
    void a_word_that_is_no_number_is_named_and_a_long_one_cut_short() {
        assertThatThrownBy(() -> words("abc 12").next())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("abc");
        assertThatThrownBy(() -> words("x".repeat(300)).next())
                .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(60));
    }

    @Test
    void a_number_of_thousands_of_digits_is_rejected_while_it_is_read() {
        assertThatThrownBy(() -> words("1".repeat(100_000)).next()).isInstanceOf(IOException.class);
    }

    private static NumberWords words(String text) {
        return new NumberWords(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    // ---- lines of a header

    @ParameterizedTest
    @CsvSource({"'a\nb\n',5", "'a\r\nb\r\n',7", "'a\nb',4"})
    void lines_end_as_on_any_system_and_the_voxels_begin_behind_them(String text, int end) throws IOException {
        Path file = Files.writeString(folder.resolve("h"), text + (text.endsWith("\n") ? "\nXYZ" : ""));
        try (HeaderLines lines = HeaderLines.open(file)) {
            assertThat(lines.next()).hasValue("a");
            assertThat(lines.next()).hasValue("b");
            if (text.endsWith("\n")) {
                assertThat(lines.next()).hasValue("");
                assertThat(lines.position()).isEqualTo(end);
            } else {
                assertThat(lines.next()).isEmpty();
            }
        }
    }

    @Test
    void a_header_longer_than_a_buffer_is_read_in_whole() throws IOException {
        String line = "x".repeat(20_000);
        Path file = Files.writeString(folder.resolve("h"), line + "\nend\n");
        try (HeaderLines lines = HeaderLines.open(file)) {
            assertThat(lines.next()).hasValue(line);
            assertThat(lines.next()).hasValue("end");
            assertThat(lines.next()).isEqualTo(Optional.empty());
        }
    }

    @Test
    void a_line_that_never_ends_is_rejected() throws IOException {
        Path file = Files.write(folder.resolve("h"), new byte[5 << 20]);
        try (HeaderLines lines = HeaderLines.open(file)) {
            assertThatThrownBy(lines::next).isInstanceOf(DataException.class).hasMessageContaining("h");
        }
    }

    // ---- envelopes

    @ParameterizedTest
    @EnumSource(names = {"RAW", "GZIP", "ZLIB", "HEX"})
    void bytes_come_back_from_every_envelope(VoxelEncoding encoding) throws IOException {
        byte[] bytes = new byte[10_000];
        new Random(1).nextBytes(bytes);

        assertThat(encoding.decoded(new ByteArrayInputStream(wrapped(encoding, bytes)))
                        .readAllBytes())
                .isEqualTo(bytes);
    }

    private static byte[] wrapped(VoxelEncoding encoding, byte[] bytes) throws IOException {
        if (encoding == VoxelEncoding.HEX) {
            String digits = HexFormat.of().formatHex(bytes);
            String lines = digits.replaceAll("(.{70})", "$1\n").toUpperCase(Locale.ROOT);
            return lines.getBytes(StandardCharsets.US_ASCII);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OutputStream packing = switch (encoding) {
            case GZIP -> new GZIPOutputStream(out);
            case ZLIB -> new DeflaterOutputStream(out);
            default -> out;
        };
        try (packing) {
            packing.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void an_envelope_of_gzip_is_taken_where_one_of_zlib_is_announced() throws IOException {
        byte[] gzip = wrapped(VoxelEncoding.GZIP, new byte[] {1, 2, 3});

        assertThat(VoxelEncoding.ZLIB.decoded(new ByteArrayInputStream(gzip)).readAllBytes())
                .containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "012", "0g", "1_2"})
    void digits_that_make_no_bytes_are_rejected(String digits) {
        assertThatThrownBy(() -> VoxelEncoding.HEX
                        .decoded(new ByteArrayInputStream(digits.getBytes(StandardCharsets.US_ASCII)))
                        .readAllBytes())
                .isInstanceOf(IOException.class);
    }

    /** Fewer bytes than this cannot hold the voxels, so that nothing needs to be allocated to see it. */
    @ParameterizedTest
    @CsvSource({"RAW,2000", "GZIP,1", "ZLIB,1", "BZIP2,1", "HEX,4000", "TEXT,1999"})
    void a_thousand_voxels_of_two_bytes_need_as_many_bytes_as_the_envelope_can_gain(
            VoxelEncoding encoding, long least) {
        assertThat(encoding.fewestBytes(1000, 2)).isEqualTo(least);
    }

    // ---- axes

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # lengths, fastest first | axes of space | shape    | channels
        4 3 2                    | 0 1 2         | 4 3 2    | 1
        5 4 3 2                  | 0 1 2         | 5 4 3    | 2
        2 5 4 3                  | 1 2 3         | 5 4 3    | 2
        5 2 4 3                  | 0 2 3         | 5 4 3    | 2
        3 4 5 2 2                | 0 1 2         | 3 4 5    | 4
        7 1 6                    | 0 2           | 7 6 1    | 1
        6                        | 0             | 6 1 1    | 1
        """)
    void voxels_go_to_their_place_wherever_the_axis_of_channels_stands(
            String lengths, String spatial, String shape, int channels) {
        VoxelAxes axes = VoxelAxes.of(numbers(lengths), numbers(spatial), folder);

        assertThat(List.of(axes.shape().x(), axes.shape().y(), axes.shape().z()))
                .isEqualTo(numbers(shape));
        assertThat(axes.channels()).isEqualTo(channels);
        assertScatters(axes);
    }

    /** Each voxel is numbered by its place in the file; its place in the image follows from the axes one by one. */
    private static void assertScatters(VoxelAxes axes) {
        int count = (int) axes.voxels();
        float[][] channels = new float[axes.channels()][axes.shape().voxels()];
        Scatter scatter = axes.scatterTo(channels);
        for (int at = 0, size = 1; at < count; at += size, size += 2) {
            int some = Math.min(size, count - at);
            double[] values = new double[some];
            for (int i = 0; i < some; i++) {
                values[i] = at + i;
            }
            scatter.accept(values, some);
        }
        for (int number = 0; number < count; number++) {
            int rest = number;
            int voxel = 0;
            int channel = 0;
            int voxelStep = 1;
            int channelStep = 1;
            for (int axis = 0; axis < axes.lengths().size(); axis++) {
                int length = axes.lengths().get(axis);
                int index = rest % length;
                rest /= length;
                if (axes.spatial().contains(axis)) {
                    voxel += index * voxelStep;
                    voxelStep *= length;
                } else {
                    channel += index * channelStep;
                    channelStep *= length;
                }
            }
            assertThat(channels[channel][voxel]).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # lengths                 | axes of space
        65536 65536 1             | 0 1 2
        2147483647 2147483647 2   | 0 1 2
        2 2 2 2000000             | 0 1 2
        """)
    void more_voxels_or_channels_than_can_be_are_rejected(String lengths, String spatial) {
        assertThatThrownBy(() -> VoxelAxes.of(numbers(lengths), numbers(spatial), folder))
                .isInstanceOf(DataException.class);
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            numbers.add(Integer.valueOf(word));
        }
        return numbers;
    }
}
