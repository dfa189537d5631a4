package klarsyn.data.split;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.integers;
import static klarsyn.base.NnunetGolden.member;
import static klarsyn.base.NnunetGolden.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.base.PlanException;
import klarsyn.data.Case;
import org.junit.jupiter.api.Test;

class NnunetFoldsTest {

    private static List<Case> cases(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> one("case_%03d".formatted(i), "patient of case_%03d".formatted(i)))
                .toList()
                .reversed();
    }

    private static Case one(String id, String patient) {
        return Case.ofImages(id, patient, List.of(Path.of(id + "_0000.nii.gz")), Path.of(id + ".nii.gz"));
    }

    private static List<String> ids(List<Case> cases) {
        return cases.stream().map(Case::id).toList();
    }

    @Test
    void five_folds_equal_nnunets() {
        List<Json> recorded = elements(member(NnunetGolden.section("splits"), "crossval"));
        assertThat(recorded).hasSize(7);
        for (Json example : recorded) {
            int n = (int) number(member(example, "n"));
            List<Split> splits = Split.nnunetFolds(cases(n));
            List<List<String>> expected = elements(member(example, "val")).stream()
                    .map(fold -> elements(fold).stream()
                            .map(id -> ((Json.Text) id).value())
                            .toList())
                    .toList();
            assertThat(splits.stream().map(split -> ids(split.validation())).toList())
                    .isEqualTo(expected);
            assertThat(splits.stream().map(split -> split.train().size()).toList())
                    .isEqualTo(integers(member(example, "n_train")));
            assertThat(Split.nnunetFold(cases(n), 3)).isEqualTo(splits.get(3));
        }
    }

    @Test
    void folds_beyond_the_fifth_equal_nnunets() {
        List<Json> recorded = elements(member(NnunetGolden.section("splits"), "random_80_20_beyond_available_folds"));
        assertThat(recorded).hasSize(2);
        for (Json example : recorded) {
            List<Case> cases = cases((int) number(member(example, "n")));
            Split split = Split.nnunetFold(cases, (int) number(member(example, "fold")));
            assertThat(ids(split.validation())).isEqualTo(names(integers(member(example, "val_indices"))));
            assertThat(ids(split.train()))
                    .containsExactlyInAnyOrderElementsOf(names(integers(member(example, "train_indices_in_order"))));
        }
    }

    private static List<String> names(List<Integer> indices) {
        return indices.stream().map("case_%03d"::formatted).toList();
    }

    @Test
    void cases_of_a_patient_stay_together() {
        List<Case> cases = new ArrayList<>(cases(12));
        cases.add(one("case_100", "patient of case_000"));
        for (Split split : Split.nnunetFolds(cases)) {
            assertThat(ids(split.validation()).contains("case_100"))
                    .isEqualTo(ids(split.validation()).contains("case_000"));
        }
    }

    @Test
    void too_few_patients_are_rejected() {
        assertThatThrownBy(() -> Split.nnunetFolds(cases(4)))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("4 patients");
        assertThatThrownBy(() -> Split.nnunetFold(cases(1), 7)).isInstanceOf(PlanException.class);
    }
}
