package klarsyn.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Interval;
import klarsyn.base.Json;
import klarsyn.base.Seed;
import klarsyn.base.Where;

/**
 * Compares two runs on the cases that both evaluated.
 *
 * <p>Cases are compared in pairs, and patients are the unit of evidence: the interval is a bootstrap over patients with
 * all their cases (2000 resamples), and p is from a sign-flip test that flips a patient's differences together, over
 * all 2ⁿ combinations for up to 14 patients and 10,000 random ones for more (Fisher, 1935). A run is better only if p
 * is below 0.05 and the interval excludes 0. The p-values of labels are adjusted by Holm's method for the number of
 * labels.
 *
 * <p>A label that is absent in both runs' predictions and the reference is excluded. If one run correctly omits it
 * (Dice undefined) and the other predicts it (Dice 0), the first counts as 1.
 *
 * @param overall mean Dice over a case's labels
 * @param labels  the same for each label
 * @param onlyA   cases evaluated only by A, which are ignored
 * @param onlyB   cases evaluated only by B
 * @param margin  difference in Dice below which runs are equivalent; 0 for no equivalence test
 */
public record Comparison(Outcome overall, List<Outcome> labels, List<String> onlyA, List<String> onlyB, double margin) {

    /** Result of a comparison. */
    public enum Verdict {
        /** A's Dice is significantly higher. */
        A_BETTER("A is better"),
        /** B's Dice is significantly higher. */
        B_BETTER("B is better"),
        /** The difference is within the margin, with 95 % confidence. */
        EQUIVALENT("equivalent within the margin"),
        /** None of these: there may be a difference that these cases cannot show. */
        NO_DIFFERENCE_SHOWN("no difference shown");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** The result as text. */
        public String words() {
            return words;
        }
    }

    /**
     * Comparison of one metric.
     *
     * @param what         the label's name, or {@code all labels}
     * @param cases        number of compared cases
     * @param patients     number of their patients
     * @param undefined    cases of both runs without a defined value
     * @param inventedByOne cases in which one run predicted a label that the other correctly omitted
     * @param meanA        A's mean over the compared cases
     * @param meanB        B's mean over them
     * @param difference   mean of A minus B with its 95 % interval
     * @param p            probability of a difference at least as large if the runs were interchangeable
     * @param verdict      result
     */
    public record Outcome(
            String what,
            int cases,
            int patients,
            int undefined,
            int inventedByOne,
            double meanA,
            double meanB,
            Interval difference,
            double p,
            Verdict verdict) {}

    /** Copies the lists. */
    public Comparison {
        labels = List.copyOf(labels);
        onlyA = List.copyOf(onlyA);
        onlyB = List.copyOf(onlyB);
    }

    /**
     * Compares two runs.
     *
     * @param margin irrelevant difference in Dice, at least 0; 0 for no equivalence test
     * @param seed   of the bootstrap and random flips
     * @throws DataException if they have no case in common, different labels, or different patients for a case
     */
    public static Comparison of(ScoredCases a, ScoredCases b, double margin, Seed seed) {
        if (!(margin >= 0)) {
            throw new IllegalArgumentException("a margin must be at least 0: " + margin);
        }
        if (!a.measure().equals(b.measure())) {
            throw new DataException(
                    "A has the metric %s, B has %s"
                            .formatted(a.measure().name(), b.measure().name()),
                    Where.of("comparison"),
                    "compare runs of the same task");
        }
        if (!a.parts().equals(b.parts())) {
            throw new DataException(
                    "A has evaluated labels %s, B %s".formatted(a.parts(), b.parts()),
                    Where.of("comparison"),
                    "compare runs of the same task");
        }
        List<ScorePair> pairs = pairs(a, b);
        List<Outcome> labels = new ArrayList<>();
        for (int i = 0; i < a.parts().size(); i++) {
            labels.add(PairedTest.of(a.parts().get(i), pairs, new int[] {i}, margin, seed.child("label", i)));
        }
        int[] all = IntStream.range(0, a.parts().size()).toArray();
        return new Comparison(
                PairedTest.of(together(a.parts()), pairs, all, margin, seed.child("all")),
                PairedTest.holm(labels, margin),
                without(a, b),
                without(b, a),
                margin);
    }

    private static String together(List<String> parts) {
        return parts.size() == 1 ? parts.getFirst() : "all labels";
    }

    /** One case in both runs. */
    record ScorePair(String patient, List<Double> a, List<Double> b) {}

    private static List<ScorePair> pairs(ScoredCases a, ScoredCases b) {
        Map<String, ScoredCases.Entry> others = new HashMap<>();
        b.cases().forEach(entry -> others.put(entry.caseId(), entry));
        List<ScorePair> pairs = new ArrayList<>();
        for (ScoredCases.Entry ours : a.cases()) {
            ScoredCases.Entry theirs = others.getOrDefault(ours.caseId(), ours);
            if (!theirs.patient().equals(ours.patient())) {
                throw new DataException(
                        "the runs have different patients for this case",
                        Where.of("case " + ours.caseId()),
                        "evaluate both runs on the same data set");
            }
            if (others.containsKey(ours.caseId())) {
                pairs.add(new ScorePair(ours.patient(), ours.values(), theirs.values()));
            }
        }
        if (pairs.isEmpty()) {
            throw new DataException(
                    "the runs have no test cases in common (%d and %d cases)"
                            .formatted(a.cases().size(), b.cases().size()),
                    Where.of("comparison"),
                    "compare runs of the same data set, or evaluate both models on the same cases");
        }
        return pairs;
    }

    private static List<String> without(ScoredCases one, ScoredCases other) {
        Set<String> known =
                other.cases().stream().map(ScoredCases.Entry::caseId).collect(Collectors.toSet());
        return one.cases().stream()
                .map(ScoredCases.Entry::caseId)
                .filter(id -> !known.contains(id))
                .toList();
    }

    /** The content of comparison.json (docs/metrics.md). */
    public Json json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("margin", margin);
        json.put("overall", json(overall));
        Map<String, Object> perLabel = new LinkedHashMap<>();
        labels.forEach(outcome -> perLabel.put(outcome.what(), json(outcome)));
        json.put("classes", perLabel);
        json.put("only_a", onlyA);
        json.put("only_b", onlyB);
        return Json.of(json);
    }

    private static Map<String, Object> json(Outcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verdict", outcome.verdict().name().toLowerCase(java.util.Locale.ROOT));
        json.put("a", outcome.meanA());
        json.put("b", outcome.meanB());
        json.put("difference", outcome.difference().json());
        json.put("p", outcome.p());
        json.put("n", outcome.cases());
        json.put("patients", outcome.patients());
        json.put("undefined", outcome.undefined());
        json.put("invented_by_one", outcome.inventedByOne());
        return json;
    }
}
