package klarsyn.format.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.signal.Signal;
import klarsyn.signal.SignalHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against wfdb 4 for Python, on the same 48 bytes: {@code wfdb.rdrecord('x', physical=False).d_signal}. */
class WfdbTest {

    @TempDir
    Path folder;

    /** {@code bytes((i * 37 + 11) % 256 for i in range(48))}. */
    @BeforeEach
    void write_the_bytes() throws IOException {
        byte[] bytes = new byte[48];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 37 + 11);
        }
        Files.write(folder.resolve("x.dat"), bytes);
    }

    /**
     * For format 311, wfdb keeps an eleventh bit of each third sample (933 where ten bits hold -91); the expected
     * values use ten bits.
     */
    @ParameterizedTest(name = "format {0}")
    @CsvSource({
        "8, 16 64 149 271 174 114 91 105 156 244 369 275 218 198 215 269 360 232 141 87 70 90 147 241",
        "16, 12299 31317 -15201 3817 22579 -23939 -4921 13841 -32677 -13659 5359 24121 -22397 -3379 15383 -31135",
        "24, 5582859 -3891334 3346153 -6128296 1174727 -8365258 -1062235 6174996 -3299197 3938290 -5536159 1766864",
        "32, 2052403211 250201247 -1568843725 907144391 -895123365 1580799215 -221403005 -2040447977 452317355",
        "61, 2864 21882 -24636 -5874 13144 32162 -14356 4406 23424 -23094 -4332 14686 -31832 -12814 5948 24966",
        "80, -117 -80 -43 -6 31 68 105 -114 -77 -40 -3 34 71 108 -111 -74 -37 0 37 74 111 -108 -71 -34 3 40 77",
        "160, -20469 -1451 17567 -28951 -10189 8829 27847 -18927 91 19109 -27409 -8647 10371 29389 -17385 1633",
        "212, 11 853 -134 -1596 -279 51 -680 1954 -825 -495 -1226 1408 -1371 -785 -1772 862 -1917 -1331 2034 316",
        "310, 5 298 486 -433 -140 56 25 318 -373 -413 -248 221 45 338 -208 -393 -228 354 65 358 -43 -501 -208",
        "311, 11 332 -91 159 -399 238 51 -170 -473 199 123 -159 91 352 170 239 -443 483 131 -150 -212 23 79 102"
    })
    void every_format_holds_the_samples_that_wfdb_reads(int format, String expected) throws IOException {
        double[] steps = Arrays.stream(expected.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        String initial = format == 8 ? "5" : Integer.toString((int) steps[0]);
        write("x.hea", "x 1 100 %d\nx.dat %d 1(0)/mV 12 0 %s\n".formatted(steps.length, format, initial));
        float[] samples = read("x.hea").channels().getFirst().samples();
        assertThat(samples).hasSize(steps.length);
        for (int i = 0; i < steps.length; i++) {
            assertThat(samples[i]).as("sample %d", i).isEqualTo((float) steps[i]);
        }
    }

    @ParameterizedTest(name = "format {0} with {1} samples")
    @CsvSource({"212, 5, 8", "310, 4, 6", "311, 4, 6", "311, 5, 7"})
    void a_last_group_of_packed_samples_may_be_begun_only(int format, int samples, int bytes) throws IOException {
        Files.write(folder.resolve("part.dat"), Arrays.copyOf(Files.readAllBytes(folder.resolve("x.dat")), bytes));
        write("x.hea", "x 1 100 %d\nx.dat %d\n".formatted(samples, format));
        write("part.hea", "part 1 100\npart.dat %d\n".formatted(format));
        assertThat(read("part.hea").channels().getFirst().samples())
                .isEqualTo(read("x.hea").channels().getFirst().samples());
    }

    /** {@code rdrecord('x', smooth_frames=False).e_p_signal}. */
    @Test
    void signals_of_one_file_may_differ_in_rate_gain_unit_and_skew() throws IOException {
        write("x.hea", """
            # a remark
            x 3 100/100(0) 6 12:00:00 01/01/2000
            x.dat 16x1:2 2(3)/mV 12 0
            x.dat 16x2 1(0)/uV 12 0
            x.dat 16 -10/mmHg 12 4 3817 44750 0 arterial pressure
            """);
        Signal signal = read("x.hea");
        float nan = Float.NaN;
        assertThat(signal.channels().get(0).samples())
                .containsExactly(-16340.0f, -11200.0f, -6060.0f, -920.0f, nan, nan);
        assertThat(signal.channels().get(1).samples())
                .containsExactly(31317, -15201, -23939, -4921, -13659, 5359, -3379, 15383, 6901, 25663, 16925, -29593);
        assertThat(signal.channels().get(2).samples())
                .containsExactly(-381.3f, -1383.7f, -2411.7f, 3113.9f, 2085.9f, 1057.9f);
        assertThat(signal.channels().get(1).rate().hz()).hasValue(200);
        assertThat(signal.channels().get(1).unit()).isEqualTo("uV");
        assertThat(signal.channels().get(2).name()).isEqualTo("arterial pressure");
        assertThat(signal.durationSeconds()).hasValue(0.06);
        assertThat(Signals.readHeader(folder.resolve("x.hea"))).isEqualTo(SignalHeader.of("WFDB", signal));
    }

    @Test
    void what_a_header_leaves_out_is_as_the_standard_says() throws IOException {
        write("x.hea", "x 1\nx.dat 16\n");
        Signal.Channel channel = read("x.hea").channels().getFirst();
        assertThat(channel.rate().hz()).hasValue(250);
        assertThat(channel.unit()).isEqualTo("mV");
        assertThat(channel.samples()).hasSize(24).startsWith(12299 / 200f);
    }

    @Test
    void the_mark_of_nothing_recorded_becomes_no_number() throws IOException {
        Files.write(folder.resolve("gap.dat"), new byte[] {1, 0, 0, (byte) 0x80, 2, 0});
        write("gap.hea", "gap 1 10 3\ngap.dat 16 1\n");
        assertThat(read("gap.hea").channels().getFirst().samples()).containsExactly(1, Float.NaN, 2);
    }

    @Test
    void bytes_in_front_of_the_samples_are_skipped() throws IOException {
        write("x.hea", "x 1 100 22\nx.dat 16+4 1\n");
        assertThat(read("x.hea").channels().getFirst().samples()).startsWith(-15201);
    }

    @Test
    void a_wrong_check_sum_is_rejected_with_both_sums() throws IOException {
        write("x.hea", "x 1 100 2\nx.dat 16 1 16 0 12299 -21921 0 I\n");
        assertRejected("x.hea", "checksum -21920", "states -21921");
        write("x.hea", "x 1 100 2\nx.dat 16 1 16 0 12299 43616 0 I\n");
        assertThat(read("x.hea").channels()).hasSize(1);
    }

    @Test
    void a_wrong_first_sample_is_rejected() throws IOException {
        write("x.hea", "x 1 100 2\nx.dat 16 1 16 0 12298 0 0 I\n");
        assertRejected("x.hea", "starts with 12299", "states 12298");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.dat", "/etc/passwd", "a\\..\\x.dat", ".", "..", "a/../../x.dat", "x\0y"})
    void files_outside_of_the_folder_are_rejected(String file) throws IOException {
        write("x.hea", "x 1 100 2\n%s 16 1\n".formatted(file));
        assertRejected("x.hea", file.indexOf('\0') >= 0 ? "not a text file" : "not in its folder");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x 1 100 25 / x.dat 16 1 | truncated",
                "x 1 100 999999999999 / x.dat 16 1 | truncated",
                "x 1 100 999999999999 / x.dat 16x999999 1 | truncated",
                "x 1 100 2 / x.dat 508 1 | WFDB format 508",
                "x 1 100 2 / y.dat 16 1 | does not exist",
                "x 2 100 2 / x.dat 16 1 | announces 2 lines",
                "x 0 100 2 | no signals",
                "x 1 0 2 / x.dat 16 1 | a rate of 0 Hz",
                "x 1 1e-300 2 / x.dat 16 1 | a rate of 1e-300 Hz",
                "x 1 100 2 / x.dat | has a file but no format",
                "x 1 100 2 / x.dat 16y 1 | its format is 16y",
                "x 1 100 2 / x.dat 16 g | its gain is g",
                "x 1 100 2 / x.dat 16 1.2.3 | its gain is 1.2.3",
                "x 1 100 2 / x.dat 16 1 12 1e9 | 1e9 is not a whole number",
                "x 2 100 2 / x.dat 16 1 / x.dat 61 1 | more than one format",
                "x 3 100 2 / x.dat 16 1 / y.dat 16 1 / x.dat 16 1 | x.dat in two places",
                "something else | first line",
                "x/2 1 100 4 / a 2 / a 2 | segment a twice",
                "x/2 1 100 4 / a 2 / b 3 | announces 4 samples",
                "x/1 1 100 4 / a | invalid segment",
                "x/1 1 100 4 / ../a 4 | not in its folder",
                "x/1 1 100 4 / ~ 4 | all segments of the header are pauses",
                "x/1 1 100 4 / b 4 | does not exist"
            })
    void headers_that_cannot_be_are_rejected(String header, String why) throws IOException {
        write("x.hea", header.replace(" / ", "\n"));
        assertRejected("x.hea", why);
    }

    @Test
    void a_file_that_is_no_header_is_rejected() throws IOException {
        Files.copy(folder.resolve("x.dat"), folder.resolve("y.hea"));
        assertRejected("y.hea", "first line");
        assertRejected("missing.hea", "does not exist");
    }

    /** {@code rdrecord('f').p_signal} of the two segments. */
    @Test
    void segments_of_fixed_layout_follow_each_other() throws IOException {
        writeSegments();
        write("f.hea", "f/2 2 100 20\ns1 8\ns2 12\n");
        Signal signal = read("f.hea");
        assertThat(signal.names()).containsExactly("A", "B");
        assertThat(signal.channels().get(0).samples())
                .containsExactly(
                        .1f, .3f, .5f, .7f, .9f, 1.1f, 1.3f, 1.5f, 1.7f, 1.9f, 2.1f, 2.3f, 2.5f, 2.7f, 2.9f, 3.1f, 3.3f,
                        3.5f, 3.7f, 3.9f);
        double sum = 0;
        for (float sample : signal.channels().get(1).samples()) {
            sum += sample;
        }
        assertThat((float) sum).isEqualTo(-252f);
        assertThat(Signals.readHeader(folder.resolve("f.hea"))).isEqualTo(SignalHeader.of("WFDB", signal));
    }

    /** {@code rdrecord('v', m2s=True)} of the same, the second segment without signal B. */
    @Test
    void segments_of_variable_layout_may_lack_signals_and_pause() throws IOException {
        writeSegments();
        write("v_layout.hea", "v_layout 2 100 0\n~ 0 5/mV 16 0 0 0 0 B\n~ 0 10/mV 16 0 0 0 0 A\n");
        write("s3.hea", "s3 1 100 12\ns2.dat 16x1 10/mV 16 0 17 65254 0 A\n");
        write("v.hea", "v/4 2 100 25\nv_layout 0\ns1 8\n~ 5\ns3 12\n");
        Signal signal = read("v.hea");
        assertThat(signal.names()).containsExactly("B", "A");
        float[] b = signal.channels().getFirst().samples();
        float[] a = signal.channels().getLast().samples();
        assertThat(b).hasSize(25).startsWith(-1.2f, -2.4f, -3.6f);
        assertThat(Arrays.copyOfRange(b, 8, 25)).containsOnly(Float.NaN);
        assertThat(Arrays.copyOfRange(a, 7, 15))
                .containsExactly(1.5f, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, 1.7f, -5.4f);
    }

    @Test
    void segments_that_do_not_fit_together_are_rejected() throws IOException {
        writeSegments();
        write("f.hea", "f/2 2 100 21\ns1 8\ns2 13\n");
        assertRejected("f.hea", "12 samples at 100.0 Hz, but its record states 13");
        write("one.hea", "one 1 100 8\ns1.dat 16 10/mV\n");
        write("f.hea", "f/2 2 100 20\ns2 12\none 8\n");
        assertRejected("f.hea", "1 signals, but the first one has 2");
        write("other.hea", "other 2 100 8\ns1.dat 16 10/uV\ns1.dat 16 10/mV\n");
        write("f.hea", "f/2 2 100 20\ns2 12\nother 8\n");
        assertRejected("f.hea", "another unit or rate");
        write("nested.hea", "nested/1 2 100 8\ns1 8\n");
        write("f.hea", "f/1 2 100 8\nnested 8\n");
        assertRejected("f.hea", "itself has segments");
        write("l.hea", "l 1 100 0\n~ 0 10/mV 16 0 0 0 0 C\n");
        write("f.hea", "f/2 2 100 8\nl 0\ns1 8\n");
        assertRejected("f.hea", "missing in the layout");
    }

    @Test
    void a_pause_longer_than_any_record_is_rejected_before_it_is_allocated() throws IOException {
        writeSegments();
        write("f.hea", "f/2 2 100 1900000008\ns1 8\n~ 1900000000\n");
        assertRejected("f.hea", "claims 1900000008 frames");
    }

    private void writeSegments() throws IOException {
        ByteBuffer samples = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 1; i <= 40; i++) {
            samples.putShort((short) (i % 2 == 1 ? i : -3 * i));
        }
        Files.write(folder.resolve("s1.dat"), Arrays.copyOf(samples.array(), 32));
        Files.write(folder.resolve("s2.dat"), Arrays.copyOfRange(samples.array(), 32, 80));
        write("s1.hea", "s1 2 100 8\ns1.dat 16 10/mV 16 0 1 64 0 A\ns1.dat 16 5/mV 16 0 -6 -216 0 B\n");
        write("s2.hea", "s2 2 100 12\ns2.dat 16 10/mV 16 0 17 336 0 A\ns2.dat 16 5/mV 16 0 -54 -1044 0 B\n");
    }

    /**
     * {@code wrann('a', 'atr', [5, 18, 2000, 70000, 70000], symbol=['N', 'V', '+', '"', 'F'], subtype=[0, 1, 0, 0, 0],
     * chan=[0, 1, 0, 0, 0], num=[0, 2, 0, 0, 0], aux_note=['', '', '(AFIB', 'odd', ''], fs=250)}.
     */
    private static final byte[] MARKS = HexFormat.of()
            .parseHex("005817fc23232074696d65207265736f6c7574696f6e3a203235300000ecffffffff010005040d1402f001f401f8"
                    + "00ec0000be07007000f000f805fc28414649420000ec0100a009005803fc6f64640000180000");

    @Test
    void marks_are_those_that_wfdb_wrote() throws IOException {
        write("x.hea", "x 1 100 24\nx.dat 16\n");
        Files.write(folder.resolve("x.atr"), MARKS);
        assertThat(Signals.annotations(folder.resolve("x.hea")))
                .containsExactly(
                        new Signal.Annotation(0.02, 0, "N", ""),
                        new Signal.Annotation(0.072, 0, "V", ""),
                        new Signal.Annotation(8, 0, "+", "(AFIB"),
                        new Signal.Annotation(280, 0, "\"", "odd"),
                        new Signal.Annotation(280, 0, "F", ""))
                .extracting(mark -> mark.sample(250))
                .containsExactly(5L, 18L, 2000L, 70000L, 70000L);
    }

    @Test
    void other_marks_of_a_record_are_read_by_their_own_name() throws IOException {
        write("x.hea", "x 1 100 24\nx.dat 16\n");
        assertThat(Signals.annotations(folder.resolve("x.hea"))).isEmpty();
        Files.write(folder.resolve("x.qrs"), new byte[] {50, 4, 0, 0});
        assertThat(Signals.annotations(folder.resolve("x.qrs")))
                .containsExactly(new Signal.Annotation(0.5, 0, "N", ""));
    }

    @Test
    void codes_that_a_file_defines_get_its_symbols() throws IOException {
        write("x.hea", "x 1 100 24\nx.dat 16\n");
        ByteBuffer bytes = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        for (String note : List.of("## annotation type definitions", "42 kick a kick", "## end of definitions")) {
            bytes.putShort((short) (22 << 10)).putShort((short) (63 << 10 | note.length()));
            bytes.put(note.getBytes(StandardCharsets.US_ASCII));
            bytes.position(bytes.position() + note.length() % 2);
        }
        bytes.putShort((short) (42 << 10 | 7)).putShort((short) (43 << 10 | 1)).putShort((short) 0);
        Files.write(folder.resolve("x.atr"), Arrays.copyOf(bytes.array(), bytes.position()));
        assertThat(Signals.annotations(folder.resolve("x.hea")))
                .extracting(Signal.Annotation::code)
                .containsExactly("kick", "43");
    }

    @Test
    void marks_cut_anywhere_are_rejected() throws IOException {
        write("x.hea", "x 1 100 24\nx.dat 16\n");
        for (int length = 0; length < MARKS.length - 2; length++) {
            Files.write(folder.resolve("x.atr"), Arrays.copyOf(MARKS, length));
            assertThatThrownBy(() -> Signals.annotations(folder.resolve("x.hea")))
                    .as("cut after %d", length)
                    .isInstanceOf(DataException.class);
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Signal read(String name) {
        return Signals.read(folder.resolve(name));
    }

    private void assertRejected(String name, String... why) {
        assertThatThrownBy(() -> read(name)).isInstanceOf(DataException.class).hasMessageContainingAll(why);
    }
}
