package klarsyn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Figure;
import klarsyn.base.Interval;
import klarsyn.base.Json;
import klarsyn.base.JsonReader;
import klarsyn.base.Measure;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.evaluate.Comparison.Verdict;
import org.junit.jupiter.api.Test;

/** Six pictures of five patients; b (a cat) and e (a cow) are classified wrongly. */
class ClassificationEvaluationTest {

    private static final Seed SEED = Seed.of(7);
    private static final List<String> CLASSES = List.of("cat", "dog", "cow");

    private static final List<ClassifiedCase> CASES = List.of(
            new ClassifiedCase("a", "p1", 0, List.of(0.7, 0.2, 0.1)),
            new ClassifiedCase("b", "p1", 0, List.of(0.3, 0.6, 0.1)),
            new ClassifiedCase("c", "p2", 1, List.of(0.1, 0.8, 0.1)),
            new ClassifiedCase("d", "p3", 1, List.of(0.2, 0.5, 0.3)),
            new ClassifiedCase("e", "p4", 2, List.of(0.9, 0.05, 0.05)),
            new ClassifiedCase("f", "p5", 2, List.of(0.2, 0.2, 0.6)));

    private static final ClassificationEvaluation ANIMALS = new ClassificationEvaluation(CASES, CLASSES, SEED);

    private static double value(Evaluation evaluation, Measure measure) {
        return evaluation.figures().stream()
                .filter(figure -> figure.measure().equals(measure))
                .mapToDouble(Figure::value)
                .sum();
    }

    @Test
    void metrics_equal_manual_counts() {
        assertThat(ANIMALS.n()).isEqualTo(6);
        assertThat(ANIMALS.patients()).isEqualTo(5);
        assertThat(value(ANIMALS, Measure.ACCURACY)).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(value(ANIMALS, Measure.BALANCED_ACCURACY)).isCloseTo((0.5 + 1 + 0.5) / 3, within(1e-12));
        assertThat(value(ANIMALS, Measure.MACRO_F1)).isCloseTo((2 / 4.0 + 4 / 5.0 + 2 / 3.0) / 3, within(1e-12));
        assertThat(value(ANIMALS, Measure.LOG_LOSS))
                .isCloseTo(-Math.log(0.7 * 0.3 * 0.8 * 0.5 * 0.05 * 0.6) / 6, within(1e-12));
        assertThat(ANIMALS.confusion().counts()).containsExactly(List.of(1, 1, 0), List.of(0, 2, 0), List.of(1, 0, 1));
    }

    @Test
    void accuracy_is_the_main_metric() {
        assertThat(ANIMALS.headline().measure()).isEqualTo(Measure.ACCURACY);
        assertThat(ANIMALS.figures().getFirst()).isEqualTo(ANIMALS.headline());
        assertThat(ANIMALS.figures())
                .allSatisfy(figure -> assertThat(figure.interval().n()).isEqualTo(6));
    }

    @Test
    void a_probability_of_0_for_the_true_class_gives_a_finite_log_loss() {
        var certain = new ClassificationEvaluation(
                List.of(new ClassifiedCase("a", "a", 0, List.of(0.0, 1.0))), List.of("cat", "dog"), SEED);

        assertThat(value(certain, Measure.LOG_LOSS)).isCloseTo(-Math.log(1e-15), within(1e-9));
    }

