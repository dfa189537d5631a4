package klarsyn.app;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import klarsyn.EvaluationFolder;
import klarsyn.EvaluationResult;
import klarsyn.Model;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.Shell;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.ExistingResults;
import klarsyn.base.Json;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Units;
import klarsyn.model.KnownCases;
import klarsyn.model.KnownCases.Part;
import klarsyn.preflight.CaseFacts;
import klarsyn.preflight.Preflight;
import klarsyn.preflight.Purpose;
import klarsyn.tensor.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Evaluates a model on labeled cases. */
@Command(
        name = "evaluate",
        description = {
            "Evaluates a model on labeled cases.",
            "By default, only on patients that the model was not trained on."
        },
        sortOptions = false,
        footer = {
            "",
            "The baseline is the best intensity range for each label, fitted on the",
            "training cases. It is omitted if these are not in the data set.",
            "",
            "Example: klarsyn evaluate model.klarsyn Task04_Hippocampus --out evaluation"
        })
final class EvaluateCommand implements Callable<Integer> {

    /** Which cases of the data set to evaluate. */
    enum Choice {
        /** Cases used neither for training nor for validation. */
        UNSEEN,
        /** The test cases of the training run. */
        TEST,
        /** All cases. */
        ALL;

        /** Name on the command line. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Parses the name. */
        static final class OfText implements ITypeConverter<Choice> {
            @Override
            public Choice convert(String text) {
                return Arrays.stream(values())
                        .filter(choice -> choice.word().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new TypeConversionException(
                                "'%s' is not one of unseen, test and all, such as --cases all".formatted(text)));
            }
        }
    }

    private final Session session;

    @Mixin
    private Models models;

    @Parameters(index = "1", paramLabel = "DATA", description = "Data set folder, with labels.")
    private Path data;

    @Mixin
    private DataSet dataSet;

    @Option(
            names = "--cases",
            paramLabel = "WHICH",
            converter = Choice.OfText.class,
            defaultValue = "unseen",
            description =
                    "unseen (default): patients used neither for training nor for validation; test: the test cases of"
                            + " the training run; all: all cases.")
    private Choice choice;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Output folder for metrics.json, report.html and the predictions.")
    private @Nullable Path out;

    @Option(
            names = "--overwrite",
            description = "Replaces an earlier evaluation in the output folder; otherwise an error.")
    private boolean overwrite;

    @Option(names = "--json", description = "Prints the result as one JSON object.")
    private boolean json;

    EvaluateCommand(Session session) {
        this.session = session;
    }

    /** The evaluated cases, and those whose patients the model was trained on, if known. */
    private record Chosen(List<Case> evaluated, List<String> seen, boolean isKnown) {}

    @Override
    public Integer call() {
        models.require();
        Optional<EvaluationFolder> folder = Optional.ofNullable(out).map(EvaluationFolder::new);
        folder.ifPresent(place -> place.require(overwrite ? ExistingResults.REPLACE : ExistingResults.KEEP));
        Cohort cohort = dataSet.open(data);
        try (Model opened = models.open()) {
            opened.requireTaskOf(cohort);
            Chosen chosen = choose(cohort, opened.cases());
            session.log(describe(chosen, cohort));
            Preflight.Result checked =
                    Preflight.scan(cohort.withCases(chosen.evaluated()), Purpose.EVALUATION, Engine.cores());
            Preflight.requireClean(checked);
            Model model = models.configured(opened, session);
            EvaluationResult evaluation = folder.isPresent()
                    ? folder.get().evaluate(model, chosen.evaluated(), context(chosen, cohort, checked))
                    : EvaluationResult.of(model, cohort, chosen.evaluated());
            report(model, evaluation, chosen, units(cohort, checked));
        }
        return 0;
    }

    private EvaluationFolder.Context context(Chosen chosen, Cohort cohort, Preflight.Result checked) {
        String command = "klarsyn evaluate MODEL %s --cases %s".formatted(Shell.quote(data), choice.word());
        return new EvaluationFolder.Context(
                cohort, describe(chosen, cohort), command, checked, session.startedAt(), (Json.Members)
                        Json.of(members(chosen, units(cohort, checked))));
    }

