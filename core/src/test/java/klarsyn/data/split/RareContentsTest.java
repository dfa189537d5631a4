package klarsyn.data.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.Seed;
import klarsyn.data.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rare contents are in every part of a split, if possible. */
class RareContentsTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void a_label_of_two_cases_is_in_training_and_in_test(long seed) {
        List<Case> cases = cases(12, 1);

        Split split = Split.holdOut(cases, showing(Map.of(0, "lesion", 1, "lesion")), 0, 0.2, Seed.of(seed));

        assertThat(ids(split.train())).containsAnyOf("c000", "c001");
        assertThat(ids(split.test())).containsAnyOf("c000", "c001");
        assertThat(split.test()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void a_label_of_one_case_is_in_training(long seed) {
        Split split = Split.holdOut(cases(12, 1), showing(Map.of(3, "lesion")), 0.1, 0.3, Seed.of(seed));

        assertThat(ids(split.train())).contains("c003");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void four_of_forty_are_in_all_three_parts_and_half_of_them_in_training(long seed) {
        Map<Integer, String> healthy = Map.of(5, "healthy", 11, "healthy", 23, "healthy", 37, "healthy");

        Split split = Split.holdOut(cases(40, 1), showing(healthy), 0.05, 0.2, Seed.of(seed));

        Set<String> rare = Set.of("c005", "c011", "c023", "c037");
        assertThat(ids(split.train())).filteredOn(rare::contains).hasSize(2);
        assertThat(ids(split.validation())).filteredOn(rare::contains).hasSize(1);
        assertThat(ids(split.test())).filteredOn(rare::contains).hasSize(1);
        assertThat(split.validation()).hasSize(2);
        assertThat(split.test()).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void several_rare_labels_are_all_tested(long seed) {
        Map<Integer, String> labels = new TreeMap<>();
        for (int i = 0; i < 6; i++) {
            labels.put(i, "label " + i / 2);
        }

        Split split = Split.holdOut(cases(20, 1), showing(labels), 0.05, 0.2, Seed.of(seed));

        for (int label = 0; label < 3; label++) {
            String[] having = {"c00" + 2 * label, "c00" + (2 * label + 1)};
            assertThat(ids(split.train())).containsAnyOf(having);
            assertThat(ids(split.test())).containsAnyOf(having);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void cases_of_a_patient_are_moved_together(long seed) {
        List<Case> cases = cases(10, 3);

        Split split = Split.holdOut(cases, showing(Map.of(4, "lesion", 20, "lesion")), 0, 0.2, Seed.of(seed));

        split.requirePatientsApart();
        assertThat(split.train()).anyMatch(one -> List.of("c004", "c020").contains(one.id()));
        assertThat(split.test()).anyMatch(one -> List.of("c004", "c020").contains(one.id()));
    }

    @Test
    void a_split_without_missing_contents_is_unchanged() {
        List<Case> cases = cases(60, 1);
        Strata everywhere = new Strata(Split.ONE_STRATUM, anyCase -> Set.of("organ"));

        assertThat(Split.holdOut(cases, everywhere, 0.1, 0.2, Seed.of(3)))
                .isEqualTo(Split.holdOut(cases, Split.ONE_STRATUM, 0.1, 0.2, Seed.of(3)));
        assertThat(Split.folds(cases, everywhere, 5, Seed.of(3)))
                .isEqualTo(Split.folds(cases, Split.ONE_STRATUM, 5, Seed.of(3)));
    }

    @Test
    void the_order_of_the_cases_does_not_matter_and_the_seed_does() {
        List<Case> cases = cases(30, 1);
        List<Case> shuffled = new ArrayList<>(cases);
        Collections.shuffle(shuffled, new Random(1));
        Strata strata = showing(Map.of(0, "a", 1, "a", 2, "b", 3, "b", 4, "b"));

        assertThat(Split.holdOut(shuffled, strata, 0.1, 0.2, Seed.of(3)))
                .isEqualTo(Split.holdOut(cases, strata, 0.1, 0.2, Seed.of(3)))
                .isNotEqualTo(Split.holdOut(cases, strata, 0.1, 0.2, Seed.of(4)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void folds_share_a_rare_label_evenly_so_that_each_can_learn_it(int count) {
        for (long seed = 0; seed < 10; seed++) {
            List<Case> cases = cases(15, 1);
            Strata strata = showing(Map.of(0, "lesion", 1, "lesion", 2, "lesion"));

            List<Split> folds = Split.folds(cases, strata, count, Seed.of(seed));

            for (Split fold : folds) {
                assertThat(ids(fold.train())).containsAnyOf("c000", "c001", "c002");
                assertThat(ids(fold.validation()))
                        .filteredOn(Set.of("c000", "c001", "c002")::contains)
                        .hasSizeBetween(3 / count, Math.ceilDiv(3, count));
            }
        }
    }

    @Test
    void many_rare_labels_of_many_patients_are_divided_within_seconds() {
        Random random = new Random(5);
        Map<Integer, String> labels = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            labels.put(random.nextInt(2000), "label " + i % 60);
        }
        Strata strata = showing(labels);
        List<Case> cases = cases(2000, 1);

        Split split = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> Split.holdOut(cases, strata, 0.05, 0.2, Seed.of(1)));

        Set<String> tested = contents(split.test(), strata);
        Set<String> trained = contents(split.train(), strata);
        assertThat(trained).hasSize(61);
        assertThat(tested).hasSize(61);
    }

    private static Set<String> contents(List<Case> cases, Strata strata) {
        return cases.stream()
                .flatMap(one -> strata.contents().apply(one).stream())
                .collect(Collectors.toSet());
    }

    private static Strata showing(Map<Integer, String> contents) {
        return new Strata(Split.ONE_STRATUM, one -> {
            String content = contents.get(Integer.parseInt(one.id().substring(1)));
            return content == null ? Set.of("organ") : Set.of("organ", content);
        });
    }

    private static List<Case> cases(int patients, int casesEach) {
        return IntStream.range(0, patients * casesEach)
                .mapToObj(i -> Case.ofImages(
                        "c%03d".formatted(i),
                        "p" + i / casesEach,
                        List.of(Path.of("image" + i + ".nii")),
                        Path.of("label" + i + ".nii")))
                .toList();
    }

    private static List<String> ids(List<Case> cases) {
        return cases.stream().map(Case::id).toList();
    }
}
