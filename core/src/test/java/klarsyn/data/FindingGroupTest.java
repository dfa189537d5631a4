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
    void findings_that_differ_in_numbers_and_cases_are_one_group() {
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
    void five_other_locations_are_listed() {
        List<Finding> findings =
                IntStream.range(0, 9).mapToObj(i -> ignored("c" + i, 0.5)).toList();

        assertThat(FindingGroup.of(findings))
                .singleElement()
                .extracting(FindingGroup::rest)
                .isEqualTo("the same in 8 more: case c1, case c2, case c3, case c4, case c5, …");
    }

    @Test
    void two_findings_with_the_same_cause_are_shown_individually() {
        assertThat(FindingGroup.of(List.of(ignored("anna", 0.5), ignored("ben", 0.5))))
                .extracting(FindingGroup::rest)
                .containsExactly("", "");
    }
}
