package klarsyn.layout.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.FileTree;
import klarsyn.data.Part;
import klarsyn.data.label.StructureCoding;
import klarsyn.data.label.StructureMask;
import klarsyn.format.file.StoredLabels;
import klarsyn.format.file.StoredValue;
import klarsyn.format.file.VoxelSink;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.layout.name.FilePairing;
import klarsyn.layout.name.ImagePath;
import klarsyn.layout.name.Listing;
import klarsyn.layout.name.NameWords.Cut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recognition of label maps by name and by content. */
class MaskRolesTest {

    @TempDir
    private Path folder;

    private FileTree files() {
        return new FileTree(folder);
    }

    // ---- names of structures

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # words of the role    | structure
        seg                    | ''
        liver                  | liver
        left kidney mask       | left kidney
        brainmask              | brain
        desc brain mask        | brain
        tumor rater1           | tumor
        prob lesion            | lesion
        """)
    void a_structure_is_what_the_role_says_beside_label_map(String role, String structure) {
        assertThat(named(role).structure()).isEqualTo(structure);
    }

    @Test
    void numbers_of_instances_are_no_part_of_the_base_of_a_name() {
        assertThat(named("tumor 1 left 22").base()).isEqualTo("tumor left");
    }

    private static MaskRoles.Named named(String role) {
        Path path = Path.of(role.replace(' ', '_') + ".nii.gz");
        ImagePath file = ImagePath.of(path, List.of(path), Cut.AT_SEPARATORS);
        return MaskRoles.Named.of(new FilePairing.Member(file, List.of(role.split(" ", -1))));
    }

    // ---- one of several maps

    private MaskRoles roles(String... patternsOfMasks) {
        List<ImagePath> images = new ArrayList<>();
        List<ImagePath> masks = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            images.add(path("p%d/ct.nii.gz".formatted(i)));
            for (String pattern : patternsOfMasks) {
                masks.add(path(pattern.formatted(i)));
            }
        }
        return MaskRoles.of(Listing.of(folder), FilePairing.of(images, masks).groups());
    }

    private static ImagePath path(String name) {
        return ImagePath.of(Path.of(name), List.of(Path.of(name)), Cut.AT_SEPARATORS);
    }

    @Test
    void a_mask_beside_a_segmentation_is_the_field_of_view_and_left_aside() {
        MaskRoles roles = roles("p%d/segmentation.nii.gz", "p%d/brainmask.nii.gz");

        assertThat(roles.areSingleMaps()).isTrue();
        assertThat(roles.findings()).hasSize(1);
        assertThat(roles.masks().values())
                .allSatisfy(
                        each -> assertThat(each.getFirst().path().toString()).contains("segmentation"));
    }

    @Test
    void masks_of_different_structures_stay_side_by_side() {
        for (int i = 1; i <= 4; i++) {
            files().mask("p%d/liver_mask.nii.gz".formatted(i), 0, 20)
                    .mask("p%d/spleen_mask.nii.gz".formatted(i), 30, 50);
        }

        MaskRoles roles = roles("p%d/liver_mask.nii.gz", "p%d/spleen_mask.nii.gz");

        assertThat(roles.areSingleMaps()).isFalse();
        assertThat(roles.masks().values())
                .allSatisfy(each -> assertThat(each)
                        .extracting(MaskRoles.Named::structure)
                        .containsExactlyInAnyOrder("liver", "spleen"));
    }

    @Test
    void of_drawings_by_several_people_the_agreed_one_is_taken() {
        MaskRoles roles = roles("p%d/rater1_seg.nii.gz", "p%d/rater2_seg.nii.gz", "p%d/rater3_consensus_seg.nii.gz");

        assertThat(roles.areSingleMaps()).isTrue();
        assertThat(roles.findings()).hasSize(1);
        assertThat(roles.masks().values())
                .allSatisfy(
                        each -> assertThat(each.getFirst().path().toString()).contains("consensus"));
    }

    @Test
    void masks_that_show_nearly_the_same_are_drawings_of_one_structure() {
        for (int i = 1; i <= 4; i++) {
            files().mask("p%d/anna_seg.nii.gz".formatted(i), 10, 50).mask("p%d/bert_seg.nii.gz".formatted(i), 14, 55);
        }

        assertThat(roles("p%d/anna_seg.nii.gz", "p%d/bert_seg.nii.gz").areSingleMaps())
                .isTrue();
    }

    @Test
    void a_part_of_a_structure_is_no_second_drawing_of_it() {
        files().mask("whole.nii.gz", 0, 60).mask("core.nii.gz", 10, 50).mask("same.nii.gz", 0, 60);
        Path whole = folder.resolve("whole.nii.gz");

        assertThat(MaskOverlap.areDrawingsOfTheSame(List.of(whole, folder.resolve("core.nii.gz"))))
                .isFalse();
        assertThat(MaskOverlap.areDrawingsOfTheSame(List.of(whole, folder.resolve("same.nii.gz"))))
                .isTrue();
        assertThat(MaskOverlap.areDrawingsOfTheSame(List.of(whole))).isFalse();
    }

    @Test
    void numbered_masks_of_which_cases_have_different_numbers_are_instances() {
        List<ImagePath> images = new ArrayList<>();
        List<ImagePath> masks = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            images.add(path("p%d/ct.nii.gz".formatted(i)));
            for (int lesion = 1; lesion <= i; lesion++) {
                String name = "p%d/lesion_%d_mask.nii.gz".formatted(i, lesion);
                masks.add(path(name));
                files().mask(name, 20 * lesion, 20 * lesion + 10);
            }
        }

        MaskRoles roles =
                MaskRoles.of(Listing.of(folder), FilePairing.of(images, masks).groups());

        assertThat(roles.commonName()).hasValue("lesion");
    }

    // ---- content of a file

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # values, ten voxels each | label map | several labels
        1                         | true      | false
        1 2 3                     | true      | true
        ''                        | true      | false
        1 2 3 4 5 6 7 8 9         | false     | true
        """)
    void few_whole_numbers_with_enough_background_are_a_label_map(String values, boolean labels, boolean several) {
        int[] numbers = values.isEmpty()
                ? new int[0]
                : Arrays.stream(values.split(" ", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray();
        files().labels("a.nii.gz", numbers);

        assertThat(LabelContents.isLabelMap(folder.resolve("a.nii.gz"))).isEqualTo(labels);
        assertThat(LabelContents.hasSeveralLabels(folder.resolve("a.nii.gz"))).isEqualTo(several);
    }

    @Test
    void images_photographs_and_broken_files_are_no_label_maps() {
        files().image("noise.nii.gz").photograph("photo.png").text("broken.nii.gz", "not an image");

        assertThat(LabelContents.isLabelMap(folder.resolve("noise.nii.gz"))).isFalse();
        assertThat(LabelContents.isLabelMap(folder.resolve("photo.png"))).isFalse();
        assertThat(LabelContents.isLabelMap(folder.resolve("broken.nii.gz"))).isFalse();
        assertThat(LabelContents.hasSeveralLabels(folder.resolve("broken.nii.gz")))
                .isFalse();
        assertThat(LabelContents.isPhotograph(folder.resolve("photo.png"))).isTrue();
        assertThat(LabelContents.isPhotograph(folder.resolve("noise.nii.gz"))).isFalse();
    }

    // ---- edges

    /** Five structures as squares, and what a smooth edge between two of them leaves. */
    private static StoredLabels squares(boolean smooth) {
        int size = 60;
        double[] values = new double[size * size];
        for (int i = 0; i < values.length; i++) {
            int x = i % size;
            int square = x / 10 * 40;
            boolean edge = smooth && x % 10 < 2 && x > 9;
            values[i] = edge ? square - (x % 10 == 0 ? 27 : 13) : square;
        }
        var sink = new VoxelSink.Labels(new short[values.length]);
        sink.accept(values, values.length);
        return sink.on(Geometry.of(new Shape(size, size, 1), new Spacing(1, 1, 1)), Where.of("a.png"));
    }

    private MaskPair pair() {
        return MaskPair.ofFiles("a", "a", List.of(folder.resolve("a.png")), folder.resolve("a_mask.png"), Part.ANY);
    }

    @Test
    void sharp_edges_leave_every_value_an_area_of_its_own() {
        EdgeValues sharp = EdgeValues.merge(List.of(EdgeValues.of(squares(false))));

        sharp.rejectSmoothed(pair());

        assertThat(sharp.values())
                .hasSize(5)
                .allSatisfy((value, count) -> assertThat(count.within()).isPositive());
    }

    @Test
    void smooth_edges_add_values_that_lie_between_others_and_are_rejected() {
        EdgeValues smooth = EdgeValues.merge(List.of(EdgeValues.of(squares(true)), EdgeValues.of(squares(true))));

        assertThat(smooth.values().get(new StoredValue.Numeric(27)).within()).isZero();
        assertThatThrownBy(() -> smooth.rejectSmoothed(pair()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a_mask.png");
    }

    // ---- doubts

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # value and voxels   | findings
        0:900 1:100          | 0
        0:100 1:900          | 1
        1:500 2:400          | 1
        0:900 254:50 255:50  | 1
        0:900 100:50 101:50  | 0
        """)
    void a_background_that_is_a_label_and_a_value_beside_the_meant_one_are_doubted(String counts, int findings) {
        SequencedMap<StoredValue, String> names = new LinkedHashMap<>();
        Map<StoredValue, Long> voxels = new LinkedHashMap<>();
        for (String count : counts.split(" ", -1)) {
            String[] parts = count.split(":", -1);
            StoredValue value = new StoredValue.Numeric(Integer.parseInt(parts[0]));
            voxels.put(value, Long.valueOf(parts[1]));
            if (!value.isBackground()) {
                names.put(value, "label " + parts[0]);
            }
        }

        assertThat(new LabelWarnings(folder, names, voxels).findings()).hasSize(findings);
    }

    // ---- structures of several masks

    private StructureMask drawn(String structure, String file) {
        return new StructureMask(structure, folder.resolve(file), 0, new StructureMask.Inside.NotZero());
    }

    @Test
    void structures_that_share_no_voxel_keep_the_order_of_their_masks() {
        files().mask("b.nii.gz", 0, 10).mask("a.nii.gz", 20, 60);

        StructureCoding coding = StructureDiscovery.of(
                List.of(new StructureDiscovery.Drawn("case", List.of(drawn("b", "b.nii.gz"), drawn("a", "a.nii.gz")))));

        assertThat(coding.structures()).containsExactly("b", "a");
        assertThat(coding.combinations()).isEmpty();
    }

    @Test
    void structures_that_overlap_are_ordered_from_large_to_small() {
        files().mask("core.nii.gz", 10, 20).mask("whole.nii.gz", 0, 60);

        StructureCoding coding = StructureDiscovery.of(List.of(new StructureDiscovery.Drawn(
                "case", List.of(drawn("core", "core.nii.gz"), drawn("whole", "whole.nii.gz")))));

        assertThat(coding.structures()).containsExactly("whole", "core");
        assertThat(coding.combinations()).hasToString("[[1, 2]]");
    }

    @Test
    void masks_that_are_all_empty_or_all_broken_are_rejected() {
        files().mask("empty.nii.gz", 0, 0).text("broken.nii.gz", "not an image");

        assertThatThrownBy(() -> StructureDiscovery.of(
                        List.of(new StructureDiscovery.Drawn("case", List.of(drawn("a", "empty.nii.gz"))))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> StructureDiscovery.of(
                        List.of(new StructureDiscovery.Drawn("case", List.of(drawn("a", "broken.nii.gz"))))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("broken.nii.gz");
    }
}
