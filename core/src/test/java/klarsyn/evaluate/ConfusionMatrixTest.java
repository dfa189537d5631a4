package klarsyn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Of 10 cats 8 are found, of 5 dogs 4, of no cow; one cat is taken for a cow. */
class ConfusionMatrixTest {

    private static final ConfusionMatrix ANIMALS =
            new ConfusionMatrix(List.of(List.of(8, 1, 1), List.of(1, 4, 0), List.of(0, 0, 0)));

    private static ClassCounts counts(ConfusionMatrix matrix) {
        ClassCounts counts = new ClassCounts(matrix.classes());
        for (int row = 0; row < matrix.classes(); row++) {
            for (int column = 0; column < matrix.classes(); column++) {
                for (int i = 0; i < matrix.counts().get(row).get(column); i++) {
                    counts.add(row, column);
                }
            }
        }
        return counts;
    }

    @Test
    void rows_are_the_reference_and_columns_the_prediction() {
        ConfusionMatrix counted = ConfusionMatrix.of(
                List.of(
                        new ClassifiedCase("a", "a", 0, List.of(0.1, 0.9)),
                        new ClassifiedCase("b", "b", 0, List.of(0.3, 0.7)),
                        new ClassifiedCase("c", "c", 1, List.of(0.2, 0.8))),
                2);

        assertThat(counted.counts()).containsExactly(List.of(0, 2), List.of(0, 1));
    }

    @Test
    void recall_is_a_fraction_of_a_row_and_precision_of_a_column() {
        assertThat(ANIMALS.reference(0)).isEqualTo(10);
        assertThat(ANIMALS.predicted(0)).isEqualTo(9);
        assertThat(ANIMALS.correct(0)).isEqualTo(8);
        assertThat(ANIMALS.recall(0)).isEqualTo(8 / 10.0);
        assertThat(ANIMALS.precision(0)).isEqualTo(8 / 9.0);
        assertThat(ANIMALS.f1(0)).isCloseTo(2 / (10 / 8.0 + 9 / 8.0), within(1e-12)); // the harmonic mean
    }

    @Test
    void a_class_without_cases_has_no_recall_and_is_excluded_from_means() {
        assertThat(ANIMALS.recall(2)).isNaN();
        assertThat(ANIMALS.f1(2)).isNaN();
        assertThat(ANIMALS.precision(2)).isZero(); // a cat was taken for one
        assertThat(counts(ANIMALS).balancedAccuracy()).isCloseTo((0.8 + 0.8) / 2, within(1e-12));
        assertThat(counts(ANIMALS).macroF1()).isCloseTo((16 / 19.0 + 8 / 10.0) / 2, within(1e-12));
    }

    @Test
    void a_class_that_is_never_predicted_has_no_precision_and_an_f1_of_0() {
        ConfusionMatrix never = new ConfusionMatrix(List.of(List.of(5, 0), List.of(3, 0)));

        assertThat(never.precision(1)).isNaN();
        assertThat(never.f1(1)).isZero();
        assertThat(counts(never).macroF1()).isCloseTo((10 / 13.0) / 2, within(1e-12));
    }

    @Test
    void an_empty_matrix_has_no_metrics() {
        ClassCounts nothing = new ClassCounts(2);

        assertThat(nothing.balancedAccuracy()).isNaN();
        assertThat(nothing.macroF1()).isNaN();
    }

    @Test
    void a_matrix_that_is_not_square_is_rejected() {
        assertThatThrownBy(() -> new ConfusionMatrix(List.of(List.of(1, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("square");
    }
}
