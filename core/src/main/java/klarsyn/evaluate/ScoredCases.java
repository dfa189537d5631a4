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
import klarsyn.base.Measure;
import klarsyn.base.Where;
import klarsyn.data.Labels.Label;

/**
 * Scores of a run for each case, as needed to compare runs.
 *
 * @param measure of the scores
 * @param parts   names of the values per case: the labels, or a single name
 * @param cases  one entry per case, without duplicates
 */
public record ScoredCases(Measure measure, List<String> parts, List<Entry> cases) {

    private static final long MOST_BYTES = 1L << 28;

    /**
     * One case.
     *
     * @param caseId  the case
     * @param patient of the case
     * @param values  one per part; NaN if undefined, such as Dice if neither reference nor prediction has the label
     */
    public record Entry(String caseId, String patient, List<Double> values) {

        /** Copies the list. */
        public Entry {
            values = List.copyOf(values);
        }

        /** Mean over the defined parts, if any. */
        public OptionalDouble mean() {
            return values.stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(value -> !Double.isNaN(value))
                    .average();
        }
    }

    /** Copies the lists; rejects duplicate cases and a wrong number of values. */
    public ScoredCases {
        parts = List.copyOf(parts);
        cases = List.copyOf(cases);
        Set<String> seen = new HashSet<>();
        for (Entry entry : cases) {
            if (!seen.add(entry.caseId())) {
                throw new IllegalArgumentException("case " + entry.caseId() + " comes twice");
            }
            if (entry.values().size() != parts.size()) {
                throw new IllegalArgumentException("case %s has %d values for %d parts"
                        .formatted(entry.caseId(), entry.values().size(), parts.size()));
            }
        }
    }

    /** The scores of an evaluation. */
    public static ScoredCases of(SegmentationEvaluation metrics) {
        return new ScoredCases(
                Measure.DICE,
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

    /** The evaluated cases. */
    public Set<String> caseIds() {
        return cases.stream().map(Entry::caseId).collect(Collectors.toUnmodifiableSet());
    }

    /** Mean over the cases of the mean over their defined parts; NaN if none is defined. */
    public double mean() {
        return cases.stream()
                .map(Entry::mean)
                .flatMapToDouble(OptionalDouble::stream)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Reads {@code test} of a run's metrics.json.
     *
     * @throws DataException if the file does not exist, is not a metrics.json, or does not list patients
     */
    public static ScoredCases read(Path metricsJson) {
        Where where = Where.file(metricsJson);
        return of(member(whole(metricsJson, where), "test", where), where);
    }

    /**
     * Whether a run's split divided patients, which biases its results, as stated in its metrics.json; if not stated
     * there, as its test cases show.
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
                    "the file does not exist", where, "use the folder of a finished run, or its metrics.json");
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
                    "use the metrics.json of an evaluated run",
                    failure);
        } catch (IllegalArgumentException failure) {
            throw new DataException(
                    "it contains no scores: " + failure.getMessage(),
                    where,
                    "evaluate the model again: klarsyn evaluate MODEL DATA --out DIR",
                    failure);
        }
    }

    /**
     * Parses the JSON of {@link SegmentationEvaluation#json()}.
     *
     * @throws DataException if it is invalid
     */
    public static ScoredCases of(Json test, Where where) {
        return test instanceof Json.Members(var members) && members.containsKey("confusion")
                ? classified(test, where)
                : segmented(test, where);
    }

    private static ScoredCases classified(Json test, Where where) {
        if (!(member(test, "cases", where) instanceof Json.Elements(var elements))) {
            throw problem("cases is not a list", where);
        }
        List<Entry> entries = new ArrayList<>();
        for (Json element : elements) {
            boolean correct = text(element, "reference", where).equals(text(element, "predicted", where));
            entries.add(new Entry(
                    text(element, "id", where), text(element, "patient", where), List.of(correct ? 1.0 : 0.0)));
        }
        return scored(Measure.ACCURACY, List.of("all classes"), entries, where);
    }

    private static ScoredCases segmented(Json test, Where where) {
        Json classes = member(member(test, "dice", where), "classes", where);
        if (!(classes instanceof Json.Members(var perLabel))) {
            throw problem("dice.classes is not an object", where);
        }
        List<String> labels = List.copyOf(perLabel.keySet());
        if (!(member(test, "cases", where) instanceof Json.Elements(var elements))) {
            throw problem("cases is not a list", where);
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
        return scored(Measure.DICE, labels, entries, where);
    }

    private static ScoredCases scored(Measure measure, List<String> parts, List<Entry> entries, Where where) {
        try {
            return new ScoredCases(measure, parts, entries);
        } catch (IllegalArgumentException wrong) {
            throw new DataException(
                    "it contains no scores: " + wrong.getMessage(),
                    where,
                    "evaluate the model again: klarsyn evaluate",
                    wrong);
        }
    }

    private static Json member(Json json, String key, Where where) {
        if (json instanceof Json.Members(var values) && values.containsKey(key)) {
            return values.getOrDefault(key, new Json.Nothing());
        }
        throw problem("the file does not contain the scores of a run: the key \"%s\" is missing".formatted(key), where);
    }

    private static String text(Json json, String key, Where where) {
        if (member(json, key, where) instanceof Json.Text(String value)) {
            return value;
        }
        throw problem("\"%s\" is not a string".formatted(key), where);
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
