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
import klarsyn.evaluate.ClassificationEvaluation;
import klarsyn.evaluate.SegmentationEvaluation;
import org.jspecify.annotations.Nullable;

/** Prints the result of a whole run. */
record RunWords(RunResult result) {

    void print(Session session) {
        session.print("");
        session.print("%s, %s, seed %s; %s, %s minutes in all, at most %s MiB of memory"
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

    /** The content of metrics.json, and where everything lies. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        metrics().members().forEach((key, value) -> json.put(key, value.json()));
        json.put("folder", result.folder().toString());
        json.put("report", result.report().toString());
        json.put("model", result.model().toString());
        return json;
    }

    /** What a person would do next with the model. */
    String next() {
        String image = switch (result.units()) {
            case PATIENT -> "IMAGE.nii.gz";
            case PIXELS -> "IMAGE.png";
        };
        String folder = switch (result.test()) {
            case SegmentationEvaluation _ -> "segmented";
            case ClassificationEvaluation _ -> "classified";
        };
        return "klarsyn predict %s %s --out %s".formatted(Shell.quote(result.model()), image, folder);
    }

    private String heldOut() {
        Optional<JsonReader> split = metrics().find("split");
        String by = split.flatMap(one -> one.find("by")).map(JsonReader::text).orElse("patient");
        return split.flatMap(one -> one.find("folds"))
                .map(folds -> "each held out once in %d folds by %s".formatted(folds.integer(), by))
                .orElse("held out by " + by);
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
