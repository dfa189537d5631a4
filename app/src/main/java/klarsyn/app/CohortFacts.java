package klarsyn.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import klarsyn.app.terminal.ColumnTable;
import klarsyn.app.terminal.Figures;
import klarsyn.app.terminal.FindingLines;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.Table;
import klarsyn.base.Count;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Part;
import klarsyn.data.Task;
import klarsyn.data.file.Kind;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.preflight.CaseFacts;
import klarsyn.preflight.ClassBalance;
import klarsyn.preflight.Moments;
import klarsyn.preflight.Preflight;
import org.jspecify.annotations.Nullable;

/** Summary of a data set, with findings. */
record CohortFacts(Cohort cohort, Preflight.Result result) {

    private static final String[] AXES = {"x", "y", "z"};

    /** Whether the data set can be used for training. */
    boolean isSound() {
        return result.errors().isEmpty();
    }

    void print(Session session) {
        session.print("name         " + cohort.name());
        session.print("layout       " + cohort.layout());
        session.print("cases        " + cases());
        if (!cohort.channels().isEmpty() && cohort.kind() != Kind.TABLE) {
            session.print("channels     " + channels());
        }
        session.print("task         " + task());
        classes(session);
        if (!result.cases().isEmpty()) {
            if (cohort.kind() == Kind.VOLUME) {
                session.print("orientation  " + orientations());
            }
            session.print("");
            table().print(session);
        }
        if (!result.recordings().isEmpty()) {
            session.print("");
            new RecordingTable(result.recordings()).table().print(session);
        }
        if (!result.columns().isEmpty()) {
            session.print("");
            ColumnTable.of(result.columns()).print(session);
        }
        session.print("");
        printFindings(session);
    }

    private String cases() {
        String kind = switch (cohort.kind()) {
            case VOLUME -> "volume";
            case PICTURE -> "picture";
            case SIGNAL -> "recording";
            case TABLE -> "row";
        };
        long patients = cohort.cases().stream().map(Case::patient).distinct().count();
        Map<Part, Long> parts = cohort.cases().stream()
                .filter(one -> one.part() != Part.ANY)
                .collect(Collectors.groupingBy(Case::part, TreeMap::new, Collectors.counting()));
        return "%s%s%s"
                .formatted(
                        Count.of(cohort.cases().size(), kind),
                        patients == cohort.cases().size() ? "" : " of " + Count.of(patients, "patient"),
                        parts.entrySet().stream()
                                .map(part -> ", %d %s"
                                        .formatted(
                                                part.getValue(), part.getKey().word()))
                                .collect(Collectors.joining()));
    }

    private String channels() {
        return cohort.channels().stream().map(Cohort.Channel::modality).collect(Collectors.joining(", "));
    }

    private String task() {
        return cohort.task()
                .map(task -> switch (task) {
                    case Task.Segmentation(Labels labels) ->
                        "segmentation: "
                                + labels.foreground().stream()
                                        .map(label -> label.value() + " " + label.name())
                                        .collect(Collectors.joining(", "));
                    case Task.Classification(String target, List<String> classes) ->
                        "classification of %s, %s"
                                .formatted(target, classes.size() == 1 ? "1 class" : classes.size() + " classes");
                    case Task.Regression(String target) -> "regression of " + target;
                })
                .orElse("none: no target found");
    }

    private void classes(Session session) {
        ClassBalance balance = ClassBalance.of(cohort);
        if (balance.n() > 0) {
            session.print("classes      "
                    + balance.counts().entrySet().stream()
                            .map(one -> "%s: %d".formatted(one.getKey(), one.getValue()))
                            .collect(Collectors.joining(", ")));
            session.print("baseline     the most frequent class is correct in %s %% of cases"
                    .formatted(Figures.of(100 * balance.majority(), 1)));
        }
    }

    private void printFindings(Session session) {
        if (result.findings().isEmpty()) {
            session.print("no problems found");
        }
        FindingLines.of(result.findings()).forEach(session::print);
        int errors = result.errors().size();
        if (errors > 0) {
            boolean inCases = result.errors().stream()
                    .allMatch(error -> error.where().text().startsWith("case "));
            session.print("%s: training is not possible.%s"
                    .formatted(
                            Count.of(errors, "error"),
                            inCases ? " Correct these cases, or exclude them with --exclude CASE." : ""));
        }
    }

    private List<Label> foreground() {
        return cohort.structures().map(Labels::foreground).orElse(List.of());
    }

