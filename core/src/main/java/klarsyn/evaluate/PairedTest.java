package klarsyn.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import klarsyn.base.Interval;
import klarsyn.base.Seed;
import klarsyn.evaluate.Comparison.Outcome;
import klarsyn.evaluate.Comparison.ScorePair;
import klarsyn.evaluate.Comparison.Verdict;

/** Paired differences with interval and p-value, by patient. */
final class PairedTest {

    private static final double ALPHA = 0.05;
    private static final int MAX_EXACT = 14;
    private static final int FLIPS = 10_000;

    /** Minimum number of patients for p below {@link #ALPHA}: 2 / 2⁶. Equivalence requires as many. */
    private static final int MIN_PATIENTS = 6;

    private final List<Double> a = new ArrayList<>();
    private final List<Double> b = new ArrayList<>();
    private final List<String> patients = new ArrayList<>();
    private int undefined;
    private int invented;

    private PairedTest() {}

    /** Compares the means over some labels, given by their indices. */
    static Outcome of(String what, List<ScorePair> pairs, int[] labels, double margin, Seed seed) {
        PairedTest test = new PairedTest();
        pairs.forEach(pair -> test.add(pair, labels));
        return test.outcome(what, margin, seed);
    }

    private void add(ScorePair pair, int[] labels) {
        double sumA = 0;
        double sumB = 0;
        int defined = 0;
        boolean isInvented = false;
        for (int label : labels) {
            double ours = pair.a().get(label);
            double theirs = pair.b().get(label);
            if (!Double.isNaN(ours) || !Double.isNaN(theirs)) {
                isInvented |= Double.isNaN(ours) || Double.isNaN(theirs);
                sumA += Double.isNaN(ours) ? 1 : ours;
                sumB += Double.isNaN(theirs) ? 1 : theirs;
                defined++;
            }
        }
        if (defined == 0) {
            undefined++;
            return;
        }
        invented += isInvented ? 1 : 0;
        a.add(sumA / defined);
        b.add(sumB / defined);
        patients.add(pair.patient());
    }

    private Outcome outcome(String what, double margin, Seed seed) {
        double[] differences = IntStream.range(0, a.size())
                .mapToDouble(i -> a.get(i) - b.get(i))
                .toArray();
        Interval difference = Bootstrap.mean(differences, patients, seed.child("bootstrap"));
        double[] sums = sums(differences);
        double[] unequal = Arrays.stream(sums).filter(sum -> sum != 0).toArray();
        double p = unequal.length <= MAX_EXACT ? exact(unequal) : sampled(unequal, seed.child("flip"));
        return new Outcome(
                what,
                a.size(),
                sums.length,
                undefined,
                invented,
                mean(a),
                mean(b),
                difference,
                p,
                verdict(difference, sums.length, p, margin));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** Sums the differences of each patient. */
    private double[] sums(double[] differences) {
        List<Double> boxed = Arrays.stream(differences).boxed().toList();
        return Bootstrap.clusters(boxed, patients).stream()
                .mapToDouble(cluster ->
                        cluster.stream().mapToDouble(Double::doubleValue).sum())
                .toArray();
    }

    /** The fraction of all sign combinations of the differences that are not 0 whose sum is at least as far from 0 as the observed one. */
    private static double exact(double[] sums) {
        double seen = least(sums);
        int extreme = 0;
        for (int signs = 0; signs < 1 << sums.length; signs++) {
            double sum = 0;
            for (int i = 0; i < sums.length; i++) {
                sum += (signs >> i & 1) == 0 ? sums[i] : -sums[i];
            }
            extreme += Math.abs(sum) >= seen ? 1 : 0;
        }
        return (double) extreme / (1 << sums.length);
    }

    /** The same from random signs; the observed signs count as one combination, so p is never 0. */
    private static double sampled(double[] sums, Seed seed) {
        double seen = least(sums);
        RandomGenerator random = seed.generator();
        int extreme = 1;
        for (int flip = 0; flip < FLIPS; flip++) {
            double sum = 0;
            long signs = 0;
            for (int i = 0; i < sums.length; i++) {
                signs = i % Long.SIZE == 0 ? random.nextLong() : signs >>> 1;
                sum += (signs & 1) == 0 ? sums[i] : -sums[i];
            }
            extreme += Math.abs(sum) >= seen ? 1 : 0;
        }
        return (double) extreme / (FLIPS + 1);
    }

    /** The observed sum, reduced by the possible rounding error of another summation order. */
    private static double least(double[] sums) {
        double sum = 0;
        double size = 0;
        for (double value : sums) {
            sum += value;
            size += Math.abs(value);
        }
        return Math.abs(sum) - 1e-12 * size;
    }

    private static Verdict verdict(Interval difference, int patients, double p, double margin) {
        if (p < ALPHA && difference.low() > 0) {
            return Verdict.A_BETTER;
        }
        if (p < ALPHA && difference.high() < 0) {
            return Verdict.B_BETTER;
        }
        boolean isWithin = Math.abs(difference.low()) < margin && Math.abs(difference.high()) < margin;
        return isWithin && patients >= MIN_PATIENTS ? Verdict.EQUIVALENT : Verdict.NO_DIFFERENCE_SHOWN;
    }

    /** The outcomes with p adjusted for their number (Holm, 1979), and the resulting verdicts. */
    static List<Outcome> holm(List<Outcome> outcomes, double margin) {
        List<Integer> order = IntStream.range(0, outcomes.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> outcomes.get(i).p()))
                .toList();
        List<Outcome> corrected = new ArrayList<>(outcomes);
        double least = 0;
        for (int rank = 0; rank < order.size(); rank++) {
            Outcome outcome = outcomes.get(order.get(rank));
            least = Math.max(least, Math.min(1, outcome.p() * (order.size() - rank)));
            corrected.set(order.get(rank), withP(outcome, least, margin));
        }
        return corrected;
    }

    private static Outcome withP(Outcome outcome, double p, double margin) {
        return new Outcome(
                outcome.what(),
                outcome.cases(),
                outcome.patients(),
                outcome.undefined(),
                outcome.inventedByOne(),
                outcome.meanA(),
                outcome.meanB(),
                outcome.difference(),
                p,
                verdict(outcome.difference(), outcome.patients(), p, margin));
    }
}
