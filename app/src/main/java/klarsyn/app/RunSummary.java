package klarsyn.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import klarsyn.RunResult;
import klarsyn.app.terminal.Figures;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.Shell;
import klarsyn.base.Count;
import klarsyn.base.JsonReader;
import klarsyn.base.Where;
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
                        Count.of(Math.round(number("steps")), "step"),
                        Figures.of(number("minutes"), 1),
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
        metrics().members().forEach((key, value) -> json.put(key, value.json()));
        json.put("folder", result.folder().toString());
        json.put("report", result.report().toString());
        json.put("model", result.model().toString());
        return json;
    }

    /** The command that predicts with a model. */
    String next() {
        String image = switch (result.units()) {
            case PATIENT -> "IMAGE.nii.gz";
            case PIXELS -> "IMAGE.png";
        };
        return "klarsyn predict %s %s --out predictions".formatted(Shell.quote(result.model()), image);
    }

    private String heldOut() {
        Optional<JsonReader> split = metrics().find("split");
        String by = split.flatMap(one -> one.find("by")).map(JsonReader::text).orElse("patient");
        boolean isOwn = split.flatMap(one -> one.find("test_cases_from"))
                .map(JsonReader::text)
                .filter("data set"::equals)
                .isPresent();
        return split.flatMap(one -> one.find("folds"))
                .map(folds -> "each held out once in %d folds by %s".formatted(folds.integer(), by))
                .orElse(isOwn ? "the test cases of the data set's own split" : "held out by " + by);
    }

    private String baselineName() {
        return metrics()
                .find("baseline")
                .flatMap(baseline -> baseline.find("name"))
                .map(JsonReader::text)
                .orElse("none");
    }

    private String plain(String key) {
        return Figures.of(number(key), 0);
    }

    private double number(String key) {
        return metrics().find(key).map(JsonReader::numberOrNaN).orElse(Double.NaN);
    }

    private JsonReader metrics() {
        return JsonReader.of(result.metrics(), Where.file(result.folder()), JsonReader.Problem.MODEL);
    }
}
