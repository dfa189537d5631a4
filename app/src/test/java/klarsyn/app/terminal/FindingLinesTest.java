package klarsyn.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.Where;
import klarsyn.data.Finding;
import org.junit.jupiter.api.Test;

class FindingLinesTest {

    private static Finding negative(int id, int voxels) {
        return Finding.error(
                Where.of("c" + id, Path.of("masks/c%d.nii.gz".formatted(id))),
                "%d of 9216 voxels contain no label".formatted(voxels),
                "write 0");
    }

    @Test
    void findings_with_the_same_cause_are_one_line() {
        List<Finding> findings =
                IntStream.range(0, 8).mapToObj(id -> negative(id, 100 + id)).toList();

        assertThat(FindingLines.of(findings))
                .singleElement()
                .asString()
                .contains("case c0, masks/c0.nii.gz: 100 of 9216 voxels contain no label")
                .contains("The same in 7 more: case c1, case c2, case c3, case c4, case c5, … (--json lists all).");
    }

    @Test
    void two_findings_and_other_causes_are_separate_lines() {
        Finding other = Finding.warning(Where.of("c0"), "the label map is empty", "write 0");

        assertThat(FindingLines.of(List.of(negative(0, 1), negative(1, 2), other)))
                .hasSize(3);
    }
}