    private static Units units(Cohort cohort, Preflight.Result checked) {
        return Units.of(
                cohort.kind(), checked.cases().stream().map(CaseFacts::spacing).toList());
    }

    /** Facts about the cases, for metrics.json and {@code --json}. */
    private Map<String, @Nullable Object> members(Chosen chosen, Units units) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        models.addTo(members);
        members.put("data", data.toString());
        members.put("cases", choice.word());
        members.put("judged_but_trained_on", chosen.isKnown() ? trainedOn(chosen) : null);
        members.put("trained_on", chosen.isKnown() ? chosen.seen() : null);
        members.put("lengths_in", units.length());
        return members;
    }

    private static long trainedOn(Chosen chosen) {
        Set<String> seen = Set.copyOf(chosen.seen());
        return chosen.evaluated().stream()
                .filter(subject -> seen.contains(subject.id()))
                .count();
    }

    private static String describe(Chosen chosen, Cohort cohort) {
        String all = Count.of(cohort.cases().size(), "case");
        int evaluated = chosen.evaluated().size();
        return chosen.isKnown()
                ? "%d of %s are of patients used for training or validation; evaluating %d"
                        .formatted(chosen.seen().size(), all, evaluated)
                : "the model does not list its training cases; evaluating %d of %s".formatted(evaluated, all);
    }

    private Chosen choose(Cohort cohort, Optional<KnownCases> hashes) {
        KnownCases known = hashes.orElse(KnownCases.of(List.of()));
        Set<String> patients = cohort.cases().stream()
                .filter(one -> known.contains(Part.TRAIN, one.id()) || known.contains(Part.VALIDATION, one.id()))
                .map(Case::patient)
                .collect(Collectors.toSet());
        List<String> seen = cohort.cases().stream()
                .filter(one -> patients.contains(one.patient()))
                .map(Case::id)
                .toList();
        List<Case> evaluated = cohort.cases().stream()
                .filter(subject -> switch (choice) {
                    case UNSEEN -> !patients.contains(subject.patient());
                    case TEST -> known.contains(Part.TEST, subject.id());
                    case ALL -> true;
                })
                .toList();
        if (evaluated.isEmpty()) {
            throw new DataException(
                    noCases(hashes.isPresent(), Count.of(cohort.cases().size(), "case")),
                    Where.file(data),
                    "evaluate on other cases; or use --cases all, with optimistically biased results");
        }
        return new Chosen(evaluated, seen, hashes.isPresent());
    }

    private String noCases(boolean isKnown, String cases) {
        if (!isKnown) {
            return "the model does not list the test cases of its training run (the data set has %s)".formatted(cases);
        }
        return choice == Choice.TEST
                ? "the data set contains no test case of the training run (%s)".formatted(cases)
                : "all patients of the data set were used for training or validation (%s)".formatted(cases);
    }

    private void report(Model model, EvaluationResult evaluation, Chosen chosen, Units units) {
        if (json) {
            Map<String, @Nullable Object> result = members(chosen, units);
            result.put("test", evaluation.test().json());
            result.put(
                    "baseline",
                    evaluation.baselines().stream()
                            .findFirst()
                            .map(baseline -> EvaluationFolder.baseline(model, evaluation.test(), baseline))
                            .orElse(null));
            if (out != null) {
                result.put("folder", out.toString());
            }
            session.print(result);
            return;
        }
        new EvaluationTables(evaluation.test(), evaluation.baselines(), units).print(session);
        session.print("");
        session.print(evaluation.remark());
        long known = trainedOn(chosen);
        if (known > 0) {
            session.print("%s of patients used for training or validation: results are optimistically biased."
                    .formatted(known == 1 ? "1 of these cases is" : known + " of these cases are"));
        }
        if (out != null) {
            session.print("report    " + out.resolve("report.html"));
        }
    }
}
