package klarsyn.workflow;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.AtomicFile;
import klarsyn.base.Count;
import klarsyn.base.Figure;
import klarsyn.base.Interval;
import klarsyn.base.Json;
import klarsyn.base.Measure;
import klarsyn.base.Version;
import klarsyn.data.Case;
import klarsyn.data.FindingGroup;
import klarsyn.data.Part;
import klarsyn.data.Units;
import klarsyn.data.split.Division;
import klarsyn.data.split.Split;
import klarsyn.evaluate.Evaluation;
import klarsyn.evaluate.PostProcessing;
import klarsyn.image.Shape;
import klarsyn.model.Provenance;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.Budget;
import klarsyn.plan.Compute;
import klarsyn.plan.Plan;
import klarsyn.plan.Preset;
import klarsyn.plan.Reason;
import klarsyn.plan.Recipe;
import klarsyn.plan.json.PlanDescription;
import klarsyn.plan.json.PlanJson;
import klarsyn.preflight.CaseFacts;
import klarsyn.report.HtmlReport;
import klarsyn.report.RunReport;
import klarsyn.report.RunReport.Fact;
import klarsyn.report.RunReport.Results;
import klarsyn.workflow.folder.Finished;
import klarsyn.workflow.folder.Machine;
import klarsyn.workflow.folder.RunFolder;

/**
 * The result of a run, for {@code metrics.json} and the report.
 *
 * @param study      with its budget, seed and division
 * @param outcomes   one, or one per fold
 * @param afterwards post-processing selected on the held-out cases of all folds; none or one
 */
record RunSummary(StudySpec study, List<Outcome> outcomes, List<PostProcessing> afterwards) {

    RunSummary(StudySpec study, List<Outcome> outcomes, Optional<PostProcessing> afterwards) {
        this(study, outcomes, afterwards.stream().toList());
    }

    static RunSummary of(StudySpec study, Outcome outcome) {
        return new RunSummary(study, List.of(outcome), List.of());
    }

    /** Writes metrics and report. */
    Finished write(RunFolder folder) {
        Evaluation test = Evaluation.joined(outcomes.stream().map(Outcome::test).toList());
        Evaluation baseline =
                Evaluation.joined(outcomes.stream().map(Outcome::baseline).toList());
        Json metrics = metrics(test, baseline);
        AtomicFile.writeText(folder.metrics(), metrics.indented());
        ShownCases shown = new ShownCases(id -> shown(folder, id));
        HtmlReport.write(report(shown.results(test, units()), baseline), folder.report());
        Path predicting = outcomes.size() == 1 ? folder.model() : folder.path();
        return new Finished(folder.path(), predicting, test, baseline, units(), metrics, remarks());
    }

    private ShownCases.Shown shown(RunFolder folder, String id) {
        for (int index = 0; index < outcomes.size(); index++) {
            for (Case one : outcomes.get(index).split().test()) {
                if (one.id().equals(id)) {
                    RunFolder runFolder = outcomes.size() == 1 ? folder : folder.fold(index);
                    return new ShownCases.Shown(one, runFolder.prediction(one));
                }
            }
        }
        throw new IllegalArgumentException("no test case has the ID " + id);
    }