    /** All 5⁵ ways to draw five patients: the ends must lie where 2.5 % of them are below and above. */
    @Test
    void intervals_resample_patients_not_cases() {
        double[] losses = CASES.stream()
                .mapToDouble(one -> -Math.log(one.probabilities().get(one.reference())))
                .toArray();
        double[][] byPatient = {{losses[0], losses[1]}, {losses[2]}, {losses[3]}, {losses[4]}, {losses[5]}};
        List<Double> means = new ArrayList<>();
        for (int draw = 0; draw < 3125; draw++) {
            double sum = 0;
            int count = 0;
            for (int i = 0, rest = draw; i < 5; i++, rest /= 5) {
                for (double loss : byPatient[rest % 5]) {
                    sum += loss;
                    count++;
                }
            }
            means.add(sum / count);
        }

        Interval drawn = ANIMALS.figures().getLast().interval();

        assertThat(share(means, drawn.low() - 1e-9)).isLessThan(0.04);
        assertThat(share(means, drawn.low() + 1e-9)).isGreaterThan(0.015);
        assertThat(share(means, drawn.high() - 1e-9)).isLessThan(0.985);
        assertThat(share(means, drawn.high() + 1e-9)).isGreaterThan(0.96);
    }

    private static double share(List<Double> values, double limit) {
        return values.stream().filter(value -> value <= limit).count() / (double) values.size();
    }

    /** Brown, Cai and DasGupta (2001): Wilson's interval of 8 of 10 is 0.490 to 0.943, of 10 of 10 it is 0.722 to 1. */
    @Test
    void the_interval_of_accuracy_is_wilsons_with_one_case_per_patient() {
        Interval eight = correct(8, 10).accuracy();
        assertThat(eight.low()).isCloseTo(0.490, within(0.0005));
        assertThat(eight.high()).isCloseTo(0.943, within(0.0005));
        assertThat(correct(10, 10).accuracy().low()).isCloseTo(0.722, within(0.0005));
        assertThat(correct(10, 10).accuracy().high()).isEqualTo(1);
    }

