package klarsyn.app;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import klarsyn.RunResult;
import klarsyn.app.terminal.Figures;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.Shell;
import klarsyn.base.Count;
import klarsyn.base.Interval;
import klarsyn.base.Json;
import klarsyn.evaluate.SegmentationEvaluation;
import org.jspecify.annotations.Nullable;

/** Tells what a whole run came to. */
record RunWords(RunResult result) {

    void print(Session session) {
        SegmentationEvaluation metrics = result.scores();
        session.print("");
        session.print("%s, %s, seed %s; %s, %s minutes in all, at most %s MiB of memory"
                .formatted(
                        Count.of(metrics.cases().size(), "case"),
                        heldOut(),
                        plain("seed"),
                        Count.of(Math.round(number(result.metrics(), "steps")), "step"),
                        Figures.of(number(result.metrics(), "minutes"), 1),
                        plain("peak_memory_mib")));
        session.print("");
        Scores.of(metrics, result.units(), baseline()).print(session);
        new DetectionTables(metrics, result.units()).print(session);
        session.print("");
        session.print("baseline: the best intensity range for each label, without any learning");
        result.remarks().forEach(session::print);
        session.print("report    " + result.report());
        session.print("model     " + result.model());
    }

    /** The content of metrics.json, and where everything lies. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (result.metrics() instanceof Json.Members(SequencedMap<String, Json> members)) {
            json.putAll(members);
        }
        json.put("folder", result.folder().toString());
        json.put("report", result.report().toString());
        json.put("model", result.model().toString());
        return json;
    }

    /** What a person would do next with the model. */
    static String predictWith(Path model) {
        return "klarsyn predict %s IMAGE.nii.gz --out segmented".formatted(Shell.quote(model));
    }

    private String heldOut() {
        Json split = at(result.metrics(), "split");
        String by = at(split, "by") instanceof Json.Text(String unit) ? unit : "patient";
        double folds = number(split, "folds");
        return Double.isNaN(folds)
                ? "held out by " + by
                : "each held out once in %s folds by %s".formatted(Figures.of(folds, 0), by);
    }

    private Interval baseline() {
        Json dice = at(at(result.metrics(), "baseline"), "dice");
        Json ends = at(dice, "ci95");
        double low = ends instanceof Json.Elements(var values) ? value(values.getFirst()) : Double.NaN;
        double high = ends instanceof Json.Elements(var values) ? value(values.getLast()) : Double.NaN;
        return new Interval(number(dice, "mean"), low, high, (int) number(dice, "n"));
    }

    private String plain(String key) {
        return Figures.of(number(result.metrics(), key), 0);
    }

    private static double number(Json json, String key) {
        return value(at(json, key));
    }

    private static double value(Json json) {
        return json instanceof Json.Numeric(BigDecimal value) ? value.doubleValue() : Double.NaN;
    }

    private static Json at(Json json, String key) {
        return json instanceof Json.Members(SequencedMap<String, Json> members)
                ? members.getOrDefault(key, new Json.Nothing())
                : new Json.Nothing();
    }
}
