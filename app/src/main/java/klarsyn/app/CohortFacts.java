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
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Labels;
import klarsyn.data.Labels.Label;
import klarsyn.preflight.CaseFacts;
import klarsyn.preflight.Moments;
import klarsyn.preflight.Preflight;
import org.jspecify.annotations.Nullable;

/** What was understood of a data set, and what is wrong with it. */
record CohortFacts(Cohort cohort, Preflight.Result result) {

    private static final String[] AXES = {"x", "y", "z"};

    /** Whether training could go on with it. */
    boolean isSound() {
        return result.errors().isEmpty();
    }

    void print(Session session) {
        session.print("name         " + cohort.name());
        session.print("layout       " + cohort.layout());
        session.print("cases        " + cohort.cases().size());
        session.print("channels     "
                + cohort.channels().stream().map(Cohort.Channel::modality).collect(Collectors.joining(", ")));
        session.print("labels       "
                + labels().foreground().stream()
                        .map(label -> label.value() + " " + label.name())
                        .collect(Collectors.joining(", ")));
        if (!result.cases().isEmpty()) {
            session.print("orientation  " + orientations());
            session.print("");
            table().print(session);
        }
        session.print("");
        printFindings(session);
    }

    private void printFindings(Session session) {
        if (result.findings().isEmpty()) {
            session.print("nothing is wrong with it");
        }
        for (Finding finding : result.findings()) {
            session.print(finding.toString());
        }
        int errors = result.errors().size();
        if (errors > 0) {
            session.print("%s: training would stop here. Leave such cases out with --exclude CASE, or mend them."
                    .formatted(Figures.count(errors, "error")));
        }
    }

    private Labels labels() {
        return cohort.task().labels();
    }

    private String orientations() {
        Map<String, Long> counts = result.cases().stream()
                .collect(Collectors.groupingBy(
                        facts -> facts.geometry().orientation().toString(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> "%s in %s".formatted(entry.getKey(), Figures.count(entry.getValue(), "case")))
                .collect(Collectors.joining(", "));
    }

    private Table table() {
        Table table = new Table().row("over the cases", "smallest", "median", "largest");
        for (int axis = 0; axis < AXES.length; axis++) {
            int along = axis;
            row(table, "voxels along " + AXES[axis], facts -> facts.shape().along(along));
        }
        for (int axis = 0; axis < AXES.length; axis++) {
            int along = axis;
            row(
                    table,
                    "mm a voxel along " + AXES[axis],
                    facts -> facts.spacing().along(along));
        }
        for (Cohort.Channel channel : cohort.channels()) {
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
        for (Label label : labels().foreground()) {
            row(table, label.name() + " in ml", facts -> facts.ml(label));
        }
        return table;
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
        json.put("labels", labels().foreground().stream().map(Label::name).toList());
        json.put("errors", result.errors().size());
        json.put("findings", result.findings().stream().map(CohortFacts::json).toList());
        json.put("cases", result.cases().stream().map(this::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(Finding finding) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.put("where", finding.where().text());
        json.put("what", finding.what());
        json.put("mend", finding.mend());
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
        labels().foreground().forEach(label -> volumes.put(label.name(), facts.ml(label)));
        json.put("volume_ml", volumes);
        return json;
    }
}
