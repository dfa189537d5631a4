package klarsyn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klarsyn.base.AtomicFile;
import klarsyn.base.AtomicFolder;
import klarsyn.base.DataException;
import klarsyn.base.Interval;
import klarsyn.base.Json;
import klarsyn.base.OutputFolder;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.FindingGroup;
import klarsyn.data.Labels;
import klarsyn.data.Units;
import klarsyn.format.Images;
import klarsyn.plan.PlanWords;
import klarsyn.preflight.CaseFacts;
import klarsyn.preflight.Preflight;
import klarsyn.report.HtmlReport;
import klarsyn.report.RunReport;
import klarsyn.report.RunReport.Fact;
import klarsyn.report.RunReport.Overlay;

/**
 * A folder with an evaluation: {@code metrics.json}, {@code report.html}, and {@code predictions} as NIfTI.
 *
 * @param path of the folder
 */
public record EvaluationFolder(Path path) {

    private static final String BASELINE = "best intensity range per label";
    private static final Set<String> OWN = Set.of("metrics.json", "report.html", "predictions");

    /**
     * What is written besides the figures.
     *
     * @param cohort   that the cases are from
     * @param cases    in words, such as {@code 41 of 208 cases, not used in training}
     * @param command  that repeats the evaluation
     * @param checked  what reading the cases has shown
     * @param startedAt when the command started
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
     * Checks the folder before anything is computed.
     *
     * @throws DataException if it cannot be written, holds other files, or holds an evaluation that is to be kept
     */
    public void require(ExistingResults existing) {
        new OutputFolder(path).requireWritable();
        List<String> inside = names();
        if (!inside.isEmpty() && !OWN.containsAll(inside)) {
            throw new DataException(
                    "the folder holds files that are not those of an evaluation",
                    Where.file(path),
                    "name a new folder with --out");
        }
        if (!inside.isEmpty() && existing == ExistingResults.KEEP) {
            throw new DataException(
                    "the folder holds a finished evaluation",
                    Where.file(path),
                    "name another folder with --out, or replace the evaluation with --overwrite");
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
                    "name a new folder with --out",
                    failure);
        }
    }

    /**
     * Evaluates a model and writes everything; an earlier evaluation in the folder is deleted first.
     *
     * @param cases at least one, with labels
     */
    public EvaluationResult evaluate(Model model, List<Case> cases, Context context) {
        RunFolder folder = new RunFolder(path);
        folder.create();
        OWN.forEach(name -> AtomicFolder.delete(path.resolve(name)));
        EvaluationResult evaluation = EvaluationResult.of(
                model,
                context.cohort(),
                cases,
                (one, labels) -> Images.writeOnGridOf(labels, one.file(), folder.prediction(one)));
        Map<String, Case> byId = cases.stream().collect(Collectors.toMap(Case::id, one -> one));
        List<Supplier<Overlay>> overlays = ShownCases.of(evaluation.scores(), score -> {
            Case subject = Objects.requireNonNull(byId.get(score.caseId()));
            return new ShownCases.Shown(subject, folder.prediction(subject));
        });
        HtmlReport.write(report(model, evaluation, cases, context, overlays), folder.report());
        AtomicFile.writeText(
                folder.metrics(), Json.of(metrics(evaluation, context)).indented());
        return evaluation;
    }

    private static Map<String, Object> metrics(EvaluationResult evaluation, Context context) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("klarsyn", Version.NUMBER);
        json.put("task", "segmentation");
        json.put("cohort", context.cohort().name());
        json.put("minutes", Math.round(minutes(context) * 1000) / 1000.0);
        json.put("peak_memory_mib", Machine.peakMemoryMib());
        json.putAll(context.members().values());
        json.put("test", evaluation.scores().json());
        evaluation.baseline().ifPresent(dice -> json.put("baseline", baseline(dice)));
        return json;
    }

    /** The form that a baseline has in metrics.json. */
    public static Map<String, Object> baseline(Interval dice) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", BASELINE);
        json.put("dice", dice.json());
        return json;
    }

    private static double minutes(Context context) {
        return Duration.between(context.startedAt(), Instant.now()).toMillis() / 60_000.0;
    }

    private static RunReport report(
            Model model,
            EvaluationResult evaluation,
            List<Case> cases,
            Context context,
            List<Supplier<Overlay>> overlays) {
        Units units = Units.of(
                context.cohort().kind(),
                context.checked().cases().stream().map(CaseFacts::spacing).toList());
        String names =
                model.labels().foreground().stream().map(Labels.Label::name).collect(Collectors.joining(", "));
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Cases", String.valueOf(cases.size())));
        facts.add(new Fact("Channels", String.join(", ", model.plan().modalities())));
        facts.add(new Fact("Labels", names));
        return new RunReport(
                context.cohort().name(),
                "EvaluationResult of a trained model: segmentation of " + names,
                units,
                facts,
                FindingGroup.of(context.checked().findings()).stream()
                        .map(Object::toString)
                        .toList(),
                PlanWords.of(model.plan()),
                List.of(),
                List.of(),
                new RunReport.Result(
                        evaluation.scores(),
                        context.cases(),
                        new RunReport.Baseline(
                                evaluation.baseline().isPresent() ? BASELINE : evaluation.remark(),
                                evaluation.baseline().orElse(Interval.NONE)),
                        List.of(evaluation.remark())),
                overlays,
                new RunReport.Provenance(
                        context.command(),
                        minutes(context),
                        Machine.peakMemoryMib(),
                        model.provenance().seed(),
                        List.of(new Fact("Klarsyn", Version.NUMBER), new Fact("Machine", Machine.words()))));
    }
}
