package klarsyn.app;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import klarsyn.RunResult;
import klarsyn.app.terminal.Figures;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.Shell;
import klarsyn.base.Count;
import klarsyn.base.Json;
import org.jspecify.annotations.Nullable;

/** Prints the result of a run. */
record RunSummary(RunResult result) {

    void print(Session session) {
        session.print("");
        session.print("%s, %s, seed %s; %s, total time %s minutes, peak memory %s MiB"
                .formatted(
                        Count.of(result.test().n(), "case"),
                        heldOut(),
                        plain("seed"),
                        Count.of(Math.round(number(result.metrics(), "steps")), "step"),
                        Figures.of(number(result.metrics(), "minutes"), 1),
                        plain("peak_memory_mib")));
        session.print("");
        new EvaluationTables(result.test(), List.of(result.baseline()), result.units()).print(session);
        session.print("");
        session.print("baseline: " + baselineName());
        result.remarks().forEach(session::print);
        session.print("report    " + result.report());
        session.print("model     " + result.model());
    }

    /** The content of metrics.json, and the output paths. */
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

    /** The command that predicts with a model. */
    static String predictWith(Path model) {
        return "klarsyn predict %s IMAGE.nii.gz --out predictions".formatted(Shell.quote(model));
    }

    private String heldOut() {
        Json split = at(result.metrics(), "split");
        String by = at(split, "by") instanceof Json.Text(String unit) ? unit : "patient";
        double folds = number(split, "folds");
        return Double.isNaN(folds)
                ? "held out by " + by
                : "each held out once in %s folds by %s".formatted(Figures.of(folds, 0), by);
    }

    private String baselineName() {
        return at(at(result.metrics(), "baseline"), "name") instanceof Json.Text(String name) ? name : "none";
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
