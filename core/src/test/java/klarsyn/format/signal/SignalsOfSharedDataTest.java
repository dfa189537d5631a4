package klarsyn.format.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.SharedData;
import klarsyn.signal.Signal;
import klarsyn.signal.SignalHeader;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every signal of the shared data against its index, made with wfdb and pyEDFlib. */
class SignalsOfSharedDataTest {

    @TestFactory
    Stream<DynamicTest> records_of_the_arrhythmia_database_are_as_their_index_says() throws IOException {
        Path folder = SharedData.folder("mitdb");
        return entries(folder)
                .map(entry -> DynamicTest.dynamicTest(text(entry, "record"), () -> {
                    Path header = folder.resolve(text(entry, "record") + ".hea");
                    Signal signal = Signals.read(header);
                    double[] gains = numbers(entry, "gain");
                    double[] zeros = numbers(entry, "zero");
                    for (int i = 0; i < signal.channels().size(); i++) {
                        Signal.Channel lead = signal.channels().get(i);
                        assertThat(lead.rate().hz()).hasValue(number(entry, "fs"));
                        assertThat(lead.unit()).isEqualTo("mV");
                        long[] steps = steps(lead, gains[i], zeros[i]);
                        assertThat(steps).hasSize((int) number(entry, "samples"));
                        assertThat(sum(steps)).isEqualTo((long) numbers(entry, "sum_adc")[i]);
                        assertThat(min(steps)).isEqualTo((long) numbers(entry, "min_adc")[i]);
                        assertThat(max(steps)).isEqualTo((long) numbers(entry, "max_adc")[i]);
                        assertThat(steps[steps.length - 1]).isEqualTo((long) numbers(entry, "last_sample")[i]);
                    }
                    assertThat(signal.names()).isEqualTo(texts(entry, "leads"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> marks_of_the_arrhythmia_database_are_as_their_index_says() throws IOException {
        Path folder = SharedData.folder("mitdb");
        return entries(folder)
                .map(entry -> DynamicTest.dynamicTest(text(entry, "record"), () -> {
                    List<Signal.Annotation> marks = Signals.annotations(folder.resolve(text(entry, "record") + ".hea"));
                    Map<String, Integer> counts = new TreeMap<>();
                    marks.forEach(mark -> counts.merge(mark.code(), 1, Integer::sum));
                    assertThat(marks).hasSize((int) number(entry, "annotations"));
                    Map<String, Integer> expected = new TreeMap<>();
                    ((Json.Members) member(entry, "symbols"))
                            .values()
                            .forEach((symbol, count) -> expected.put(symbol, (int) value(count)));
                    assertThat(counts).isEqualTo(expected);
                    List<Json> first = elements(member(entry, "first_annotations"));
                    for (int i = 0; i < first.size(); i++) {
                        List<Json> wanted = elements(first.get(i));
                        assertThat(marks.get(i).sample(360)).isEqualTo((long) value(wanted.get(0)));
                        assertThat(marks.get(i).code()).isEqualTo(((Json.Text) wanted.get(1)).value());
                        assertThat(marks.get(i).text()).isEqualTo(((Json.Text) wanted.get(2)).value());
                    }
                    List<Json> last = elements(member(entry, "last_annotation"));
                    assertThat(marks.getLast().sample(360)).isEqualTo((long) value(last.get(0)));
                }));
    }

    @Test
    void classes_of_beats_of_all_records_are_as_the_readme_counts_them() throws IOException {
        Path folder = SharedData.folder("mitdb");
        Map<String, Integer> classes = new TreeMap<>();
        entries(folder)
                .flatMap(entry -> Signals.annotations(folder.resolve(text(entry, "record") + ".hea")).stream())
                .forEach(mark -> classes.merge(beatClass(mark.code()), 1, Integer::sum));
        assertThat(classes).containsAllEntriesOf(Map.of("N", 30586, "S", 592, "V", 2465, "F", 325, "Q", 3));
        assertThat(classes.values().stream().mapToInt(count -> count).sum()).isEqualTo(34858);
    }

    private static String beatClass(String symbol) {
        return switch (symbol) {
            case "N", "L", "R", "e", "j" -> "N";
            case "A", "a", "J", "S" -> "S";
            case "V", "E" -> "V";
            case "F" -> "F";
            case "/", "f", "Q" -> "Q";
            default -> "none";
        };
    }

    @Test
    void all_segments_of_the_bonn_eeg_are_as_their_index_says() throws IOException {
        Path folder = SharedData.folder("eeg_bonn");
        List<Json> entries = entries(folder).toList();
        assertThat(entries).hasSize(150);
        for (Json entry : entries) {
            Signal signal = Signals.read(folder.resolve(text(entry, "file")));
            long[] steps = steps(signal.channels().getFirst(), 1, 0);
            assertThat(signal.channels()).hasSize(1);
            assertThat(signal.durationSeconds()).isEmpty();
            assertThat(new long[] {steps.length, sum(steps), min(steps), max(steps)})
                    .as(text(entry, "file"))
                    .containsExactly(
                            (long) number(entry, "samples"),
                            (long) number(entry, "sum"),
                            (long) number(entry, "min"),
                            (long) number(entry, "max"));
        }
    }

    @Test
    void a_folder_lists_its_signals() {
        Path folder = SharedData.folder("eeg_bonn");
        List<String> entries = Signals.entries(folder.resolve("C"));
        assertThat(entries).hasSize(30).startsWith("N001.TXT");
        assertThat(Signals.readEntry(folder, "C/N001.TXT").channels().getFirst().samples())
                .hasSize(4097);
    }

    @TestFactory
    Stream<DynamicTest> edf_and_bdf_files_are_as_their_index_says() throws IOException {
        Path folder = SharedData.folder("eeg_bonn").resolve("edf");
        return entries(folder)
                .map(entry -> DynamicTest.dynamicTest(text(entry, "file"), () -> {
                    Path file = folder.resolve(text(entry, "file"));
                    Signal signal = Signals.read(file);
                    SignalHeader header = Signals.readHeader(file);
                    List<Json> channels = elements(member(entry, "channels"));
                    assertThat(header.format()).startsWith(text(entry, "format"));
                    assertThat(signal.channels()).hasSameSizeAs(channels);
                    for (int i = 0; i < channels.size(); i++) {
                        assertChannel(
                                signal.channels().get(i), header.channels().get(i), channels.get(i));
                    }
                    List<String> marks = Signals.annotations(file).stream()
                            .filter(mark -> mark.code().isEmpty()) // triggers have a code, which pyEDFlib ignores
                            .map(mark -> String.format(Locale.ROOT, "%.3f %s", mark.seconds(), mark.text()))
                            .toList();
                    assertThat(marks)
                            .isEqualTo(elements(member(entry, "annotations")).stream()
                                    .map(mark -> String.format(
                                            Locale.ROOT, "%.3f %s", number(mark, "onset"), text(mark, "text")))
                                    .toList());
                }));
    }

    /** {@code s = EdfReader(file).readSignal(3, digital=True) & 0xFFFF}, where it changes to something above 0. */
    @Test
    void triggers_of_a_status_channel_are_marks() {
        Path file = SharedData.folder("eeg_bonn").resolve("edf").resolve("test_bdf_stim_channel.bdf");
        assertThat(Signals.annotations(file).stream().map(mark -> mark.code() + " at " + mark.sample(500)))
                .containsExactly(
                        "4 at 242",
                        "2 at 310",
                        "1 at 952",
                        "1 at 1606",
                        "1 at 2249",
                        "1 at 2900",
                        "1 at 3537",
                        "1 at 4162",
                        "1 at 4790");
    }

    private static void assertChannel(Signal.Channel channel, SignalHeader.Line line, Json entry) {
        assertThat(channel.name()).isEqualTo(text(entry, "label")).isEqualTo(line.name());
        assertThat(channel.unit()).isEqualTo(text(entry, "unit")).isEqualTo(line.unit());
        assertThat(channel.rate().hz().orElseThrow()).isCloseTo(number(entry, "rate_hz"), within(1e-9));
        assertThat(channel.samples()).hasSize((int) number(entry, "samples"));
        assertThat(line.samples()).isEqualTo((long) number(entry, "samples"));
        double range = number(entry, "physical_max") - number(entry, "physical_min");
        double step = range / (number(entry, "digital_max") - number(entry, "digital_min"));
        double zero = number(entry, "physical_min") - number(entry, "digital_min") * step;
        double sum = 0;
        double largest = 0;
        for (float sample : channel.samples()) {
            sum += sample;
            largest = Math.max(largest, Math.abs(sample));
        }
        // a float keeps 24 bits, so each sample may be off by half of its last one
        double off = channel.samples().length * largest * 0x1p-24;
        assertThat(sum).isCloseTo(number(entry, "physical_sum"), within(off));
        double[] first = numbers(entry, "digital_first");
        for (int i = 0; i < first.length; i++) {
            assertThat((double) channel.samples()[i]).isCloseTo(zero + first[i] * step, within(largest * 0x1p-23));
        }
        double last = channel.samples()[channel.samples().length - 1];
        assertThat(last).isCloseTo(zero + number(entry, "digital_last") * step, within(largest * 0x1p-23));
    }

    private static long[] steps(Signal.Channel channel, double gain, double zero) {
        long[] steps = new long[channel.samples().length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.round(channel.samples()[i] * gain + zero);
        }
        return steps;
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }

    private static long min(long[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static long max(long[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    private static Stream<Json> entries(Path folder) throws IOException {
        return elements(Json.parse(Files.readString(folder.resolve("index.json")))).stream();
    }

    private static List<Json> elements(Json json) {
        return ((Json.Elements) json).values();
    }

    private static Json member(Json entry, String key) {
        return ((Json.Members) entry).values().get(key);
    }

    private static String text(Json entry, String key) {
        return ((Json.Text) member(entry, key)).value();
    }

    private static List<String> texts(Json entry, String key) {
        return elements(member(entry, key)).stream()
                .map(text -> ((Json.Text) text).value())
                .toList();
    }

    private static double number(Json entry, String key) {
        return value(member(entry, key));
    }

    private static double[] numbers(Json entry, String key) {
        return elements(member(entry, key)).stream()
                .mapToDouble(SignalsOfSharedDataTest::value)
                .toArray();
    }

    private static double value(Json json) {
        return ((Json.Numeric) json).value().doubleValue();
    }
}
