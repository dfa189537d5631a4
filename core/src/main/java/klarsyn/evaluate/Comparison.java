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
 * Which of two runs segments better, on the cases that both scored.
 *
 * <p>Each case is compared with itself. Evidence is counted by patient: the interval draws patients with all their cases
 * (2000 times), and p is that of flipping the signs of a patient's differences together, over all 2ⁿ ways for up to 14
 * patients and 10,000 random ones beyond (Fisher, 1935). A verdict for a run needs both: p below 0.05 and an interval that
 * leaves 0 out. The p of labels are Holm's, for as many labels as there are.
 *
 * <p>A label that both runs rightly leave out of a case says nothing and is left out. Where one run leaves it out rightly
 * (Dice not defined) and the other invents it (Dice 0), the first counts 1.
 *
 * @param overall mean Dice over a case's labels
 * @param labels  the same for each label
 * @param onlyA   cases that only A scored, which count nowhere
 * @param onlyB   cases that only B scored
 * @param margin  difference in Dice below which runs are said to be equivalent; 0 if that is not asked
 */
public record Comparison(Outcome overall, List<Outcome> labels, List<String> onlyA, List<String> onlyB, double margin) {

    /** Who is better. */
    public enum Verdict {
        /** A's Dice is higher than could well be chance. */
        A_BETTER("A is better"),
        /** B's Dice is higher than could well be chance. */
        B_BETTER("B is better"),
        /** They differ by less than the margin, and that is known to 95 %. */
        EQUIVALENT("equivalent within the margin"),
        /** Neither of these: there may be a difference that these cases cannot show. */
        NO_DIFFERENCE_SHOWN("no difference shown");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** The verdict in words. */
        public String words() {
            return words;
        }
    }

    /**
     * What came of one figure.
     *
     * @param what         the label's name, or {@code all labels}
     * @param cases        cases compared
     * @param patients     patients they belong to
     * @param undefined    cases that both runs scored but neither with a number
     * @param inventedByOne cases in which one run invented a label that the other rightly left out
     * @param meanA        A's mean over the compared cases
     * @param meanB        B's mean over them
     * @param difference   mean of A minus B with its 95 % interval
     * @param p            chance of a difference at least as large if the runs were interchangeable
     * @param verdict      what may be said
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

    /** Keeps own copies. */
    public Comparison {
        labels = List.copyOf(labels);
        onlyA = List.copyOf(onlyA);
        onlyB = List.copyOf(onlyB);
    }

    /**
     * Compares two runs.
     *
     * @param margin difference in Dice that would not matter, at least 0; 0 if equivalence is not asked
     * @param seed   what the bootstrap and random flips draw from
     * @throws DataException if they have no case in common, other labels, or say of a case that it is of other patients
     */
    public static Comparison of(ScoredCases a, ScoredCases b, double margin, Seed seed) {
        if (!(margin >= 0)) {
            throw new IllegalArgumentException("a margin is at least 0: " + margin);
        }
        if (!a.measure().equals(b.measure())) {
            throw new DataException(
                    "A was judged by %s, B by %s"
                            .formatted(a.measure().name(), b.measure().name()),
                    Where.of("comparison"),
                    "compare runs of the same task");
        }
        if (!a.parts().equals(b.parts())) {
            throw new DataException(
                    "A has the labels %s, B %s".formatted(a.parts(), b.parts()),
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
                        "the runs disagree on whose case it is",
                        Where.of("case " + ours.caseId()),
                        "evaluate both runs on the same description of the data");
            }
            if (others.containsKey(ours.caseId())) {
                pairs.add(new ScorePair(ours.patient(), ours.values(), theirs.values()));
            }
        }
        if (pairs.isEmpty()) {
            throw new DataException(
                    "of %d and %d cases none was scored by both runs"
                            .formatted(a.cases().size(), b.cases().size()),
                    Where.of("comparison"),
                    "evaluate both models on the same cases");
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

    /** What comparison.json holds (docs/metrics.md). */
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