    /** docs/metrics.md describes the keys. */
    private Json metrics(Evaluation test, Evaluation baseline) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("klarsyn", Version.NUMBER);
        json.put("task", MetricsFile.taskName(test));
        json.put("cohort", study.cohort().name());
        json.put("minutes", round(minutes()));
        json.put("training_minutes", round(sum(Provenance::minutes)));
        json.put("peak_memory_mib", Machine.peakMemoryMib());
        json.put("steps", (long) sum(Provenance::steps));
        json.put("seed", study.seed());
        json.put("lengths_in", units().length());
        json.put("split", split());
        json.put("test", test.json());
        json.put("baseline", MetricsFile.baseline(CaseEvaluators.of(plan()).baselineName(), test, baseline));
        if (outcomes.size() == 1) {
            Interval validation = outcomes.getFirst().provenance().validation();
            Measure measure = test.headline().measure();
            json.put("validation", figure("n", validation.n(), new Figure(measure, validation)));
        } else {
            json.put(
                    "folds",
                    IntStream.range(0, outcomes.size()).mapToObj(this::fold).toList());
        }
        afterwards.forEach(decided -> json.put("post_processing", decided.json()));
        return Json.of(json);
    }

    private Map<String, Object> fold(int index) {
        Outcome outcome = outcomes.get(index);
        Map<String, Object> fold = figure("fold", index, outcome.test().headline());
        fold.put("train", outcome.split().train().size());
        fold.put("steps", outcome.provenance().steps());
        fold.put("training_minutes", round(outcome.provenance().minutes()));
        return fold;
    }

    private static Map<String, Object> figure(String key, Object value, Figure headline) {
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put(key, value);
        figure.put(headline.measure().key(), headline.interval().json());
        return figure;
    }

    private double sum(ToDoubleFunction<Provenance> part) {
        return outcomes.stream().map(Outcome::provenance).mapToDouble(part).sum();
    }

    private Map<String, Object> split() {
        Map<String, Object> split = new LinkedHashMap<>();
        split.put("by", study.division().unit().name().toLowerCase(Locale.ROOT));
        split.put("divides_patients", study.division().splitsPatients(study.cohort()));
        split.put("test_cases_from", hasOwnTest() ? "data set" : "seed");
        if (outcomes.size() == 1) {
            Split only = outcomes.getFirst().split();
            split.put("train", only.train().size());
            split.put("validation", only.validation().size());
            split.put("test", only.test().size());
        } else {
            split.put("folds", outcomes.size());
            split.put("test", tested());
        }
        return split;
    }

    /** Whether the test cases are those of the data set's own split. */
    private boolean hasOwnTest() {
        return switch (study.division()) {
            case Division.HeldOut _ -> outcomes.size() == 1 && ownTestCases() > 0;
            case Division.Fold _ -> false;
        };
    }

    private long ownTestCases() {
        return study.cohort().cases().stream()
                .filter(one -> one.part() == Part.TEST)
                .count();
    }

    private int tested() {
        return outcomes.stream().mapToInt(one -> one.split().test().size()).sum();
    }

    /** Further notes on the results. */
    List<String> remarks() {
        HealthyCases healthy = HealthyCases.of(study.preflight().cases());
        boolean isUntested = outcomes.stream()
                .allMatch(outcome -> healthy.among(outcome.split().test()) == 0);
        List<String> remarks = new ArrayList<>();
        if (study.cohort().structures().isPresent() && !healthy.isEmpty() && isUntested) {
            remarks.add("No healthy case is in the test set: false alarms in healthy cases are not measured.");
        }
        if (!hasOwnTest() && ownTestCases() > 0) {
            remarks.add("The folds exclude %s of the data set's own split."
                    .formatted(Count.of(ownTestCases(), "test case")));
        }
        afterwards.stream().map(PostProcessing::words).forEach(remarks::add);
        return remarks;
    }

    private RunReport report(Results results, Evaluation baseline) {
        Plan plan = plan();
        RunReport.Baseline beaten = new RunReport.Baseline(
                CaseEvaluators.of(plan).baselineName(),
                baseline,
                results.evaluation().against(baseline, CaseEvaluator.SEED).overall());
        return new RunReport(
                study.cohort().name(),
                TaskText.title(plan, images()),
                facts(),
                FindingGroup.of(study.preflight().findings()).stream()
                        .map(FindingGroup::toString)
                        .toList(),
                PlanDescription.of(plan),
                PlanJson.editedByHand(plan).stream().map(Reason::key).toList(),
                outcomes.stream().map(Outcome::curve).toList(),
                new RunReport.Result(results, howHeldOut(), List.of(beaten), remarks()),
                new RunReport.Provenance(command(), minutes(), Machine.peakMemoryMib(), study.seed(), environment()));
    }

    /** The plan of the first fold; the others differ only in measured values. */
    private Plan plan() {
        return outcomes.getFirst().plan();
    }

    private String howHeldOut() {
        int cases = study.cohort().cases().size();
        String by = study.division().splitsPatients(study.cohort())
                ? "held out by case although patients have several: results are optimistically biased"
                : hasOwnTest() ? "the test cases of the data set's own split" : "held out by patient";
        return outcomes.size() == 1
                ? "%d of %s, %s, seed %d".formatted(tested(), Count.of(cases, "case"), by, study.seed())
                : "%d cases, each once in %d folds, %s, seed %d".formatted(tested(), outcomes.size(), by, study.seed());
    }

    private List<Fact> facts() {
        List<CaseFacts> cases = study.preflight().cases();
        Units units = units();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Cases", String.valueOf(cases.size())));
        facts.add(new Fact(
                "Split by " + study.division().unit().name().toLowerCase(Locale.ROOT),
                outcomes.stream()
                        .map(Outcome::split)
                        .map(RunSummary::words)
                        .distinct()
                        .collect(Collectors.joining("; "))));
        facts.add(new Fact("Channels", String.join(", ", plan().modalities())));
        facts.add(TaskText.targets(plan()));
        HealthyCases healthy = HealthyCases.of(cases);
        if (study.cohort().structures().isPresent() && !healthy.isEmpty()) {
            facts.add(new Fact(
                    "Healthy cases",
                    "%d, without any label: %s"
                            .formatted(
                                    healthy.ids().size(),
                                    outcomes.stream()
                                            .map(outcome -> healthy.words(outcome.split()))
                                            .distinct()
                                            .collect(Collectors.joining("; ")))));
        }
        facts.add(new Fact("Size", range(cases, fact -> size(fact.shape(), units))));
        if (units() == Units.PATIENT) {
            facts.add(new Fact("Voxel size", range(cases, fact -> fact.spacing().toString())));
            facts.add(new Fact(
                    "Orientation as stored",
                    range(cases, fact -> fact.geometry().orientation().toString())));
        }
        return facts;
    }

    private static String size(Shape shape, Units units) {
        boolean isFlat = units == Units.PIXELS && shape.z() == 1;
        return (isFlat ? shape.x() + "×" + shape.y() : shape.toString()) + " " + units.elements();
    }

    /** Units of lengths and sizes. */
    Units units() {
        return Units.of(
                study.cohort().kind(),
                study.preflight().cases().stream().map(CaseFacts::spacing).toList());
    }

    private String images() {
        return switch (units()) {
            case PATIENT -> "volumes";
            case PIXELS -> "pictures";
        };
    }

    private static String words(Split split) {
        return "%d training, %d validation, %d test"
                .formatted(
                        split.train().size(),
                        split.validation().size(),
                        split.test().size());
    }

    /** The most frequent value, and the number of others. */
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
        return "klarsyn train %s%s%s%s %s%s --seed %d"
                .formatted(
                        study.cohort().root().getFileName(),
                        study.dataOptions(),
                        division(),
                        recipe(),
                        budget,
                        memory(),
                        study.seed());
    }

    private String recipe() {
        if (study.givenPlan().isPresent()) {
            return " --plan plan.json";
        }
        return switch (study.recipe()) {
            case Recipe.Own(UNetStyle.Blocks blocks) ->
                blocks == UNetStyle.Blocks.PLAIN ? "" : " --network " + blocks.word();
            case Recipe.Nnunet(Preset preset, String configuration) ->
                " --preset %s --configuration %s".formatted(preset.word(), configuration);
        };
    }

    private String memory() {
        long bytes = study.budget().memoryBytes();
        return bytes == Budget.DEFAULT_MEMORY ? "" : " --memory %dM".formatted(bytes >> 20);
    }

    private String division() {
        int count = switch (study.division()) {
            case Division.Fold(var _, int _, int all) -> all;
            case Division.HeldOut _ -> outcomes.size();
        };
        String folds = count == 1 ? "" : " --folds " + count;
        return switch (study.division().unit()) {
            case PATIENT -> folds;
            case CASE -> folds + " --split-by case";
        };
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private List<Fact> environment() {
        return List.of(
                new Fact("Klarsyn", Version.NUMBER),
                new Fact("Machine", Machine.words()),
                new Fact("Computed on", computed(plan().compute())));
    }

    private static String computed(Compute compute) {
        return "%s, %s, %s, %s per step"
                .formatted(
                        compute.device(),
                        compute.precision(),
                        Count.of(compute.lanes(), "lane"),
                        Count.of(compute.batch(), "sample"));
    }

    private double minutes() {
        return Duration.between(study.start(), Instant.now()).toMillis() / 60_000.0;
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
