package klarsyn.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import klarsyn.app.terminal.Figures;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.Table;
import klarsyn.format.signal.Signals;
import klarsyn.preflight.Moments;
import klarsyn.signal.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Contents of one recording.
 *
 * @param file   the recording
 * @param format its format
 * @param signal its samples
 * @param marks  number of annotations of each kind
 */
record SignalFacts(Path file, String format, Signal signal, Map<String, Integer> marks) {

    static SignalFacts read(Path file) {
        Map<String, Integer> marks = new TreeMap<>();
        for (Signal.Annotation mark : Signals.annotations(file)) {
            marks.merge(mark.code().isEmpty() ? mark.text() : mark.code(), 1, Integer::sum);
        }
        return new SignalFacts(file, Signals.readHeader(file).format(), Signals.read(file), marks);
    }

    void print(Session session) {
        session.print("file         " + file);
        session.print("format       " + format);
        session.print("duration     "
                + (signal.durationSeconds().isPresent()
                        ? Figures.time(signal.durationSeconds().getAsDouble())
                        : "unknown: the file does not state its sampling rate"));
        session.print("");
        Table table = new Table().row("channel", "unit", "rate", "samples", "lowest", "mean", "highest");
        for (Signal.Channel channel : signal.channels()) {
            Moments values = Moments.of(channel.samples());
            table.row(
                    channel.name().isBlank() ? "–" : channel.name(),
                    channel.unit().isBlank() ? "–" : channel.unit(),
                    channel.rate().toString(),
                    Integer.toString(channel.samples().length),
                    Figures.of(values.min()),
                    Figures.of(values.mean()),
                    Figures.of(values.max()));
        }
        table.print(session);
        if (!marks.isEmpty()) {
            session.print("");
            session.print("marks        "
                    + marks.entrySet().stream()
                            .map(mark -> "%s: %d".formatted(mark.getKey(), mark.getValue()))
                            .collect(Collectors.joining(", ")));
        }
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.put("format", format);
        List<Object> channels = new ArrayList<>();
        for (Signal.Channel channel : signal.channels()) {
            Moments values = Moments.of(channel.samples());
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("name", channel.name());
            entry.put("unit", channel.unit());
            entry.put("rate_hz", channel.rate().hz().orElse(Double.NaN));
            entry.put("samples", channel.samples().length);
            entry.put("min", values.min());
            entry.put("mean", values.mean());
            entry.put("max", values.max());
            channels.add(entry);
        }
        json.put("channels", channels);
        json.put("marks", marks);
        return json;
    }
}
