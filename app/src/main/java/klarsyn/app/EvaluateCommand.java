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

/** Judges a model on labeled cases. */
@Command(
        name = "evaluate",
        description = {
            "Predicts labeled cases and compares with their labels.",
            "By default only cases of patients on whom the model was not trained."
        },
        sortOptions = false,
        footer = {
            "",
            "The baseline is the best intensity range for each label, fitted on the cases",
            "that the model was trained on; there is none if they are not in the data set.",
            "",
            "Example: klarsyn evaluate model.klarsyn Task04_Hippocampus --out evaluation"
        })
final class EvaluateCommand implements Callable<Integer> {

    /** Which cases of the data set are judged on. */
    enum Choice {
        /** Those on which the model was neither trained nor watched. */
        UNSEEN,
        /** Those that were held out when it was trained. */
        TEST,
        /** Every one. */
        ALL;

        /** The word for it on the command line. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** From its word. */
        static final class OfText implements ITypeConverter<Choice> {
            @Override
            public Choice convert(String text) {
                return Arrays.stream(values())
                        .filter(choice -> choice.word().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new TypeConversionException(
                                "'%s' is none of unseen, test and all, such as --cases all".formatted(text)));
            }
        }
    }

    private final Session session;

    @Mixin
    private Models models;

    @Parameters(index = "1", paramLabel = "DATA", description = "Folder of the data set, with labels.")
    private Path data;

    @Mixin
    private DataSet dataSet;

    @Option(
            names = "--cases",
            paramLabel = "WHICH",
            converter = Choice.OfText.class,
            defaultValue = "unseen",
            description =
                    "unseen (default): of patients on whom the model was neither trained nor validated; test: held out"
                            + " when it was trained; all: every case.")
    private Choice choice;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for metrics.json, report.html and the predictions as NIfTI.")
    private @Nullable Path out;

    @Option(
            names = "--overwrite",
            description = "Replaces the finished evaluation in the folder, which is refused otherwise.")
    private boolean overwrite;

    @Option(names = "--json", description = "The result as one JSON object.")
    private boolean json;

    EvaluateCommand(Session session) {
        this.session = session;
    }

    /** The cases that are judged on, and those whose patients the model has seen, if it is known which. */
    private record Chosen(List<Case> judged, List<String> seen, boolean isKnown) {}

    @Override
    public Integer call() {
        models.require();
        Optional<EvaluationFolder> folder = Optional.ofNullable(out).map(EvaluationFolder::new);
        folder.ifPresent(place -> place.require(overwrite ? ExistingResults.REPLACE : ExistingResults.KEEP));
        Cohort cohort = dataSet.open(data);
        try (Model opened = models.open()) {
            opened.requireTaskOf(cohort);
            Chosen chosen = choose(cohort, opened.cases());
            session.log(words(chosen, cohort));
            Preflight.Result checked =
                    Preflight.scan(cohort.withCases(chosen.judged()), Purpose.EVALUATION, Engine.cores());
            Preflight.requireClean(checked);
            Model asked = models.asked(opened, session);
            EvaluationResult evaluation = folder.isPresent()
                    ? folder.get().evaluate(asked, chosen.judged(), context(chosen, cohort, checked))
                    : EvaluationResult.of(asked, cohort, chosen.judged());
            report(asked, evaluation, chosen, units(cohort, checked));
        }
        return 0;
    }

    private EvaluationFolder.Context context(Chosen chosen, Cohort cohort, Preflight.Result checked) {
        String command = "klarsyn evaluate MODEL %s --cases %s".formatted(Shell.quote(data), choice.word());
        return new EvaluationFolder.Context(
                cohort, words(chosen, cohort), command, checked, session.startedAt(), (Json.Members)
                        Json.of(members(chosen, units(cohort, checked))));
    }

    private static Units units(Cohort cohort, Preflight.Result checked) {
        return Units.of(
                cohort.kind(), checked.cases().stream().map(CaseFacts::spacing).toList());
    }

    /** What is said of the cases, in metrics.json and with {@code --json}. */
    private Map<String, @Nullable Object> members(Chosen chosen, Units units) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        models.addTo(members);
        members.put("data", data.toString());
        members.put("cases", choice.word());
        members.put("judged_but_trained_on", chosen.isKnown() ? knownCases(chosen) : null);
        members.put("trained_on", chosen.isKnown() ? chosen.seen() : null);
        members.put("lengths_in", units.length());
        return members;
    }

    private static long knownCases(Chosen chosen) {
        Set<String> seen = Set.copyOf(chosen.seen());
        return chosen.judged().stream()
                .filter(subject -> seen.contains(subject.id()))
                .count();
    }

    private static String words(Chosen chosen, Cohort cohort) {
        String all = Count.of(cohort.cases().size(), "case");
        int judged = chosen.judged().size();
        return chosen.isKnown()
                ? "%d of %s are of patients whom the model was trained or validated on; evaluating %d"
                        .formatted(chosen.seen().size(), all, judged)
                : "the model does not state its training cases; evaluating %d of %s".formatted(judged, all);
    }

    private Chosen choose(Cohort cohort, Optional<KnownCases> told) {
        KnownCases known = told.orElse(KnownCases.of(List.of()));
        Set<String> patients = cohort.cases().stream()
                .filter(one -> known.contains(Part.TRAIN, one.id()) || known.contains(Part.VALIDATION, one.id()))
                .map(Case::patient)
                .collect(Collectors.toSet());
        List<String> seen = cohort.cases().stream()
                .filter(one -> patients.contains(one.patient()))
                .map(Case::id)
                .toList();
        List<Case> judged = cohort.cases().stream()
                .filter(subject -> switch (choice) {
                    case UNSEEN -> !patients.contains(subject.patient());
                    case TEST -> known.contains(Part.TEST, subject.id());
                    case ALL -> true;
                })
                .toList();
        if (judged.isEmpty()) {
            throw new DataException(
                    nobody(told.isPresent(), Count.of(cohort.cases().size(), "case")),
                    Where.file(data),
                    "evaluate on other cases; or use --cases all, whose scores are too high for new patients");
        }
        return new Chosen(judged, seen, told.isPresent());
    }

    private String nobody(boolean isKnown, String cases) {
        if (!isKnown) {
            return "the model does not state which cases were held out when it was trained (the data set has %s)"
                    .formatted(cases);
        }
        return choice == Choice.TEST
                ? "no case of the data set was held out when the model was trained (%s)".formatted(cases)
                : "the model was trained or validated on the patients of every case of the data set (%s)"
                        .formatted(cases);
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
        long known = knownCases(chosen);
        if (known > 0) {
            session.print(
                    "%s of patients on whom the model was trained or validated: the scores are too high for new patients."
                            .formatted(known == 1 ? "1 of these cases is" : known + " of these cases are"));
        }
        if (out != null) {
            session.print("report    " + out.resolve("report.html"));
        }
    }
}
