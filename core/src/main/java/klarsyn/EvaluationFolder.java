package klarsyn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klarsyn.base.AtomicFile;
import klarsyn.base.AtomicFolder;
import klarsyn.base.DataException;
import klarsyn.base.ExistingResults;
import klarsyn.base.Json;
import klarsyn.base.OutputFolder;
import klarsyn.base.Version;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.FindingGroup;
import klarsyn.data.Units;
import klarsyn.evaluate.Evaluation;
import klarsyn.plan.json.PlanDescription;
import klarsyn.preflight.CaseFacts;
import klarsyn.preflight.Preflight;
import klarsyn.report.HtmlReport;
import klarsyn.report.RunReport;
import klarsyn.report.RunReport.Fact;
import klarsyn.workflow.CaseEvaluator;
import klarsyn.workflow.CaseEvaluators;
import klarsyn.workflow.MetricsFile;
import klarsyn.workflow.ShownCases;
import klarsyn.workflow.TaskText;
import klarsyn.workflow.folder.Machine;
import klarsyn.workflow.folder.RunFolder;

/**
 * A folder with an evaluation: {@code metrics.json}, {@code report.html} and {@code predictions}.
 *
 * @param path of the folder
 */
public record EvaluationFolder(Path path) {

    private static final Set<String> OWN = Set.of("metrics.json", "report.html", "predictions");

    /**
     * Information written in addition to the metrics.
     *
     * @param cohort   data set of the cases
     * @param cases    description such as {@code 41 of 208 cases, not used in training}
     * @param command  that reproduces the evaluation
     * @param checked  findings from reading the cases
     * @param startedAt start of the command
     * @param members  further members of metrics.json
     */
    public record Context(
            Cohort cohort,
            String cases,
            String command,
            Preflight.Result checked,
            Instant startedAt,
            Json.Members members) {}

    /**
     * Checks the folder before prediction.
     *
     * @throws DataException if it is not writable, contains other files, or contains an evaluation that must be kept
     */
    public void require(ExistingResults existing) {
        new OutputFolder(path).requireWritable();
        List<String> inside = names();
        if (!inside.isEmpty() && !OWN.containsAll(inside)) {
            throw new DataException(
                    "the folder contains files that are not part of an evaluation",
                    Where.file(path),
                    "select a new folder with --out");
        }
        if (!inside.isEmpty() && existing == ExistingResults.KEEP) {
            throw new DataException(
                    "the folder contains a finished evaluation",
                    Where.file(path),
                    "select another folder with --out, or replace the evaluation with --overwrite");
        }
    }

    private List<String> names() {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.map(file -> String.valueOf(file.getFileName())).toList();
        } catch (IOException failure) {
            throw new DataException(
                    "the folder cannot be listed (" + failure + ")",
                    Where.file(path),
                    "select a new folder with --out",
                    failure);
        }
    }

    /**
     * Evaluates a model and writes all files; an earlier evaluation in the folder is deleted first.
     *
     * @param cases at least one, with labels
     */
    public EvaluationResult evaluate(Model model, List<Case> cases, Context context) {
        RunFolder folder = new RunFolder(path);
        folder.create();
        OWN.forEach(name -> AtomicFolder.delete(path.resolve(name)));
        EvaluationResult evaluation = EvaluationResult.of(model, context.cohort(), cases, folder::write);
        Map<String, Case> byId = cases.stream().collect(Collectors.toMap(Case::id, one -> one));
        ShownCases shown = new ShownCases(id -> {
            Case subject = Objects.requireNonNull(byId.get(id));
            return new ShownCases.Shown(subject, folder.prediction(subject));
        });
        HtmlReport.write(report(model, evaluation, cases, context, shown), folder.report());
        AtomicFile.writeText(
                folder.metrics(), Json.of(metrics(model, evaluation, context)).indented());
        return evaluation;
    }

    private static Map<String, Object> metrics(Model model, EvaluationResult evaluation, Context context) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("klarsyn", Version.NUMBER);
        json.put("task", MetricsFile.taskName(evaluation.test()));
        json.put("cohort", context.cohort().name());
        json.put("minutes", Math.round(minutes(context) * 1000) / 1000.0);
        json.put("peak_memory_mib", Machine.peakMemoryMib());
        json.putAll(context.members().values());
        json.put("test", evaluation.test().json());
        evaluation.baselines().forEach(baseline -> json.put("baseline", baseline(model, evaluation.test(), baseline)));
        return json;
    }

    /** A baseline as JSON for metrics.json. */
    public static Map<String, Object> baseline(Model model, Evaluation test, Evaluation baseline) {
        return MetricsFile.baseline(CaseEvaluators.of(model.plan()).baselineName(), test, baseline);
    }

    private static double minutes(Context context) {
        return Duration.between(context.startedAt(), Instant.now()).toMillis() / 60_000.0;
    }

    private static RunReport report(
            Model model, EvaluationResult evaluation, List<Case> cases, Context context, ShownCases shown) {
        Units units = Units.of(
                context.cohort().kind(),
                context.checked().cases().stream().map(CaseFacts::spacing).toList());
        String images = switch (units) {
            case PATIENT -> "volumes";
            case PIXELS -> "pictures";
        };
        return new RunReport(
                context.cohort().name(),
                "Evaluation of a trained model: " + TaskText.title(model.plan(), images),
                List.of(
                        new Fact("Cases", String.valueOf(cases.size())),
                        new Fact("Channels", String.join(", ", model.plan().modalities())),
                        TaskText.targets(model.plan())),
                FindingGroup.of(context.checked().findings()).stream()
                        .map(Object::toString)
                        .toList(),
                PlanDescription.of(model.plan()),
                List.of(),
                List.of(),
                new RunReport.Result(
                        shown.results(evaluation.test(), units),
                        context.cases(),
                        evaluation.baselines().stream()
                                .map(baseline -> new RunReport.Baseline(
                                        CaseEvaluators.of(model.plan()).baselineName(),
                                        baseline,
                                        evaluation
                                                .test()
                                                .against(baseline, CaseEvaluator.SEED)
                                                .overall()))
                                .toList(),
                        List.of(evaluation.remark())),
                new RunReport.Provenance(
                        context.command(),
                        minutes(context),
                        Machine.peakMemoryMib(),
                        model.provenance().seed(),
                        List.of(new Fact("Klarsyn", Version.NUMBER), new Fact("Machine", Machine.words()))));
    }
}
