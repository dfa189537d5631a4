package klarsyn.data.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klarsyn.base.PlanException;
import klarsyn.base.Seed;
import klarsyn.data.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

    @Test
    void a_fifth_of_208_is_42_and_nothing_is_lost() {
        List<Case> cases = cases(208, 1);

        Split split = Split.holdOut(cases, Split.ONE_STRATUM, 0.1, 0.2, Seed.of(7));

        assertThat(split.test()).hasSize(42);
        assertThat(split.validation()).hasSize(21);
        assertThat(all(split)).containsExactlyInAnyOrderElementsOf(cases);
        assertThat(split.train()).isSortedAccordingTo((a, b) -> a.id().compareTo(b.id()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void patients_stay_together_and_strata_keep_their_share(long number) {
        Random random = new Random(number);
        List<Case> cases = cases(20 + random.nextInt(60), 1 + random.nextInt(4));

        Split split = Split.holdOut(cases, SplitTest::byPatientNumber, 0.15, 0.25, Seed.of(number));

        assertThat(patients(split.train())).doesNotContainAnyElementsOf(patients(split.test()));
        assertThat(patients(split.train())).doesNotContainAnyElementsOf(patients(split.validation()));
        assertThat(patients(split.validation())).doesNotContainAnyElementsOf(patients(split.test()));
        assertThat(all(split)).containsExactlyInAnyOrderElementsOf(cases);
        for (int stratum = 0; stratum < 3; stratum++) {
            assertThat(count(split.test(), stratum)).isCloseTo(0.25 * count(cases, stratum), within(1.0));
        }
    }

    @Test
    void the_order_of_the_cases_does_not_matter() {
        List<Case> cases = cases(50, 2);
        List<Case> shuffled = new ArrayList<>(cases);
        Collections.shuffle(shuffled, new Random(1));

        assertThat(Split.holdOut(shuffled, SplitTest::byPatientNumber, 0.2, 0.2, Seed.of(3)))
                .isEqualTo(Split.holdOut(cases, SplitTest::byPatientNumber, 0.2, 0.2, Seed.of(3)));
        assertThat(Split.folds(shuffled, SplitTest::byPatientNumber, 5, Seed.of(3)))
                .isEqualTo(Split.folds(cases, SplitTest::byPatientNumber, 5, Seed.of(3)));
    }

    @Test
    void seeds_give_different_splits_and_one_more_patient_moves_few() {
        List<Case> cases = cases(100, 1);
        List<Case> more = cases(101, 1);

        Set<Case> first = test(cases, 1);
        assertThat(test(cases, 2)).isNotEqualTo(first);
        Set<Case> kept = new HashSet<>(test(more, 1));
        kept.retainAll(first);
        assertThat(kept).hasSizeGreaterThanOrEqualTo(19);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 10})
    void every_patient_is_tested_in_exactly_one_fold_of_almost_equal_size(int count) {
        List<Case> cases = cases(43, 1);

        List<Split> folds = Split.folds(cases, SplitTest::byPatientNumber, count, Seed.of(7));

        assertThat(folds).hasSize(count);
        assertThat(folds.stream().flatMap(fold -> fold.validation().stream()))
                .containsExactlyInAnyOrderElementsOf(cases);
        for (Split fold : folds) {
            assertThat(fold.test()).isEmpty();
            assertThat(fold.validation().size()).isBetween(43 / count, Math.ceilDiv(43, count));
            assertThat(all(fold)).containsExactlyInAnyOrderElementsOf(cases);
        }
    }

    @Test
    void fewer_patients_than_folds_is_rejected_even_with_many_cases() {
        assertThatThrownBy(() -> Split.folds(cases(4, 5), Split.ONE_STRATUM, 5, Seed.of(1)))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("4 patients")
                .hasMessageContaining("5 folds");
        assertThatThrownBy(() -> Split.folds(cases(4, 1), Split.ONE_STRATUM, 1, Seed.of(1)))
                .isInstanceOf(PlanException.class);
    }

    @Test
    void shares_that_leave_no_training_patient_are_rejected() {
        List<Case> cases = cases(4, 1);

        assertThatThrownBy(() -> Split.holdOut(cases, Split.ONE_STRATUM, 0.5, 0.5, Seed.of(1)))
                .isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> Split.holdOut(cases, Split.ONE_STRATUM, 0, Double.NaN, Seed.of(1)))
                .isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> Split.holdOut(cases, Split.ONE_STRATUM, -0.1, 0, Seed.of(1)))
                .isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> Split.holdOut(cases(1, 3), Split.ONE_STRATUM, 0, 0.2, Seed.of(1)))
                .isInstanceOf(PlanException.class);
    }

    @Test
    void a_requested_part_is_never_empty_and_a_share_of_zero_is() {
        Split split = Split.holdOut(cases(5, 1), Split.ONE_STRATUM, 0, 0.01, Seed.of(1));

        assertThat(split.test()).hasSize(1);
        assertThat(split.validation()).isEmpty();
    }

    @Test
    void a_patient_in_two_parts_is_rejected() {
        List<Case> both = cases(1, 2);

        Split leak = new Split(both.subList(0, 1), both.subList(1, 2), List.of());
        assertThatThrownBy(leak::requirePatientsApart)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("%s and %s of one patient"
                        .formatted(both.get(0).id(), both.get(1).id()));
        assertThat(new Split(both, List.of(), List.of()).requirePatientsApart().train())
                .hasSize(2);
    }

    @Test
    void a_case_in_two_parts_and_a_split_without_training_cases_are_rejected() {
        List<Case> both = cases(1, 2);

        assertThatThrownBy(() -> new Split(both, both.subList(1, 2), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Split(List.of(), List.of(), both)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int byPatientNumber(Case subject) {
        return Integer.parseInt(subject.patient().substring(1)) % 3;
    }

    private static List<Case> cases(int patients, int casesEach) {
        return IntStream.range(0, patients * casesEach)
                .mapToObj(i -> Case.ofImages(
                        "c%04d".formatted(i),
                        "p" + i / casesEach,
                        List.of(Path.of("image" + i + ".nii")),
                        Path.of("label" + i + ".nii")))
                .toList();
    }

    private static Set<Case> test(List<Case> cases, long seed) {
        return Set.copyOf(
                Split.holdOut(cases, Split.ONE_STRATUM, 0, 0.2, Seed.of(seed)).test());
    }

    private static List<Case> all(Split split) {
        return Stream.of(split.train(), split.validation(), split.test())
                .flatMap(List::stream)
                .toList();
    }

    private static Set<String> patients(List<Case> cases) {
        return cases.stream().map(Case::patient).collect(Collectors.toSet());
    }

    private static double count(List<Case> cases, int stratum) {
        return patients(cases.stream()
                        .filter(subject -> byPatientNumber(subject) == stratum)
                        .toList())
                .size();
    }
}
