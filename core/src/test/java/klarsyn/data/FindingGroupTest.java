package klarsyn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.Where;
import org.junit.jupiter.api.Test;

class FindingGroupTest {

    private static Finding ignored(String id, double share) {
        return Finding.error(
                Where.of(id, Path.of("masks/" + id + ".nii.gz")),
                "%s of the voxels are marked to be ignored".formatted(share),
                "label a part of it, or exclude it: --exclude " + id);
    }

    @Test
    void a_cause_is_one_group_whatever_its_numbers_and_the_names_of_its_cases() {
        List<FindingGroup> groups =
                FindingGroup.of(List.of(ignored("anna", 0.5), ignored("ben", 1e-5), ignored("cleo", 0.25)));

        assertThat(groups).hasSize(1);
        assertThat(groups.getFirst().size()).isEqualTo(3);
        assertThat(groups.getFirst())
                .hasToString("error: case anna, masks/anna.nii.gz: 0.5 of the voxels are marked to be ignored. Fix:"
                        + " label a part of it, or exclude it: --exclude anna. The same in 2 more: case ben, case"
                        + " cleo.");
    }

    @Test
    void five_other_places_are_named() {
        List<Finding> findings =
                IntStream.range(0, 9).mapToObj(i -> ignored("c" + i, 0.5)).toList();

        assertThat(FindingGroup.of(findings))
                .singleElement()
                .extracting(FindingGroup::rest)
                .isEqualTo("the same in 8 more: case c1, case c2, case c3, case c4, case c5, …");
    }

    @Test
    void two_of_a_cause_are_shown_one_by_one() {
        assertThat(FindingGroup.of(List.of(ignored("anna", 0.5), ignored("ben", 0.5))))
                .extracting(FindingGroup::rest)
                .containsExactly("", "");
    }
}
