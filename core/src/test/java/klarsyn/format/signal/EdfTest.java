package klarsyn.format.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import klarsyn.base.DataException;
import klarsyn.format.EdfFile;
import klarsyn.format.EdfFile.Line;
import klarsyn.signal.Signal;
import klarsyn.signal.SignalHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the EDF, EDF+ and BDF standards, on files of a few bytes. */
class EdfTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("x.edf");
    }

    @Test
    void channels_of_uneven_rates_keep_their_own() throws IOException {
        new EdfFile(Line.of("EEG Fp1", 3), Line.of("Temp", 1).withRange("34", "40,5"))
                .count("2")
                .seconds("0.5")
                .samples(-1000, 0, 1000, -1000)
                .samples(10, 20, 30, 1000)
                .write(file());
        Signal signal = Signals.read(file());
        assertThat(signal.channel("EEG Fp1").samples()).containsExactly(-100, 0, 100, 1, 2, 3);
        assertThat(signal.channel("EEG Fp1").rate().hz()).hasValue(6);
        assertThat(signal.channel("Temp").samples()).containsExactly(34, 40.5f);
        assertThat(signal.channel("Temp").rate().hz()).hasValue(2);
        assertThat(signal.durationSeconds()).hasValue(1);
        assertThat(Signals.readHeader(file())).isEqualTo(SignalHeader.of("EDF", signal));
        assertThat(Signals.annotations(file())).isEmpty();
    }

    @Test
    void an_unknown_number_of_records_means_all_whole_ones() throws IOException {
        byte[] bytes = new EdfFile(Line.of("A", 2)).samples(1, 2, 3, 4, 5).bytes();
        Files.write(file(), bytes);
        assertThat(Signals.read(file()).channel("A").samples()).hasSize(4);
    }

    @Test
    void samples_of_24_bits_keep_their_sign() throws IOException {
        new EdfFile(Line.of("A", 3).withSteps("-8388608", "8388607").withRange("-8388608", "8388607"))
                .bdf()
                .kind("24BIT")
                .samples(-8388608, -1, 8388607)
                .write(folder.resolve("x.bdf"));
        assertThat(Signals.read(folder.resolve("x.bdf")).channel("A").samples()).containsExactly(-8388608, -1, 8388607);
    }

    @Test
    void a_trigger_is_marked_where_it_changes_to_something() throws IOException {
        new EdfFile(Line.of("Status", 6).withSteps("-8388608", "8388607"))
                .bdf()
                .samples(0x1C0000, 0x1C0005, 0x1C0005, 0x1C0000, 0x1C0005, 0x1C0007)
                .write(folder.resolve("x.bdf"));
        assertThat(Signals.annotations(folder.resolve("x.bdf")))
                .extracting(mark -> mark.code() + " at " + mark.sample(6))
                .containsExactly("5 at 1", "5 at 4", "7 at 5");
    }

    @Test
    void annotations_count_from_the_first_sample_and_may_last() throws IOException {
        new EdfFile(Line.of("A", 2), Line.annotations(20))
                .kind("EDF+C")
                .samples(1, 2)
                .texts("+0.25^^|+0.75~1.5^Ein Anfall^Ende^|", 40)
                .samples(3, 4)
                .texts("+1.25^^|-1^vorher^|", 40)
                .write(file());
        assertThat(Signals.annotations(file()))
                .containsExactly(
                        new Signal.Annotation(-1.25, 0, "", "vorher"),
                        new Signal.Annotation(0.5, 1.5, "", "Ein Anfall"),
                        new Signal.Annotation(0.5, 1.5, "", "Ende"));
        assertThat(Signals.read(file()).names()).containsExactly("A");
    }

    @Test
    void pauses_between_records_are_no_numbers() throws IOException {
        new EdfFile(Line.of("A", 2), Line.annotations(6))
                .kind("EDF+D")
                .samples(10, 20)
                .texts("+0^^|", 12)
                .samples(30, 40)
                .texts("+2.5^^|", 12)
                .write(file());
        assertThat(Signals.read(file()).channel("A").samples())
                .containsExactly(1, 2, Float.NaN, Float.NaN, Float.NaN, 3, 4);
        assertThat(Signals.readHeader(file()).format()).isEqualTo("EDF+D");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+0.2^^|", "+1e11^^|", "+x^^|", "1^^|", "||", "+1", "+1e300^^|", "+NaN^^|"})
    void records_at_impossible_times_are_rejected(String second) throws IOException {
        new EdfFile(Line.of("A", 2), Line.annotations(6))
                .kind("EDF+D")
                .samples(10, 20)
                .texts("+0^^|", 12)
                .samples(30, 40)
                .texts(second, 12)
                .write(file());
        assertThatThrownBy(() -> Signals.read(file())).isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\0", " \0", "\0 ", "\0x"})
    void a_header_may_be_padded_with_zero_bytes_and_what_follows_them(String padding) throws IOException {
        new EdfFile(Line.of("ECG", 2), Line.annotations(6))
                .kind("EDF+C")
                .padding(padding)
                .samples(10, 20)
                .texts("+0^^|", 12)
                .write(file());
        assertThat(Signals.read(file()).channel("ECG").samples()).containsExactly(1, 2);
        assertThat(Signals.read(file()).channel("ECG").unit()).isEqualTo("uV");
        assertThat(Signals.readHeader(file()).format()).isEqualTo("EDF+C");
    }

    @Test
    void labels_may_be_in_latin_letters_of_either_encoding() throws IOException {
        for (var charset : new Charset[] {StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1}) {
            new EdfFile(new Line("Größe", "µV", "-1", "1", "-1", "1", "1"))
                    .charset(charset)
                    .samples(1)
                    .write(file());
            assertThat(Signals.read(file()).channel("Größe").unit()).isEqualTo("µV");
        }
    }

    @Test
    void a_signal_without_a_physical_range_is_in_steps_without_a_unit() throws IOException {
        new EdfFile(Line.of("A", 2).withRange("0", "0")).samples(-7, 7).write(file());
        assertThat(Signals.read(file()).channel("A").samples()).containsExactly(-7, 7);
        assertThat(Signals.read(file()).channel("A").unit()).isEmpty();
    }

    @Test
    void a_physical_range_may_be_turned_round() throws IOException {
        new EdfFile(Line.of("A", 2).withRange("100", "-100"))
                .samples(-1000, 500)
                .write(file());
        assertThat(Signals.read(file()).channel("A").samples()).containsExactly(100, -50);
    }

    @Test
    void headers_that_cannot_be_are_rejected() throws IOException {
        assertRejected(new EdfFile(Line.of("A", 2)).count("3").samples(1, 2), "claims 3 data records", "contains 1");
        assertRejected(new EdfFile(Line.of("A", 2)).count("-2").samples(1, 2), "claims -2 data records");
        assertRejected(new EdfFile(Line.of("A", 2)).count("1.5").samples(1, 2, 3, 4), "claims 1.5 data records");
        assertRejected(new EdfFile(Line.of("A", 2)).seconds("0").samples(1, 2), "records of 0 seconds");
        assertRejected(new EdfFile(Line.of("A", 2)).seconds("1e-300").samples(1, 2), "seconds");
        assertRejected(new EdfFile(Line.of("A", 2)).seconds("-1").samples(1, 2), "seconds");
        assertRejected(new EdfFile(Line.of("A", 0)).samples(1), "records of 0 bytes");
        assertRejected(new EdfFile(Line.of("A", 99999999)).samples(1), "contains 0");
        assertRejected(new EdfFile(new Line("A", "", "0", "1", "0", "1", "-1")), "-1 samples in a record");
        assertRejected(new EdfFile(new Line("A", "", "0", "1", "0", "1", "1.5")), "1.5 samples in a record");
        assertRejected(new EdfFile(Line.of("A", 1).withSteps("5", "5")).samples(1), "digital minimum 5 and maximum 5");
        assertRejected(new EdfFile(Line.of("A", 1).withRange("x", "5")).samples(1), "physical_min contains \"x\"");
        assertRejected(new EdfFile(Line.annotations(4)).kind("EDF+C").texts("+0^^|", 8), "only annotations");
    }

    private void assertRejected(EdfFile content, String... why) throws IOException {
        byte[] bytes = content.bytes();
        Files.write(file(), why[0].equals("claims 3 data records") ? bytes : withCount(bytes));
        assertThatThrownBy(() -> Signals.read(file()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(why);
    }

    /** A header with an unknown number of records cannot be truncated, so these claim one. */
    private static byte[] withCount(byte[] bytes) {
        if (new String(bytes, 236, 2, StandardCharsets.US_ASCII).equals("-1")) {
            System.arraycopy("1 ".getBytes(StandardCharsets.US_ASCII), 0, bytes, 236, 2);
        }
        return bytes;
    }

    @Test
    void other_files_are_rejected_by_what_they_seem_to_hold() throws IOException {
        Files.writeString(file(), "1\n2\n3\n".repeat(100));
        assertThatThrownBy(() -> Signals.read(file()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("text");
        byte[] many = new EdfFile(Line.of("A", 2)).samples(1, 2).bytes();
        System.arraycopy("9999".getBytes(StandardCharsets.US_ASCII), 0, many, 252, 4);
        Files.write(file(), many);
        assertThatThrownBy(() -> Signals.read(file()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("9999");
    }

    @Test
    void a_truncated_file_is_rejected() throws IOException {
        byte[] bytes = new EdfFile(Line.of("A", 2), Line.annotations(6))
                .kind("EDF+D")
                .count("1")
                .samples(10, 20)
                .texts("+0^^|", 12)
                .bytes();
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file(), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Signals.read(file()))
                    .as("cut after %d", length)
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void a_record_that_is_not_there_takes_no_memory() throws IOException {
        Path file = new EdfFile(Line.of("EEG", 90_000_000), Line.annotations(90_000_000))
                .count("-1")
                .write(folder.resolve("empty.edf"));
        long before = allocatedBytes();
        assertThat(Signals.annotations(file)).isEmpty();
        assertThat(Signals.read(file).channel("EEG").samples()).isEmpty();
        assertThat(allocatedBytes() - before).isLessThan(1 << 24);
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().threadId());
    }
}
