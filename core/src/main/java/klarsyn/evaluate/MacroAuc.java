package klarsyn.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import klarsyn.base.Interval;

/**
 * Area under the ROC curve, one versus rest, averaged over the classes with both positive and negative cases; for two
 * classes, that of the second. Ties count one half.
 *
 * <p>The interval is normal, from the variance of the cases' structural components (DeLong et al., 1988), summed over
 * the cases of a patient (Obuchowski, 1997). It has no ends if the variance is unknown: if all positive or all negative
 * cases of a class are of one patient, or if every positive case scores higher than every negative one.
 */
final class MacroAuc {

    private static final double NORMAL_95 = 1.959963984540054;

    private MacroAuc() {}

    static Interval of(List<ClassifiedCase> cases, int classes) {
        double[] influence = new double[cases.size()];
        double sum = 0;
        int used = 0;
        for (int k = classes == 2 ? 1 : 0; k < classes; k++) {
            double auc = addClass(cases, k, influence);
            if (Double.isFinite(auc)) {
                sum += auc;
                used++;
            }
        }
        if (used == 0) {
            return Interval.NONE;
        }
        double mean = sum / used;
        double half = NORMAL_95 * deviation(cases, influence, used);
        return Double.isFinite(half) && half > 0
                ? new Interval(mean, Math.max(0, mean - half), Math.min(1, mean + half), cases.size())
                : new Interval(mean, Double.NaN, Double.NaN, cases.size());
    }

    /** The area of a class; the contribution of each case to its variance is added to {@code influence}. */
    private static double addClass(List<ClassifiedCase> cases, int k, double[] influence) {
        int n = cases.size();
        double[] scores =
                cases.stream().mapToDouble(one -> one.probabilities().get(k)).toArray();
        boolean[] positive = new boolean[n];
        int positives = 0;
        for (int i = 0; i < n; i++) {
            positive[i] = cases.get(i).reference() == k;
            positives += positive[i] ? 1 : 0;
        }
        int negatives = n - positives;
        if (positives == 0 || negatives == 0) {
            return Double.NaN;
        }
        double[] component = components(scores, positive);
        double auc = 0;
        for (int i = 0; i < n; i++) {
            auc += positive[i] ? component[i] / negatives / positives : 0;
        }
        double ofPositives = correction(cases, positive, true);
        double ofNegatives = correction(cases, positive, false);
        for (int i = 0; i < n; i++) {
            influence[i] += positive[i]
                    ? ofPositives * (component[i] / negatives - auc) / positives
                    : ofNegatives * (component[i] / positives - auc) / negatives;
        }
        return auc;
    }

    /** Makes the variance unbiased: {@code √(n / (n − 1))} for n patients with such cases; infinite for one patient. */
    private static double correction(List<ClassifiedCase> cases, boolean[] positive, boolean wanted) {
        double patients = IntStream.range(0, positive.length)
                .filter(i -> positive[i] == wanted)
                .mapToObj(i -> cases.get(i).patient())
                .distinct()
                .count();
        return Math.sqrt(patients / (patients - 1));
    }

    /** Fraction of negatives that score lower than a positive, or of positives that score higher than a negative. */
    private static double[] components(double[] scores, boolean[] positive) {
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
        long positives =
                IntStream.range(0, positive.length).filter(i -> positive[i]).count();
        double[] component = new double[scores.length];
        long positivesBelow = 0;
        long negativesBelow = 0;
        int from = 0;
        while (from < order.length) {
            int to = from;
            long tiedPositives = 0;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                tiedPositives += positive[order[to]] ? 1 : 0;
                to++;
            }
            long tiedNegatives = to - from - tiedPositives;
            for (int at = from; at < to; at++) {
                component[order[at]] = positive[order[at]]
                        ? negativesBelow + tiedNegatives / 2.0
                        : positives - positivesBelow - tiedPositives + tiedPositives / 2.0;
            }
            positivesBelow += tiedPositives;
            negativesBelow += tiedNegatives;
            from = to;
        }
        return component;
    }

    private static double deviation(List<ClassifiedCase> cases, double[] influence, int classes) {
        Map<String, Double> byPatient = new LinkedHashMap<>();
        for (int i = 0; i < influence.length; i++) {
            byPatient.merge(cases.get(i).patient(), influence[i] / classes, Double::sum);
        }
        return Math.sqrt(
                byPatient.values().stream().mapToDouble(each -> each * each).sum());
    }
}
