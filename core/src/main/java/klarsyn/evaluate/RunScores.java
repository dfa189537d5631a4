package klarsyn.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.Where;
import klarsyn.data.Labels.Label;

/**
 * What a run scored on each case: all that two runs are compared by.
 *
 * @param labels names of the labels
 * @param cases  one entry a case, no case twice
 */
public record RunScores(List<String> labels, List<Entry> cases) {

    private static final long MOST_BYTES = 1L << 28;

    /**
     * One case.
     *
     * @param caseId  the case
     * @param patient whom it belongs to
     * @param dice    Dice of each label in the order of the labels; NaN where neither reference nor prediction has it
     */
    public record Entry(String caseId, String patient, List<Double> dice) {

        /** Keeps an own copy. */
        public Entry {
            dice = List.copyOf(dice);
        }

        /** Mean over the labels whose Dice is defined, if one is. */
        public OptionalDouble meanDice() {
            return dice.stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(value -> !Double.isNaN(value))
                    .average();
        }
    }

    /** Keeps own copies; refuses cases that come twice or have another number of scores than there are labels. */
    public RunScores {
        labels = List.copyOf(labels);
        cases = List.copyOf(cases);
        Set<String> seen = new HashSet<>();
        for (Entry entry : cases) {
            if (!seen.add(entry.caseId())) {
                throw new IllegalArgumentException("case " + entry.caseId() + " comes twice");
            }
            if (entry.dice().size() != labels.size()) {
                throw new IllegalArgumentException("case %s has %d scores for %d labels"
                        .formatted(entry.caseId(), entry.dice().size(), labels.size()));
            }
        }
    }

    /** The scores that metrics were made of. */
    public static RunScores of(SegmentationMetrics metrics) {
        return new RunScores(
                metrics.labels().foreground().stream().map(Label::name).toList(),
                metrics.cases().stream()
                        .map(score -> new Entry(
                                score.caseId(),
                                score.patient(),
                                score.labels().stream().map(LabelScore::dice).toList()))
                        .toList());
    }

    /** Whether some patient has several cases. */
    public boolean sharesPatients() {
        return cases.stream().map(Entry::patient).distinct().count() < cases.size();
    }

    /** The cases that were scored. */
    public Set<String> caseIds() {
        return cases.stream().map(Entry::caseId).collect(Collectors.toUnmodifiableSet());
    }

    /** Mean over the cases of the mean over their defined labels; NaN if none is defined. */
    public double meanDice() {
        return cases.stream()
                .map(Entry::meanDice)
                .flatMapToDouble(OptionalDouble::stream)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Reads what stands under {@code test} in a run's metrics.json.
     *
     * @throws DataException if there is no such file, it is no metrics.json, or it does not say whose the cases are
     */
    public static RunScores read(Path metricsJson) {
        Where where = Where.file(metricsJson);
        return of(member(whole(metricsJson, where), "test", where), where);
    }

    /**
     * Whether a run's split divided patients, so that its figures flatter, as its metrics.json says; of one that does not
     * say it yet, as its test cases show.
     *
     * @throws DataException as {@link #read}
     */
    public static boolean isLeaking(Path metricsJson) {
        return whole(metricsJson, Where.file(metricsJson)) instanceof Json.Members(var run)
                && run.get("split") instanceof Json.Members(var split)
                && (split.get("divides_patients") instanceof Json.Truth(boolean divided)
                        ? divided
                        : split.get("by") instanceof Json.Text(String unit)
                                && unit.equals("case")
                                && read(metricsJson).sharesPatients());
    }

    private static Json whole(Path metricsJson, Where where) {
        if (!Files.exists(metricsJson)) {
            throw new DataException(
                    "there is no such file", where, "name the folder of a finished run, or its metrics.json");
        }
        try {
            if (Files.size(metricsJson) > MOST_BYTES) {
                throw problem("the file is larger than any metrics.json", where);
            }
            return Json.parse(Files.readString(metricsJson));
        } catch (IOException failure) {
            throw new DataException(
                    "cannot read the file (" + failure.getMessage() + ")",
                    where,
                    "name the metrics.json of a run that was evaluated",
                    failure);
        } catch (IllegalArgumentException failure) {
            throw new DataException(
                    "it holds no scores: " + failure.getMessage(),
                    where,
                    "evaluate the model again: klarsyn evaluate MODEL DATA --out DIR",
                    failure);
        }
    }

    /**
     * Reads a value of the form of {@link SegmentationMetrics#json()}.
     *
     * @throws DataException if it is not of that form
     */
    public static RunScores of(Json test, Where where) {
        Json classes = member(member(test, "dice", where), "classes", where);
        if (!(classes instanceof Json.Members(var perLabel))) {
            throw problem("dice.classes is no object", where);
        }
        List<String> labels = List.copyOf(perLabel.keySet());
        if (!(member(test, "cases", where) instanceof Json.Elements(var elements))) {
            throw problem("cases is no list", where);
        }
        List<Entry> entries = new ArrayList<>();
        for (Json element : elements) {
            String id = text(element, "id", where);
            List<Double> dice = new ArrayList<>();
            for (String label : labels) {
                dice.add(number(member(member(member(element, "labels", where), label, where), "dice", where), where));
            }
            entries.add(new Entry(id, text(element, "patient", where), dice));
        }
        try {
            return new RunScores(labels, entries);
        } catch (IllegalArgumentException wrong) {
            throw new DataException(
                    "it holds no scores: " + wrong.getMessage(),
                    where,
                    "evaluate the model again: klarsyn evaluate",
                    wrong);
        }
    }

    private static Json member(Json json, String key, Where where) {
        if (json instanceof Json.Members(var values) && values.containsKey(key)) {
            return values.getOrDefault(key, new Json.Nothing());
        }
        throw problem("the file does not hold the scores of a run: the key \"%s\" is missing".formatted(key), where);
    }

    private static String text(Json json, String key, Where where) {
        if (member(json, key, where) instanceof Json.Text(String value)) {
            return value;
        }
        throw problem("\"%s\" is no text".formatted(key), where);
    }

    /** A number between 0 and 1, or NaN for null. */
    private static double number(Json json, Where where) {
        return switch (json) {
            case Json.Nothing _ -> Double.NaN;
            case Json.Numeric(var value) when value.signum() >= 0 && value.doubleValue() <= 1 -> value.doubleValue();
            default -> throw problem("a Dice is " + json.compact(), where);
        };
    }

    private static DataException problem(String what, Where where) {
        return new DataException(
                what, where, "evaluate the model again with this version: klarsyn evaluate MODEL DATA --out DIR");
    }
}
