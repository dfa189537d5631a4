package klarsyn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import klarsyn.base.Interval;
import klarsyn.base.Json;
import klarsyn.data.Finding;
import klarsyn.data.Labels;
import klarsyn.data.Split;
import klarsyn.plan.Budget;
import klarsyn.plan.Plan;
import klarsyn.plan.PlanJson;
import klarsyn.plan.PlanWords;
import klarsyn.plan.Reason;
import klarsyn.preflight.CaseFacts;
import klarsyn.report.RunReport;
import klarsyn.report.RunReport.Fact;

/** What a run came to, as {@code metrics.json} and as the report. */
record RunSummary(
        Study study, Split split, Model model, Evaluation evaluation, Interval baseline, RunReport.Curve curve) {

    private static final String BASELINE = "best intensity range per label";

    /** docs/metrics.md tells the keys. */
    Json metrics() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("klarsyn", Version.NUMBER);
        json.put("task", "segmentation");
        json.put("cohort", study.cohort().name());
        json.put("minutes", round(minutes()));
        json.put("training_minutes", round(model.provenance().minutes()));
        json.put("peak_memory_mib", Machine.peakMemoryMib());
        json.put("steps", model.provenance().steps());
        json.put("seed", study.seed());
        json.put("split", splitSizes());
        json.put("test", evaluation.metrics().json());
        Map<String, Object> bar = new LinkedHashMap<>();
        bar.put("name", BASELINE);
        bar.put("dice", baseline.json());
        json.put("baseline", bar);
        Map<String, Object> validation = new LinkedHashMap<>();
        validation.put("n", model.provenance().validation().n());
        validation.put("dice", model.provenance().validation().json());
        json.put("validation", validation);
        return Json.of(json);
    }

    private Map<String, Object> splitSizes() {
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("train", split.train().size());
        sizes.put("validation", split.validation().size());
        sizes.put("test", split.test().size());
        return sizes;
    }

    RunReport report() {
        Plan plan = model.plan();
        return new RunReport(
                study.cohort().name(),
                "Segmentation of %s in %s volumes".formatted(names(), String.join(" + ", plan.modalities())),
                facts(),
                study.preflight().findings().stream().map(Finding::toString).toList(),
                PlanWords.of(plan),
                PlanJson.editedByHand(plan).stream().map(Reason::key).toList(),
                curve,
                new RunReport.Result(
                        evaluation.metrics(),
                        "%d of %d cases, held out by patient, seed %d"
                                .formatted(
                                        split.test().size(),
                                        study.cohort().cases().size(),
                                        study.seed()),
                        new RunReport.Baseline(BASELINE, baseline)),
                evaluation.overlays(),
                new RunReport.Provenance(command(), minutes(), Machine.peakMemoryMib(), study.seed(), environment()));
    }

    private String names() {
        return model.labels().foreground().stream().map(Labels.Label::name).collect(Collectors.joining(", "));
    }

    private List<Fact> facts() {
        List<CaseFacts> cases = study.preflight().cases();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Cases", String.valueOf(cases.size())));
        facts.add(new Fact(
                "Split by patient",
                "%d to train on, %d to choose by, %d held out"
                        .formatted(
                                split.train().size(),
                                split.validation().size(),
                                split.test().size())));
        facts.add(new Fact("Channels", String.join(", ", model.plan().modalities())));
        facts.add(new Fact("Labels", names()));
        facts.add(new Fact("Size", range(cases, fact -> fact.shape().toString()) + " voxels"));
        facts.add(new Fact("Voxel size", range(cases, fact -> fact.spacing().toString())));
        facts.add(new Fact(
                "Orientation as stored",
                range(cases, fact -> fact.geometry().orientation().toString())));
        return facts;
    }

    /** The most frequent value, and how many others there are. */
    private static String range(List<CaseFacts> cases, Function<CaseFacts, String> value) {
        Map<String, Long> counts =
                cases.stream().collect(Collectors.groupingBy(value, LinkedHashMap::new, Collectors.counting()));
        Map.Entry<String, Long> most =
                counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        return counts.size() == 1
                ? most.getKey() + " in all"
                : "%s in %d, %d others".formatted(most.getKey(), most.getValue(), counts.size() - 1);
    }

    private String command() {
        String budget = switch (study.budget().time()) {
            case Budget.Minutes(double minutes) -> String.format(Locale.ROOT, "--minutes %s", plain(minutes));
            case Budget.Iterations(long steps) -> "--iterations " + steps;
        };
        return "klarsyn train %s %s --seed %d".formatted(study.cohort().root().getFileName(), budget, study.seed());
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private List<Fact> environment() {
        return List.of(
                new Fact("Klarsyn", Version.NUMBER),
                new Fact("Machine", Machine.words()),
                new Fact("Computed on", model.plan().compute().toString()));
    }

    private double minutes() {
        return Duration.between(study.startedAt(), Instant.now()).toMillis() / 60_000.0;
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
