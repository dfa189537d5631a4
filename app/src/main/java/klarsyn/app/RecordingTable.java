package klarsyn.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import klarsyn.app.terminal.Figures;
import klarsyn.app.terminal.Table;
import klarsyn.preflight.RecordingFacts;
import org.jspecify.annotations.Nullable;

/** Statistics of a cohort's recordings per channel. */
record RecordingTable(List<RecordingFacts> recordings) {

    Table table() {
        Table table = new Table().row("channel", "recordings", "unit", "rate", "samples", "lowest", "highest");
        Map<String, List<RecordingFacts.Channel>> byName = new LinkedHashMap<>();
        for (RecordingFacts recording : recordings) {
            for (RecordingFacts.Channel channel : recording.channels()) {
                byName.computeIfAbsent(channel.name(), name -> new ArrayList<>())
                        .add(channel);
            }
        }
        byName.forEach((name, channels) -> table.row(
                name.isBlank() ? "–" : name,
                Integer.toString(channels.size()),
                all(channels, RecordingFacts.Channel::unit),
                all(channels, channel -> channel.rate().toString()),
                range(channels.stream().mapToDouble(RecordingFacts.Channel::samples)),
                Figures.of(channels.stream()
                        .mapToDouble(channel -> channel.values().min())
                        .min()
                        .orElse(Double.NaN)),
                Figures.of(channels.stream()
                        .mapToDouble(channel -> channel.values().max())
                        .max()
                        .orElse(Double.NaN))));
        int marks = recordings.stream().mapToInt(RecordingFacts::marks).sum();
        return marks == 0 ? table : table.row("marks", Integer.toString(marks));
    }

    private static String all(
            List<RecordingFacts.Channel> channels, Function<RecordingFacts.Channel, String> property) {
        String shown = channels.stream().map(property).distinct().limit(3).collect(Collectors.joining(", "));
        return shown.isBlank() ? "–" : shown;
    }

    private static String range(DoubleStream values) {
        var summary = values.summaryStatistics();
        return summary.getMin() == summary.getMax()
                ? Figures.of(summary.getMin())
                : Figures.of(summary.getMin()) + " to " + Figures.of(summary.getMax());
    }

    List<Map<String, @Nullable Object>> json() {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (RecordingFacts recording : recordings) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("id", recording.id());
            json.put("marks", recording.marks());
            json.put(
                    "channels",
                    recording.channels().stream().map(RecordingTable::json).toList());
            list.add(json);
        }
        return list;
    }

    private static Map<String, @Nullable Object> json(RecordingFacts.Channel channel) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", channel.name());
        json.put("unit", channel.unit());
        json.put("rate_hz", channel.rate().hz().orElse(Double.NaN));
        json.put("samples", channel.samples());
        json.put("min", channel.values().min());
        json.put("max", channel.values().max());
        return json;
    }
}