    private String orientations() {
        Map<String, Long> counts = result.cases().stream()
                .collect(Collectors.groupingBy(
                        facts -> facts.geometry().orientation().toString(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> "%s in %s".formatted(entry.getKey(), Count.of(entry.getValue(), "case")))
                .collect(Collectors.joining(", "));
    }

    private Table table() {
        Table table = new Table().row("per case", "smallest", "median", "largest");
        if (cohort.kind() == Kind.PICTURE) {
            row(table, "width in pixels", facts -> facts.shape().x());
            row(table, "height in pixels", facts -> facts.shape().y());
        } else {
            rowsOfGrid(table);
        }
        int channels = result.cases().stream()
                .mapToInt(facts -> facts.channels().size())
                .min()
                .orElse(0);
        for (Cohort.Channel channel : named(channels)) {
            int index = channel.index();
            row(
                    table,
                    channel.modality() + " lowest",
                    facts -> facts.channels().get(index).min());
            row(
                    table,
                    channel.modality() + " mean",
                    facts -> facts.channels().get(index).mean());
            row(
                    table,
                    channel.modality() + " highest",
                    facts -> facts.channels().get(index).max());
        }
        List<Label> labels = foreground();
        for (int i = 0; i < labels.size(); i++) {
            int label = i;
            String name = labels.get(i).name();
            if (cohort.kind() == Kind.PICTURE) {
                row(
                        table,
                        name + " in % of pixels",
                        facts -> 100.0
                                * facts.labelVoxels().get(label)
                                / facts.shape().voxels());
            } else {
                row(table, name + " in ml", facts -> facts.ml(label));
            }
        }
        return table;
    }

    private void rowsOfGrid(Table table) {
        for (int axis = 0; axis < AXES.length; axis++) {
            int along = axis;
            row(table, "voxels along " + AXES[axis], facts -> facts.shape().along(along));
        }
        for (int axis = 0; axis < AXES.length; axis++) {
            int along = axis;
            row(
                    table,
                    "voxel size in mm along " + AXES[axis],
                    facts -> facts.spacing().along(along));
        }
    }

    /** The cohort's names of this many channels, or their numbers if it has none. */
    private List<Cohort.Channel> named(int channels) {
        return IntStream.range(0, channels)
                .mapToObj(index -> cohort.channels().size() > index
                        ? cohort.channels().get(index)
                        : new Cohort.Channel(index, channels == 1 ? "intensity" : "channel " + index))
                .toList();
    }

    private void row(Table table, String name, ToDoubleFunction<CaseFacts> value) {
        double[] sorted = DoubleStream.of(
                        result.cases().stream().mapToDouble(value).toArray())
                .sorted()
                .toArray();
        table.row(
                name,
                Figures.of(sorted[0]),
                Figures.of(sorted[(sorted.length - 1) / 2]),
                Figures.of(sorted[sorted.length - 1]));
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", cohort.name());
        json.put("folder", cohort.root().toString());
        json.put("layout", cohort.layout());
        json.put(
                "channels",
                cohort.channels().stream().map(Cohort.Channel::modality).toList());
        json.put("kind", cohort.kind().name().toLowerCase(Locale.ROOT));
        json.put("task", task());
        json.put("labels", foreground().stream().map(Label::name).toList());
        json.put("classes", ClassBalance.of(cohort).counts());
        json.put("errors", result.errors().size());
        json.put("findings", result.findings().stream().map(CohortFacts::json).toList());
        json.put("cases", result.cases().stream().map(this::json).toList());
        json.put("recordings", new RecordingTable(result.recordings()).json());
        json.put("columns", ColumnTable.json(result.columns()));
        return json;
    }

    static Map<String, @Nullable Object> json(Finding finding) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.put("where", finding.where().text());
        json.put("what", finding.what());
        json.put("fix", finding.fix());
        return json;
    }

    private Map<String, @Nullable Object> json(CaseFacts facts) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", facts.id());
        json.putAll(ImageFacts.grid(facts.geometry()));
        List<Object> channels = new ArrayList<>();
        for (Moments moments : facts.channels()) {
            Map<String, @Nullable Object> channel = new LinkedHashMap<>();
            channel.put("min", moments.min());
            channel.put("max", moments.max());
            channel.put("mean", moments.mean());
            channel.put("std", moments.std());
            channels.add(channel);
        }
        json.put("channels", channels);
        Map<String, @Nullable Object> volumes = new LinkedHashMap<>();
        List<Label> labels = foreground();
        for (int i = 0; i < labels.size(); i++) {
            volumes.put(labels.get(i).name(), facts.ml(i));
        }
        json.put("volume_ml", volumes);
        return json;
    }
}
