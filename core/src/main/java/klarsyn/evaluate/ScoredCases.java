package klarsyn.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.JsonReader;
import klarsyn.base.Measure;
import klarsyn.base.Where;
import klarsyn.data.label.Labels.Label;

/**
 * Scores of a run for each case, as needed to compare runs.
 *
 * @param measure of the scores
 * @param parts   names of the values per case: the labels, or a single name
 * @param cases  one entry per case, without duplicates
 */
public record ScoredCases(Measure measure, List<String> parts, List<Entry> cases) {

    private static final long MAX_BYTES = 1L << 28;
    private static final String EVALUATE =
            "evaluate the model again with this version: klarsyn evaluate MODEL DATA --out DIR";

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
                throw new IllegalArgumentException("case " + entry.caseId() + " occurs twice");
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
        JsonReader run = whole(metricsJson);
        return evaluated(() -> of(run.member("test")));
    }

    /**
     * Whether a run's split divided patients, which biases its results, as stated in its metrics.json; if not stated
     * there, as its test cases show.
     *
     * @throws DataException as {@link #read}
     */
    public static boolean isLeaking(Path metricsJson) {
        JsonReader run = whole(metricsJson);
        Optional<JsonReader> split = evaluated(() -> run.find("split"));
        return evaluated(
                        () -> split.flatMap(one -> one.find("divides_patients")).map(JsonReader::truth))
                .orElseGet(() -> split.filter(ScoredCases::isByCase).isPresent()
                        && read(metricsJson).sharesPatients());
    }

    private static boolean isByCase(JsonReader split) {
        return split.find("by").map(unit -> unit.text().equals("case")).orElse(false);
    }

    private static JsonReader whole(Path metricsJson) {
        Where where = Where.file(metricsJson);
        if (!Files.exists(metricsJson)) {
            throw new DataException(
                    "the file does not exist", where, "use the folder of a finished run, or its metrics.json");
        }
        try {
            if (Files.size(metricsJson) > MAX_BYTES) {
                throw new DataException("the file is larger than any metrics.json", where, EVALUATE);
            }
            String text = Files.readString(metricsJson);
            return evaluated(() -> JsonReader.parse(text, where, JsonReader.Problem.DATA));
        } catch (IOException failure) {
            throw new DataException(
                    "cannot read the file (" + failure.getMessage() + ")",
                    where,
                    "use the metrics.json of an evaluated run",
                    failure);
        }
    }

    /** The file is not edited by hand, so the fix is a new evaluation. */
    private static <T> T evaluated(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (DataException wrong) {
            throw new DataException(
                    "the file contains no valid scores: " + wrong.what(), wrong.where(), EVALUATE, wrong);
        }
    }

    /**
     * Parses the JSON of {@link SegmentationEvaluation#json()}.
     *
     * @throws DataException if it is not of that form, naming the key
     */
    public static ScoredCases of(JsonReader test) {
        return test.has("confusion") ? classified(test) : segmented(test);
    }

    private static ScoredCases classified(JsonReader test) {
        List<Entry> entries = new ArrayList<>();
        for (JsonReader one : test.member("cases").elements()) {
            boolean correct = one.member("reference")
                    .text()
                    .equals(one.member("predicted").text());
            entries.add(entry(one, List.of(correct ? 1.0 : 0.0)));
        }
        return scored(Measure.ACCURACY, List.of("all classes"), entries, test.where());
    }

    private static ScoredCases segmented(JsonReader test) {
        List<String> labels =
                List.copyOf(test.member("dice").member("classes").members().keySet());
        List<Entry> entries = new ArrayList<>();
        for (JsonReader one : test.member("cases").elements()) {
            JsonReader scores = one.member("labels");
            entries.add(entry(
                    one,
                    labels.stream()
                            .map(label -> dice(scores.member(label).member("dice")))
                            .toList()));
        }
        return scored(Measure.DICE, labels, entries, test.where());
    }

    private static Entry entry(JsonReader one, List<Double> values) {
        return new Entry(one.member("id").text(), one.member("patient").text(), values);
    }

    private static double dice(JsonReader json) {
        double value = json.numberOrNaN();
        if (value < 0 || value > 1) {
            throw json.wrong("a Dice from 0 to 1");
        }
        return value;
    }

    private static ScoredCases scored(Measure measure, List<String> parts, List<Entry> entries, Where where) {
        try {
            return new ScoredCases(measure, parts, entries);
        } catch (IllegalArgumentException wrong) {
            throw new DataException(String.valueOf(wrong.getMessage()), where, EVALUATE, wrong);
        }
    }
}
