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
import java.util.stream.Stream;
import klarsyn.Model;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Units;
import klarsyn.evaluate.SegmentationMetrics;
import klarsyn.model.CaseHashes;
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

/** Judges a model on labelled cases. */
@Command(
        name = "evaluate",
        description = "Predicts labelled cases and compares: by default only those that the model was not trained on.",
        sortOptions = false,
        footer = {"", "Example: klarsyn evaluate runs/hippocampus-7/model.klarsyn Task04_Hippocampus"})
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
            description = {
                "unseen: of patients on whom the model was neither trained nor watched (if nothing is",
                "said);",
                "test: held out when it was trained; all: every one."
            })
    private Choice choice;

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
        Cohort cohort = dataSet.open(data);
        try (Model opened = models.open()) {
            opened.requireTaskOf(cohort);
            Chosen chosen = choose(cohort, opened.cases());
            session.say(words(chosen, cohort));
            Preflight.Result checked = Preflight.scan(cohort.withCases(chosen.judged()), Purpose.EVALUATION, Engine.cores());
            Preflight.requireClean(checked);
            Units units = Units.of(
                    cohort.kind(),
                    checked.cases().stream().map(CaseFacts::spacing).toList());
            tell(models.asked(opened, session).evaluate(chosen.judged()), chosen, units);
        }
        return 0;
    }

    private static String words(Chosen chosen, Cohort cohort) {
        String all = Figures.count(cohort.cases().size(), "case");
        int judged = chosen.judged().size();
        return chosen.isKnown()
                ? "%d of %s are of patients on whom this model was trained or watched; judging on %d"
                        .formatted(chosen.seen().size(), all, judged)
                : "the model does not say which cases it was trained on; judging on %d of %s".formatted(judged, all);
    }

    private Chosen choose(Cohort cohort, Optional<CaseHashes> told) {
        CaseHashes known = told.orElse(new CaseHashes(List.of(), List.of(), List.of()));
        Set<String> used = Stream.concat(known.train().stream(), known.validation().stream())
                .collect(Collectors.toSet());
        Set<String> held = Set.copyOf(known.test());
        Set<String> patients = cohort.cases().stream()
                .filter(one -> used.contains(CaseHashes.hash(one.id())))
                .map(Case::patient)
                .collect(Collectors.toSet());
        List<String> seen = cohort.cases().stream()
                .filter(one -> patients.contains(one.patient()))
                .map(Case::id)
                .toList();
        List<Case> judged = cohort.cases().stream()
                .filter(subject -> switch (choice) {
                    case UNSEEN -> !seen.contains(subject.id());
                    case TEST -> held.contains(CaseHashes.hash(subject.id()));
                    case ALL -> true;
                })
                .toList();
        if (judged.isEmpty()) {
            throw new DataException(
                    nobody(told.isPresent()).formatted(cohort.cases().size()),
                    Where.file(data),
                    "judge on other cases, or on these and know that it flatters: --cases all");
        }
        return new Chosen(judged, seen, told.isPresent());
    }

    private String nobody(boolean isKnown) {
        if (!isKnown) {
            return "the model does not say which of the %d cases were held out when it was trained";
        }
        return choice == Choice.TEST
                ? "none of the %d cases was held out when the model was trained"
                : "the model was trained or watched on the patients of all %d cases";
    }

    private void tell(SegmentationMetrics scores, Chosen chosen, Units units) {
        long flattering = chosen.judged().stream()
                .filter(subject -> chosen.seen().contains(subject.id()))
                .count();
        if (json) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            models.addTo(result);
            result.put("data", data.toString());
            result.put("cases", choice.word());
            result.put("judged_but_trained_on", chosen.isKnown() ? flattering : null);
            result.put("trained_on", chosen.isKnown() ? chosen.seen() : null);
            result.put("lengths_in", units.length());
            result.put("test", scores.json());
            session.print(result);
            return;
        }
        Scores.of(scores, units).print(session);
        new DetectionTables(scores, units).print(session);
        if (flattering > 0) {
            session.print("");
            session.print(
                    "%d of these cases are of patients on whom the model was trained or watched: the figures flatter."
                            .formatted(flattering));
        }
    }
}
