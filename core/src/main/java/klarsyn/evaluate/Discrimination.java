package klarsyn.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Discrimination of a score at all thresholds.
 *
 * @param positives        number of positives
 * @param negatives        number of negatives
 * @param rocAuc           probability that a positive scores higher than a negative, ties counting one half (area under
 *                         the ROC curve); NaN if there are no positives or no negatives
 * @param averagePrecision mean over the positives of the precision at their score, with ties combined; NaN if there are
 *                         no positives or no negatives
 */
public record Discrimination(long positives, long negatives, double rocAuc, double averagePrecision) {

    /**
     * Ranks the scores.
     *
     * @throws IllegalArgumentException if the numbers of scores and answers differ, or a score is NaN
     */
    public static Discrimination of(double[] scores, boolean[] isPositive) {
        if (scores.length != isPositive.length) {
            throw new IllegalArgumentException("%d scores, but %d answers".formatted(scores.length, isPositive.length));
        }
        if (Arrays.stream(scores).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("a score is NaN");
        }
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Ranking(scores, isPositive, order).discrimination();
    }

    /** The means over several classes, each against the rest; NaN if one of them is. */
    public static Discrimination mean(List<Discrimination> classes) {
        return mean(classes, one -> 1);
    }

    /** As {@link #mean}, weighted by the number of positives. */
    public static Discrimination weightedMean(List<Discrimination> classes) {
        return mean(classes, Discrimination::positives);
    }

    private static Discrimination mean(List<Discrimination> classes, ToLongFunction<Discrimination> weight) {
        return new Discrimination(
                classes.stream().mapToLong(Discrimination::positives).sum(),
                classes.stream().mapToLong(Discrimination::negatives).sum(),
                mean(classes, weight, Discrimination::rocAuc),
                mean(classes, weight, Discrimination::averagePrecision));
    }

    private static double mean(
            List<Discrimination> classes,
            ToLongFunction<Discrimination> weight,
            ToDoubleFunction<Discrimination> figure) {
        double sum = 0;
        double weights = 0;
        for (Discrimination one : classes) {
            sum += weight.applyAsLong(one) * figure.applyAsDouble(one);
            weights += weight.applyAsLong(one);
        }
        return sum / weights;
    }

    /** Scores in descending order. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Ranking(double[] scores, boolean[] isPositive, int[] order) {

        Discrimination discrimination() {
            long hits = 0;
            long alarms = 0;
            double pairs = 0;
            double precisions = 0;
            int from = 0;
            while (from < order.length) {
                int to = from;
                long tied = 0;
                while (to < order.length && scores[order[to]] == scores[order[from]]) {
                    tied += isPositive[order[to++]] ? 1 : 0;
                }
                long others = to - from - tied;
                pairs += others * (hits + tied / 2.0);
                hits += tied;
                alarms += others;
                precisions += tied * ((double) hits / to);
                from = to;
            }
            boolean isOneKind = hits == 0 || alarms == 0;
            return new Discrimination(
                    hits,
                    alarms,
                    isOneKind ? Double.NaN : pairs / ((double) hits * alarms),
                    isOneKind ? Double.NaN : precisions / hits);
        }
    }
}
