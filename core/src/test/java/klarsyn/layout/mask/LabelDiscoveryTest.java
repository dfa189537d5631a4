package klarsyn.layout.mask;

import static klarsyn.data.PaintedMasks.structure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import klarsyn.base.DataException;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.PaintedMasks;
import klarsyn.data.label.Labels;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.layout.Layouts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelDiscoveryTest {

    private static final int RED = 0xff0000;
    private static final int ORANGE = 0xff8000;
    private static final int WHITE = 0xffffff;
    private static final int GRAY_8 = BufferedImage.TYPE_BYTE_GRAY;
    private static final int GRAY_16 = BufferedImage.TYPE_USHORT_GRAY;

    @TempDir
    private Path folder;

    private PaintedMasks masks;

    @BeforeEach
    void open() {
        masks = new PaintedMasks(folder);
    }

    private static int pick(int structure, int... values) {
        return values[structure];
    }

    private void assertRead(Cohort cohort, String... names) {
        assertThat(cohort.structures().orElseThrow()).isEqualTo(Labels.of(names));
        for (Case one : cohort.cases()) {
            LabelMap map = one.readLabels();
            for (int y = 0; y < PaintedMasks.HEIGHT; y++) {
                for (int x = 0; x < PaintedMasks.WIDTH; x++) {
                    assertThat((int) map.at(x, y, 0))
                            .as("%s (%d, %d)", one.id(), x, y)
                            .isEqualTo(structure(x, y));
                }
            }
        }
    }

    @Test
    void each_color_is_a_label_and_black_is_background() {
        masks.rgb("a", (x, y) -> pick(structure(x, y), 0, RED, ORANGE))
                .argb("b", (x, y) -> 0xff000000 | pick(structure(x, y), 0, RED, ORANGE));

        Cohort cohort = Layouts.open(folder);

        assertRead(cohort, "red", "#FF8000");
        assertThat(cohort.layout()).contains("colors red, #FF8000 mean labels 1 to 2");
    }

    @Test
    void label_maps_without_a_zero_raise_the_question_of_the_background() {
        masks.gray("a", GRAY_8, (x, y) -> pick(structure(x, y), 2, 1, 3)).gray("b", GRAY_8, (x, y) -> 2);

        assertThat(Layouts.open(folder).findings())
                .extracting(Finding::what)
                .anyMatch(what -> what.contains("label 2") && what.contains("contain no 0"));
    }

    @Test
    void two_values_side_by_side_at_the_top_are_reported() {
        masks.gray("a", GRAY_8, (x, y) -> pick(structure(x, y), 0, 254, 255));

        assertThat(Layouts.open(folder).findings())
                .extracting(Finding::what)
                .anyMatch(what -> what.contains("254 and 255"));
    }

    @Test
    void colors_are_named_by_the_hints() throws IOException {
        masks.rgb("a", (x, y) -> pick(structure(x, y), 0, ORANGE, RED));
        Files.writeString(
                folder.resolve("klarsyn.json"), "{\"labels\": {\"#ff8000\": \"vessel\", \"red\": \"lesion\"}}");

        assertRead(Layouts.open(folder), "vessel", "lesion");
    }

    @Test
    void gray_written_as_three_channels_is_its_number() {
        masks.rgb("a", (x, y) -> 0x010101 * pick(structure(x, y), 0, 100, 255));

        assertRead(Layouts.open(folder), "label 100", "label 255");
    }

    @Test
    void a_mask_of_black_and_white_may_stand_among_colored_ones() {
        masks.rgb("a", (x, y) -> pick(structure(x, y), 0, RED, WHITE))
                .rgb("b", (x, y) -> structure(x, y) == 2 ? WHITE : 0)
                .gray("c", GRAY_8, (x, y) -> 0);

        Cohort cohort = Layouts.open(folder);

        assertThat(cohort.structures().orElseThrow()).isEqualTo(Labels.of("red", "white"));
        assertThat(cohort.cases().get(1).readLabels().counts()).containsOnlyKeys(0, 2);
        assertThat(cohort.cases().get(2).readLabels().counts()).containsOnlyKeys(0);
    }

    @Test
    void values_of_sixteen_bits_are_labels() {
        masks.gray("a", GRAY_16, (x, y) -> pick(structure(x, y), 0, 40000, 65535));

        Cohort cohort = Layouts.open(folder);

        assertRead(cohort, "label 40000", "label 65535");
        assertThat(cohort.layout()).contains("stored values 40000, 65535 mean labels 1 to 2");
    }

    @Test
    void a_palette_counts_by_its_entries_as_long_as_all_files_agree() {
        int[] palette = {0, RED, ORANGE};
        masks.palette("a", palette, PaintedMasks::structure).palette("b", palette, PaintedMasks::structure);

        assertRead(Layouts.open(folder), "label 1", "label 2");
    }

    @Test
    void a_palette_that_each_file_orders_anew_counts_by_its_colors() {
        masks.palette("a", new int[] {0, RED, ORANGE}, PaintedMasks::structure)
                .palette("b", new int[] {ORANGE, 0, RED}, (x, y) -> pick(structure(x, y), 1, 2, 0));

        assertRead(Layouts.open(folder), "red", "#FF8000");
    }

    @Test
    void numbers_among_colors_are_rejected() {
        masks.rgb("a", (x, y) -> pick(structure(x, y), 0, RED, ORANGE)).gray("b", GRAY_8, PaintedMasks::structure);

        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("1 of 2 label maps contain numbers")
                .hasMessageContaining("b.png");
    }

    @Test
    void colors_on_white_have_no_known_background() {
        masks.rgb("a", (x, y) -> pick(structure(x, y), WHITE, RED, ORANGE));

        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no pixel of the label maps is black")
                .hasMessageContaining("white 84 %");
    }

    @Test
    void a_label_that_fills_most_of_the_pictures_may_be_the_background() {
        masks.rgb("a", (x, y) -> pick(structure(x, y), WHITE, 0, RED));

        assertThat(Layouts.open(folder).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .contains("warning", "white, read as the label white, fills 84 % of the label maps"));
    }

    @Test
    void transparent_pixels_are_counted_and_rejected() {
        masks.argb("a", (x, y) -> structure(x, y) > 0 ? 0xff000000 | RED : 0);

        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("161 of 192 pixels of the label map are transparent");
    }

    @Test
    void smooth_edges_are_no_labels() {
        masks.gray("a", GRAY_8, (x, y) -> Math.clamp(40L * (6 - Math.max(Math.abs(x - 7), Math.abs(y - 6))), 0, 200))
                .rgb("b", (x, y) -> 0);

        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("4 of the 5 values")
                .hasMessageContaining("occur only at edges");
    }

    @Test
    void the_noise_of_jpeg_is_no_label() {
        masks.gray("a", GRAY_8, (x, y) -> structure(x, y) > 0 ? 255 - (x * 5 + y * 3) % 7 : (x * 7 + y * 11) % 8);

        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("values in the label maps occur only at edges");
    }

    private static final Geometry GRID = Geometry.of(new Shape(4, 3, 2), Spacing.isotropic(1));

    private void volume(String id, float value) {
        float[] voxels = new float[GRID.shape().voxels()];
        Arrays.fill(voxels, 0, 5, value);
        write("masks", id, voxels);
        write("images", id, new float[] {
            id.hashCode(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23
        });
    }

    private void write(String kind, String id, float[] voxels) {
        try {
            Files.createDirectories(folder.resolve(kind));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        Images.write(new Volume(GRID, voxels), folder.resolve("%s/%s.nii.gz".formatted(kind, id)));
    }

    @Test
    void label_maps_that_are_all_rejected_give_their_cause_once() {
        volume("a", 0.4f);
        volume("b", 0.3f);
        volume("c", 0.4f);

        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("case a")
                .hasMessageContaining("5 of 24 voxels contain no valid label: 5 between whole numbers, such as 0.4")
                .hasMessageContaining("likewise in 2 more label maps: b, c")
                .hasMessageContaining("threshold")
                .hasMessageNotContaining("empty");
    }

    @Test
    void each_cause_is_given_and_empty_label_maps_beside_them_are_counted() {
        volume("a", -1);
        volume("b", Float.NaN);
        volume("c", 0);

        assertThatThrownBy(() -> Layouts.open(folder))
                .hasMessageContaining("5 negative, such as -1")
                .hasMessageContaining("5 NaN")
                .hasMessageContaining("the other label map is empty");
    }

    @Test
    void large_and_nearly_whole_numbers_are_labels() {
        volume("a", 70000);
        volume("b", 0.99999f);

        Cohort cohort = Layouts.open(folder);

        assertThat(cohort.structures().orElseThrow()).isEqualTo(Labels.of("label 1", "label 70000"));
        assertThat(cohort.cases().getFirst().readLabels().counts()).containsOnlyKeys(0, 2);
        assertThat(cohort.cases().getLast().readLabels().counts()).containsOnlyKeys(0, 1);
    }

    @Test
    void a_number_for_each_object_is_no_label() {
        for (int i = 0; i < 2; i++) {
            int first = 1 + 150 * i;
            masks.gray(String.valueOf(i), GRAY_16, (x, y) -> first + (16 * y + x) % 150);
        }

        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("300 different values");
    }
}
