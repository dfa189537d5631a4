package klarsyn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import klarsyn.base.Interval;
import klarsyn.base.Seed;
import org.junit.jupiter.api.Test;

class MacroAucTest {

    private static final double Z = 1.959963984540054;

    private final List<ClassifiedCase> cases = new ArrayList<>();

    private void add(String patient, int reference, double... probabilities) {
        List<Double> each = java.util.Arrays.stream(probabilities).boxed().toList();
        cases.add(new ClassifiedCase("case-" + cases.size(), patient, reference, each));
    }

    /** Two classes: a score of the second, each case a patient. */
    private void scored(int reference, double... scores) {
        for (double score : scores) {
            add("patient-" + cases.size(), reference, 1 - score, score);
        }
    }

    @Test
    void auc_is_the_fraction_of_pairs_in_which_the_positive_case_scores_higher() {
        scored(1, 0.9, 0.6);
        scored(0, 0.7, 0.2, 0.1); // 0.9 wins 3 of 3 pairs, 0.6 wins 2 of 3

        assertThat(MacroAuc.of(cases, 2).mean()).isCloseTo(5 / 6.0, within(1e-12));
    }

    @Test
    void a_tie_counts_one_half() {
        scored(1, 0.5, 0.5);
        scored(0, 0.5, 0.1); // each positive case: half a pair and one pair

        assertThat(MacroAuc.of(cases, 2).mean()).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void equal_probabilities_give_one_half() {
        scored(1, 0.3, 0.3);
        scored(0, 0.3, 0.3, 0.3);

        assertThat(MacroAuc.of(cases, 2).mean()).isEqualTo(0.5);
    }

    @Test
    void auc_of_several_classes_is_the_mean_of_one_versus_rest() {
        RandomGenerator random = Seed.of(1).generator();
        for (int i = 0; i < 60; i++) {
            double a = random.nextDouble() / 3;
            double b = random.nextDouble() / 3;
            add("patient-" + i, i % 3, a, b, 1 - a - b);
        }

        double expected = (pairs(0) + pairs(1) + pairs(2)) / 3;
        assertThat(MacroAuc.of(cases, 3).mean()).isCloseTo(expected, within(1e-12));
    }

    /** Pairs of a case of the class and one of another, counted one by one. */
    private double pairs(int k) {
        double won = 0;
        int all = 0;
        for (ClassifiedCase positive : cases) {
            for (ClassifiedCase negative : cases) {
                if (positive.reference() == k && negative.reference() != k) {
                    won += wins(
                            positive.probabilities().get(k),
                            negative.probabilities().get(k));
                    all++;
                }
            }
        }
        return won / all;
    }

    private static double wins(double positive, double negative) {
        return positive > negative ? 1 : positive == negative ? 0.5 : 0;
    }

    @Test
    void a_class_without_cases_is_excluded() {
        add("a", 0, 0.6, 0.3, 0.1);
        add("b", 0, 0.2, 0.7, 0.1);
        add("c", 1, 0.3, 0.6, 0.1);
        add("d", 1, 0.5, 0.4, 0.1);

        // class 0: (0.6, 0.2) over (0.3, 0.5) is 2 of 4 pairs; class 1: (0.6, 0.4) over (0.3, 0.7) is 2 of 4
        assertThat(MacroAuc.of(cases, 3).mean()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void cases_of_a_single_class_have_no_auc() {
        scored(1, 0.9, 0.6);

        assertThat(MacroAuc.of(cases, 2).mean()).isNaN();
        assertThat(MacroAuc.of(List.of(), 2)).isEqualTo(Interval.NONE);
    }

    /**
     * DeLong, DeLong and Clarke-Pearson (1988) by hand: positive 0.9, 0.6, 0.4 win 1, 2/3, 1/3 of the negative 0.7, 0.5, 0.1;
     * these lose to 1/3, 2/3, 1. So A = 2/3, both variances of components are 1/9, and Var(A) = 1/9 / 3 + 1/9 / 3.
     */
    @Test
    void the_interval_is_delongs() {
        scored(1, 0.9, 0.6, 0.4);
        scored(0, 0.7, 0.5, 0.1);

        Interval auc = MacroAuc.of(cases, 2);

        double half = Z * Math.sqrt(2 / 27.0);
        assertThat(auc.mean()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(auc.low()).isCloseTo(2 / 3.0 - half, within(1e-9));
        assertThat(auc.high()).isEqualTo(1); // 2/3 + 0.53
        assertThat(auc.n()).isEqualTo(6);
    }

    @Test
    void few_positive_cases_widen_the_interval() {
        RandomGenerator random = Seed.of(2).generator();
        for (int i = 0; i < 4; i++) {
            scored(1, 0.3 + 0.5 * random.nextDouble());
        }
        for (int i = 0; i < 200; i++) {
            scored(0, 0.7 * random.nextDouble());
        }

        Interval auc = MacroAuc.of(cases, 2);

        double half = Z * Math.sqrt(clustered());
        assertThat(auc.low()).isCloseTo(auc.mean() - half, within(1e-9));
        assertThat(auc.high()).isCloseTo(Math.min(1, auc.mean() + half), within(1e-9));
    }

    /** Each patient has cases of one class; half of them have three. */
    @Test
    void cases_of_a_patient_are_clustered_as_in_obuchowski() {
        RandomGenerator random = Seed.of(3).generator();
        for (int patient = 0; patient < 20; patient++) {
            int reference = patient % 2;
            double own = random.nextDouble();
            for (int i = 0; i < (patient < 10 ? 3 : 1); i++) {
                double score = Math.clamp(0.5 * own + 0.25 * reference + 0.2 * random.nextDouble(), 0, 1);
                add("patient-" + patient, reference, 1 - score, score);
            }
        }

        Interval auc = MacroAuc.of(cases, 2);

        assertThat(auc.low()).isCloseTo(auc.mean() - Z * Math.sqrt(clustered()), within(1e-9));
    }

    /** Obuchowski (1997), for patients whose cases are all positive or all negative; of one case each it is DeLong's. */
    private double clustered() {
        double auc = pairs(1);
        Map<String, Double> positive = new LinkedHashMap<>();
        Map<String, Double> negative = new LinkedHashMap<>();
        long m = cases.stream().filter(one -> one.reference() == 1).count();
        long n = cases.size() - m;
        for (ClassifiedCase one : cases) {
            double mean = 0;
            for (ClassifiedCase other : cases) {
                double ours = one.probabilities().get(1);
                double theirs = other.probabilities().get(1);
                if (one.reference() == 1 && other.reference() == 0) {
                    mean += wins(ours, theirs) / n;
                } else if (one.reference() == 0 && other.reference() == 1) {
                    mean += wins(theirs, ours) / m;
                }
            }
            (one.reference() == 1 ? positive : negative).merge(one.patient(), mean - auc, Double::sum);
        }
        return variance(positive, m) + variance(negative, n);
    }

    private static double variance(Map<String, Double> sums, long cases) {
        double patients = sums.size();
        double squares = sums.values().stream().mapToDouble(sum -> sum * sum).sum();
        return patients / (patients - 1) * squares / cases / cases;
    }

    @Test
    void an_unknown_variance_gives_no_interval() {
        scored(1, 0.3); // a single positive case
        scored(0, 0.1, 0.2, 0.4, 0.5);
        assertThat(MacroAuc.of(cases, 2).mean()).isEqualTo(0.5);
        assertThat(MacroAuc.of(cases, 2).hasEnds()).isFalse();

        cases.clear();
        scored(1, 0.9, 0.8); // perfect, on four cases
        scored(0, 0.1, 0.2);
        assertThat(MacroAuc.of(cases, 2).mean()).isEqualTo(1);
        assertThat(MacroAuc.of(cases, 2).hasEnds()).isFalse();
    }
}
