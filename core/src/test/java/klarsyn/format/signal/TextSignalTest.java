package klarsyn.format.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import klarsyn.base.DataException;
import klarsyn.signal.SamplingRate;
import klarsyn.signal.Signal;
import klarsyn.signal.SignalHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextSignalTest {

    @TempDir
    Path folder;

    private Signal read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private Signal read(byte[] text) throws IOException {
        Files.write(folder.resolve("x.csv"), text);
        return Signals.read(folder.resolve("x.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12\r\n-3\r\n4.5e1\r\n", "12\n-3\n45", " 12 \r -3 \r 45 \r", "# made\n12\n\n-3\n45\n"})
    void one_number_a_line_is_one_channel_of_unknown_rate(String text) throws IOException {
        Signal signal = read(text);
        assertThat(signal.channels()).hasSize(1);
        assertThat(signal.channels().getFirst().samples()).containsExactly(12, -3, 45);
        assertThat(signal.channels().getFirst().rate()).isEqualTo(SamplingRate.unknown());
        assertThat(Signals.readHeader(folder.resolve("x.csv"))).isEqualTo(SignalHeader.of("text", signal));
        assertThat(Signals.annotations(folder.resolve("x.csv"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,4\n2,5\n3,6\n", "1;4\n2;5\n3;6\n", "1\t4\n2\t5\n3\t6\n", " 1   4\n 2  5 \n3 \t 6\n"})
    void columns_are_channels_whatever_separates_them(String text) throws IOException {
        Signal signal = read(text);
        assertThat(signal.channels()).hasSize(2);
        assertThat(signal.channels().get(0).samples()).containsExactly(1, 2, 3);
        assertThat(signal.channels().get(1).samples()).containsExactly(4, 5, 6);
    }

    @Test
    void names_and_units_stand_in_front() throws IOException {
        Signal signal = read("MLII (mV),Resp [Ohm],\"a, b\"\n1,2,3\n4,?,6\n");
        assertThat(signal.names()).containsExactly("MLII", "Resp", "a, b");
        assertThat(signal.channel("Resp").unit()).isEqualTo("Ohm");
        assertThat(signal.channel("Resp").samples()).containsExactly(2, Float.NaN);
        assertThat(read("# a,b\n1,2\n").names()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "time,a / 0,1 / 0.004,2 / 0.008,3 | 250",
                "Time (s),a / 0,1 / 0.003,2 / 0.006,3 / 0.008,3 / 0.011,3 | 363.6363636",
                "time [ms];a / 0;1 / 4;2 / 8;3 | 250",
                "time_ms;a / 0;1 / 2,5;2 / 5;3 | 400",
                "seconds\ta / 10\t1 / 10.5\t2 | 2",
                "time us a / 0 0 1 / 1 1 1 | 0",
                "'Elapsed time','MLII' / 'hh:mm:ss.mmm','mV' / '0:00.000',-0.145 / '0:00.500',-0.145 | 2",
                "t,a / 0,1 / 1,2 | 0",
                "sample,a / 0,1 / 1,2 | 0"
            })
    void a_column_of_times_gives_the_rate_where_its_unit_is_certain(String text, double hz) throws IOException {
        Signal signal = read(text.replace(" / ", "\n").replace("\\t", "\t"));
        assertThat(signal.channels().getLast().rate().hz().orElse(0)).isCloseTo(hz, within(1e-6));
        assertThat(signal.names()).doesNotContain("t", "sample", "Time", "Elapsed time");
    }

    @Test
    void physionet_gives_units_in_a_row_of_their_own() throws IOException {
        Signal signal = read("'Elapsed time','MLII'\n'seconds','mV'\n0.0,-0.145\n0.5,0.2\n");
        assertThat(signal.channels().getFirst().unit()).isEqualTo("mV");
        assertThat(signal.channels().getFirst().rate()).isEqualTo(SamplingRate.hertz(2));
    }

    @Test
    void uneven_times_are_rejected() {
        assertThatThrownBy(() -> read("time,a\n0,1\n0.1,2\n0.9,3\n1,4\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("not evenly spaced: sample 2");
        assertThatThrownBy(() -> read("time,a\n0.1,1\n0.1,2\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("not evenly spaced");
        assertThatThrownBy(() -> read("time,a\n0.1,1\n?,2\n0.3,2\n")).isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2 / 3 | line 2 has 1 fields, but previous lines have 2",
                "a,b / 1,2,3 | line 2 has 3 fields, but previous lines have 2",
                "1 / 2 / x | line 3 contains text that is not a number",
                "a,b / c,d / e,f / 1,2 | line 3 has no number",
                "a,b | no numbers",
                "1,\"2 | opens a quote"
            })
    void text_that_is_no_signal_is_rejected_by_its_line(String text, String why) {
        assertThatThrownBy(() -> read(text.replace(" / ", "\n")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(why);
    }

    @Test
    void nothing_and_binary_data_are_rejected() {
        assertThatThrownBy(() -> read("")).isInstanceOf(DataException.class).hasMessageContaining("no numbers");
        assertThatThrownBy(() -> read(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a PNG picture");
    }

    @Test
    void a_zip_of_texts_lists_and_reads_them() throws IOException {
        Path zip = folder.resolve("Z.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            put(out, "Z/Z002.txt", "3\r\n4\r\n");
            put(out, "Z/Z001.TXT", "1\r\n2\r\n");
            put(out, "__MACOSX/Z/._Z001.txt", "5");
            put(out, "README.txt", "a text");
            put(out, "../outside.txt", "7\n");
            put(out, "Z/picture.png", "no");
        }
        assertThat(Signals.entries(zip)).containsExactly("../outside.txt", "Z/Z001.TXT", "Z/Z002.txt");
        assertThat(Signals.readEntry(zip, "Z/Z002.txt").channels().getFirst().samples())
                .containsExactly(3, 4);
        assertThatThrownBy(() -> Signals.readEntry(zip, "Z/Z003.txt"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no signal named");
    }

    @Test
    void a_zip_bomb_is_rejected_before_it_fills_the_memory() throws IOException {
        Path zip = folder.resolve("bomb.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("x.txt"));
            byte[] lines = "0\n".repeat(1 << 19).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 40; i++) {
                out.write(lines);
            }
        }
        assertThatThrownBy(() -> Signals.readEntry(zip, "x.txt"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("more than");
    }

    @Test
    void a_broken_zip_and_other_places_are_rejected() throws IOException {
        Path zip = folder.resolve("broken.zip");
        try (OutputStream out = Files.newOutputStream(zip)) {
            out.write("PK and no more".getBytes(StandardCharsets.US_ASCII));
        }
        assertThatThrownBy(() -> Signals.entries(zip)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Signals.readEntry(zip, "x")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Signals.entries(folder.resolve("no"))).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Signals.readEntry(folder, "../x.txt")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Signals.readEntry(folder, "a\0")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Signals.read(folder)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Signals.read(zip)).isInstanceOf(DataException.class);
    }

    private static void put(ZipOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.closeEntry();
    }
}