    private static ClassificationEvaluation correct(int correct, int all) {
        List<ClassifiedCase> cases = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            cases.add(new ClassifiedCase(
                    "case-" + i, "patient-" + i, 0, i < correct ? List.of(0.9, 0.1) : List.of(0.1, 0.9)));
        }
        return new ClassificationEvaluation(cases, List.of("cat", "dog"), SEED);
    }

    @Test
    void other_metrics_have_no_interval_if_all_cases_are_correct() {
        assertThat(correct(10, 10).figures().get(2).value()).isEqualTo(1);
        assertThat(correct(10, 10).figures().get(2).interval().hasEnds()).isFalse();
        assertThat(correct(8, 10).figures().get(2).interval().hasEnds()).isTrue();
    }

    @Test
    void correct_cases_of_few_patients_have_a_wide_interval() {
        List<ClassifiedCase> cases = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            cases.add(new ClassifiedCase("case-" + i, "patient-" + i % 2, 0, List.of(0.9, 0.1)));
        }

        Interval accuracy = new ClassificationEvaluation(cases, List.of("cat", "dog"), SEED).accuracy();

        assertThat(accuracy.mean()).isEqualTo(1);
        assertThat(accuracy.low()).isLessThan(0.4); // Wilson's of 2 of 2
    }

    @Test
    void one_patient_gives_no_interval() {
        List<ClassifiedCase> cases = CASES.stream()
                .map(one -> new ClassifiedCase(one.caseId(), "p", one.reference(), one.probabilities()))
                .toList();

        assertThat(new ClassificationEvaluation(cases, CLASSES, SEED).figures())
                .allSatisfy(figure -> assertThat(figure.interval().hasEnds()).isFalse());
    }

    @Test
    void mistakes_are_sorted_by_confidence() {
        assertThat(ANIMALS.mistakes()).extracting(ClassifiedCase::caseId).containsExactly("e", "b");
        assertThat(ANIMALS.mistakes().getFirst().confidence()).isEqualTo(0.9);
    }

    @Test
    void a_tie_predicts_the_first_class() {
        assertThat(new ClassifiedCase("a", "a", 1, List.of(0.4, 0.4, 0.2)).predicted())
                .isZero();
    }

    @Test
    void a_class_without_cases_is_named() {
        var without = new ClassificationEvaluation(CASES.subList(0, 4), CLASSES, SEED);

        assertThat(without.untestedClasses()).containsExactly("cow");
        assertThat(without.remarks()).singleElement().asString().contains("cow");
        assertThat(ANIMALS.remarks()).isEmpty();
    }

    @Test
    void the_baseline_predicts_the_class_frequencies() {
        var majority = ClassificationEvaluation.majority(CASES, CLASSES, List.of(0.2, 0.5, 0.3), SEED);

        assertThat(majority.accuracy().mean()).isCloseTo(2 / 6.0, within(1e-12)); // the two dogs
        assertThat(majority.rocAuc().mean()).isEqualTo(0.5);
        assertThat(value(majority, Measure.LOG_LOSS))
                .isCloseTo(-(2 * Math.log(0.2) + 2 * Math.log(0.5) + 2 * Math.log(0.3)) / 6, within(1e-12));
    }

    /** The model is right where the baseline is wrong for all of 12 patients: p = 2 / 2¹², as all signs flip. */
    @Test
    void it_is_compared_with_a_baseline_in_pairs() {
        ClassificationEvaluation model = correct(12, 12);
        ClassificationEvaluation baseline = correct(0, 12);

        Comparison.Outcome outcome = model.against(baseline, SEED).overall();

        assertThat(outcome.meanA()).isEqualTo(1);
        assertThat(outcome.meanB()).isZero();
        assertThat(outcome.p()).isEqualTo(2 / 4096.0);
        assertThat(outcome.verdict()).isEqualTo(Verdict.A_BETTER);
        assertThat(model.against(model, SEED).overall().verdict()).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
    }

    @Test
    void it_is_not_compared_with_a_segmentation() {
        ScoredCases dice = new ScoredCases(
                Measure.DICE, List.of("tumor"), List.of(new ScoredCases.Entry("a", "p1", List.of(0.8))));

        assertThatThrownBy(() -> Comparison.of(ANIMALS.scored(), dice, 0, SEED))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Accuracy")
                .hasMessageContaining("Dice");
    }

    @Test
    void json_contains_all_metrics_and_cases_and_is_read_back_for_a_comparison() {
        Json.Members json = (Json.Members) ANIMALS.json();

        assertThat(json.values())
                .containsKeys("accuracy", "roc_auc", "balanced_accuracy", "macro_f1", "log_loss", "confusion");
        assertThat(json.compact())
                .contains("\"classes\":[\"cat\",\"dog\",\"cow\"]")
                .contains("\"confusion\":[[1,1,0],[0,2,0],[1,0,1]]")
                .contains("\"reference\":\"cow\",\"predicted\":\"cat\",\"probabilities\":[0.9,0.05,0.05]");
        assertThat(ScoredCases.of(JsonReader.parse(json.compact(), Where.of("here"), JsonReader.Problem.MODEL)))
                .isEqualTo(ANIMALS.scored());
    }

    @Test
    void undefined_metrics_are_null_in_json() {
        var dogs = new ClassificationEvaluation(CASES.subList(2, 4), CLASSES, SEED);

        assertThat(dogs.json().compact())
                .contains("\"roc_auc\":{\"mean\":null,\"ci95\":[null,null],\"n\":0}")
                .contains("\"cow\":{\"cases\":0,\"recall\":null,\"precision\":null,\"f1\":null}");
    }

    @Test
    void folds_are_combined_into_one_evaluation() {
        Evaluation joined = Evaluation.joined(List.of(
                new ClassificationEvaluation(CASES.subList(3, 6), CLASSES, SEED),
                new ClassificationEvaluation(CASES.subList(0, 3), CLASSES, SEED)));

        assertThat(joined).isEqualTo(ANIMALS);
    }

    @Test
    void a_case_with_another_number_of_classes_is_rejected() {
        assertThatThrownBy(() -> new ClassificationEvaluation(CASES, List.of("cat", "dog"), SEED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("case a has 3 probabilities for 2 classes");
        assertThatThrownBy(() -> new ClassifiedCase("a", "a", 2, List.of(0.5, 0.5)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClassifiedCase("a", "a", 0, List.of(Double.NaN, 0.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }
}
