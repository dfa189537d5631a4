package klarsyn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.Count;
import klarsyn.base.Interval;
import klarsyn.base.Json;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.FindingGroup;
import klarsyn.data.Labels;
import klarsyn.data.Split;
import klarsyn.data.Units;
import klarsyn.evaluate.Bootstrap;
import klarsyn.evaluate.PostProcessing;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.model.Provenance;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.Budget;
import klarsyn.plan.PlanJson;
import klarsyn.plan.PlanWords;
import klarsyn.plan.Preset;
import klarsyn.plan.Reason;
import klarsyn.plan.Recipe;
import klarsyn.plan.SegmentationPlan;
import klarsyn.preflight.CaseFacts;
import klarsyn.report.RunReport;
import klarsyn.report.RunReport.Fact;
import klarsyn.report.RunReport.Overlay;

/**
 * What a run came to, as {@code metrics.json} and as the report.
 *
 * @param study    with its budget, seed and division
 * @param outcomes one, or one for each fold
 * @param afterwards what the folds' held-out cases decided about predictions of all folds together, if there are folds
 */
record RunSummary(Study study, List<Outcome> outcomes, Optional<PostProcessing> afterwards) {

    private static final String BASELINE = "best intensity range per label";

    /** docs/metrics.md tells the keys. */
    Json metrics(SegmentationEvaluation scores) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("klarsyn", Version.NUMBER);
        json.put("task", "segmentation");
        json.put("cohort", study.cohort().name());
        json.put("minutes", round(minutes()));
        json.put("training_minutes", round(sum(Provenance::minutes)));
        json.put("peak_memory_mib", Machine.peakMemoryMib());
        json.put("steps", (long) sum(Provenance::steps));
        json.put("seed", study.seed());
        json.put("lengths_in", units().length());
        json.put("split", split());
        json.put("test", scores.json());
        json.put("baseline", figure("name", BASELINE, baseline()));
        if (outcomes.size() == 1) {
            Interval validation = outcomes.getFirst().provenance().validation();
            json.put("validation", figure("n", validation.n(), validation));
        } else {
            json.put(
                    "folds",
                    IntStream.range(0, outcomes.size()).mapToObj(this::fold).toList());
        }
        afterwards.ifPresent(decided -> json.put("post_processing", decided.json()));
        return Json.of(json);
    }

    private Map<String, Object> fold(int index) {
        Outcome outcome = outcomes.get(index);
        Map<String, Object> fold = figure("fold", index, outcome.scores().dice());
        fold.put("train", outcome.split().train().size());
        fold.put("steps", outcome.provenance().steps());
        fold.put("training_minutes", round(outcome.provenance().minutes()));
        return fold;
    }

    private static Map<String, Object> figure(String key, Object value, Interval dice) {
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put(key, value);
        figure.put("dice", dice.json());
        return figure;
    }

    private double sum(ToDoubleFunction<Provenance> part) {
        return outcomes.stream().map(Outcome::provenance).mapToDouble(part).sum();
    }

    private Interval baseline() {
        double[] each = outcomes.stream()
                .flatMap(outcome -> outcome.baseline().stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        List<String> patients = outcomes.stream()
                .flatMap(outcome -> outcome.split().test().stream())
                .map(Case::patient)
                .toList();
        return Bootstrap.mean(each, patients, Seed.of(study.seed()).child("bootstrap"));
    }

    private Map<String, Object> split() {
        Map<String, Object> split = new LinkedHashMap<>();
        split.put("by", study.division().unit().name().toLowerCase(Locale.ROOT));
        split.put("divides_patients", study.division().splitsPatients(study.cohort()));
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

    private int tested() {
        return outcomes.stream().mapToInt(one -> one.split().test().size()).sum();
    }

    /** What else is to be known of the figures. */
    List<String> remarks() {
        HealthyCases healthy = HealthyCases.of(study.preflight().cases());
        boolean isUntested = outcomes.stream()
                .allMatch(outcome -> healthy.among(outcome.split().test()) == 0);
        List<String> remarks = new ArrayList<>();
        if (!healthy.isEmpty() && isUntested) {
            remarks.add("No healthy case is in the test set: false alarms on healthy cases are not measured.");
        }
        afterwards.map(PostProcessing::words).ifPresent(remarks::add);
        return remarks;
    }

    RunReport report(SegmentationEvaluation scores, List<Supplier<Overlay>> overlays) {
        SegmentationPlan plan = plan();
        return new RunReport(
                study.cohort().name(),
                "Segmentation of %s in %s %s".formatted(names(), String.join(" + ", plan.modalities()), images()),
                units(),
                facts(),
                FindingGroup.of(study.preflight().findings()).stream()
                        .map(FindingGroup::toString)
                        .toList(),
                PlanWords.of(plan),
                PlanJson.editedByHand(plan).stream().map(Reason::key).toList(),
                outcomes.stream().map(Outcome::curve).toList(),
                new RunReport.Result(scores, howHeldOut(), new RunReport.Baseline(BASELINE, baseline()), remarks()),
                overlays,
                new RunReport.Provenance(command(), minutes(), Machine.peakMemoryMib(), study.seed(), environment()));
    }

    /** The plan of the first fold; the others differ in what was measured at most. */
    private SegmentationPlan plan() {
        return SegmentationPlan.require(outcomes.getFirst().plan(), Where.of("model"));
    }

    private String howHeldOut() {
        int cases = study.cohort().cases().size();
        String by = study.division().splitsPatients(study.cohort())
                ? "held out by case although patients have several, so that the figures flatter"
                : "held out by patient";
        return outcomes.size() == 1
                ? "%d of %s, %s, seed %d".formatted(tested(), Count.of(cases, "case"), by, study.seed())
                : "%d cases, each once in %d folds, %s, seed %d".formatted(tested(), outcomes.size(), by, study.seed());
    }

    private String names() {
        return plan().labels().foreground().stream().map(Labels.Label::name).collect(Collectors.joining(", "));
    }

    private List<Fact> facts() {
        List<CaseFacts> cases = study.preflight().cases();
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
        facts.add(new Fact("Labels", names()));
        HealthyCases healthy = HealthyCases.of(cases);
        if (!healthy.isEmpty()) {
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
        facts.add(new Fact("Size", range(cases, fact -> fact.shape().toString()) + " " + units().elements()));
        if (units() == Units.PATIENT) {
            facts.add(new Fact("Voxel size", range(cases, fact -> fact.spacing().toString())));
            facts.add(new Fact(
                    "Orientation as stored",
                    range(cases, fact -> fact.geometry().orientation().toString())));
        }
        return facts;
    }

    /** What lengths and sizes are told in. */
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
        return "%d to train on, %d to watch, %d held out"
                .formatted(
                        split.train().size(),
                        split.validation().size(),
                        split.test().size());
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
        return "klarsyn train %s%s%s %s%s --seed %d"
                .formatted(study.cohort().root().getFileName(), division(), recipe(), budget, memory(), study.seed());
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
        int count = study.division() instanceof Division.Fold fold ? fold.count() : outcomes.size();
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
                new Fact("Computed on", plan().compute().toString()));
    }

    private double minutes() {
        return Duration.between(study.startedAt(), Instant.now()).toMillis() / 60_000.0;
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
