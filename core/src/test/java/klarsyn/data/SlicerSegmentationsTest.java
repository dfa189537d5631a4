package klarsyn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.data.label.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segmentations of 3D Slicer: names, values and layers are in the header of a {@code .seg.nrrd}. */
class SlicerSegmentationsTest {

    @TempDir
    private Path folder;

    @Test
    void structures_are_identified_by_name_not_by_value() throws IOException {
        FileTree files = new FileTree(folder).image("images/a.nii.gz").image("images/b.nii.gz");
        segmentation(
                "a.seg.nrrd",
                1,
                "Segment0_Name:=liver\nSegment0_LabelValue:=1",
                "Segment1_Name:=lesion\nSegment1_LabelValue:=2");
        segmentation(
                "b.seg.nrrd",
                1,
                "Segment0_Name:=lesion\nSegment0_LabelValue:=1",
                "Segment1_Name:=liver\nSegment1_LabelValue:=2");

        Cohort cohort = files.open();

        assertThat(cohort.structures().orElseThrow()).isEqualTo(Labels.of("liver", "lesion"));
        assertThat(cohort.cases().getFirst().readLabels().voxels()).startsWith(1, 1, 2, 0);
        assertThat(cohort.cases().getLast().readLabels().voxels()).startsWith(2, 2, 1, 0);
    }

    @Test
    void layers_that_overlap_become_regions() throws IOException {
        FileTree files = new FileTree(folder).image("images/a.nii.gz");
        segmentation(
                "a.seg.nrrd",
                2,
                "Segment0_Name:=organ\nSegment0_LabelValue:=1\nSegment0_Layer:=0",
                "Segment1_Name:=lesion\nSegment1_LabelValue:=1\nSegment1_Layer:=1");

        Cohort cohort = files.open();

        assertThat(cohort.structures().orElseThrow().areRegions()).isTrue();
        assertThat(cohort.structures().orElseThrow().foreground())
                .extracting(Labels.Label::name)
                .containsExactly("organ", "lesion");
        assertThat(cohort.cases().getFirst().readLabels().voxels()).startsWith(3, 1, 0, 0);
    }

    @Test
    void a_layer_that_the_file_does_not_have_is_rejected() throws IOException {
        FileTree files = new FileTree(folder).image("images/a.nii.gz");
        segmentation("a.seg.nrrd", 1, "Segment0_Name:=organ\nSegment0_LabelValue:=1\nSegment0_Layer:=3");

        assertThatThrownBy(files::open)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("organ should be in layer 3");
    }

    /** Voxels of one layer are 1, 1, 2, 0 …; of two layers 1, 1, 0 … and 1, 0 … */
    private void segmentation(String name, int layers, String... segments) throws IOException {
        StringBuilder header = new StringBuilder("NRRD0004\ntype: unsigned char\nencoding: raw\n");
        header.append("dimension: %d\nspace: right-anterior-superior\n".formatted(layers == 1 ? 3 : 4));
        header.append("sizes: %s6 5 4\n".formatted(layers == 1 ? "" : "2 "));
        header.append("space directions: %s(1,0,0) (0,1,0) (0,0,2)\n".formatted(layers == 1 ? "" : "none "));
        header.append("kinds: %sdomain domain domain\nspace origin: (0,0,0)\n".formatted(layers == 1 ? "" : "list "));
        for (String segment : List.of(segments)) {
            String number = segment.substring(0, segment.indexOf('_'));
            header.append("%s_ID:=%s\n%s\n".formatted(number, number, segment));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((header + "\n").getBytes(StandardCharsets.US_ASCII));
        byte[] voxels = new byte[FileTree.GRID.shape().voxels() * layers];
        byte[] start = layers == 1 ? new byte[] {1, 1, 2} : new byte[] {1, 1, 1, 0};
        System.arraycopy(start, 0, voxels, 0, start.length);
        bytes.writeBytes(voxels);
        Files.write(new FileTree(folder).made("labels/" + name), bytes.toByteArray());
    }
}
