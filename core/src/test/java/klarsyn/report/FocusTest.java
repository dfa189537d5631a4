package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;

import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.Test;

class FocusTest {

    private static final Geometry GRID = Geometry.of(new Shape(200, 200, 50), new Spacing(1, 1, 4));
    private static final Display DISPLAY = Display.of(GRID);

    /** A box in displayed voxels, the ends included. */
    private static LabelMap box(int[] from, int[] to) {
        short[] labels = new short[GRID.shape().voxels()];
        for (int z = from[2]; z <= to[2]; z++) {
            for (int y = from[1]; y <= to[1]; y++) {
                for (int x = from[0]; x <= to[0]; x++) {
                    labels[DISPLAY.index(x, y, z)] = 1;
                }
            }
        }
        return new LabelMap(GRID, labels);
    }

    private static final LabelMap EMPTY =
            new LabelMap(GRID, new short[GRID.shape().voxels()]);

    @Test
    void the_region_is_a_cube_of_twice_the_longest_extent_around_the_labels() {
        LabelMap label = box(new int[] {80, 90, 20}, new int[] {109, 99, 24}); // 30, 10 and 20 mm

        Focus focus = Focus.on(DISPLAY, label, EMPTY);

        assertThat(focus.from()).containsExactly(65, 65, 15);
        assertThat(focus.to()).containsExactly(124, 124, 29); // 60 mm along each axis
        assertThat(focus.center()).containsExactly(94, 94, 22);
    }

    @Test
    void a_small_label_is_shown_with_40_mm_of_its_surroundings() {
        LabelMap voxel = box(new int[] {100, 100, 25}, new int[] {100, 100, 25});

        Focus focus = Focus.on(DISPLAY, voxel, EMPTY);

        assertThat(focus.to()[0] - focus.from()[0] + 1).isEqualTo(40);
        assertThat(focus.to()[2] - focus.from()[2] + 1).isEqualTo(10);
    }

    @Test
    void a_prediction_far_from_the_reference_is_in_the_region_too() {
        LabelMap reference = box(new int[] {10, 10, 10}, new int[] {19, 19, 12});
        LabelMap predicted = box(new int[] {150, 150, 30}, new int[] {154, 154, 31});

        Focus focus = Focus.on(DISPLAY, reference, predicted);

        for (int axis = 0; axis < 3; axis++) {
            assertThat(focus.from()[axis]).isLessThanOrEqualTo(10);
            assertThat(focus.to()[axis]).isGreaterThanOrEqualTo(axis == 2 ? 31 : 154);
        }
        assertThat(focus.center()).containsExactly(15, 15, 11); // in the larger one
    }

    @Test
    void the_region_of_a_label_at_the_edge_stays_in_the_image() {
        LabelMap corner = box(new int[] {195, 0, 49}, new int[] {199, 4, 49});

        Focus focus = Focus.on(DISPLAY, EMPTY, corner);

        assertThat(focus.from()).containsExactly(160, 0, 40);
        assertThat(focus.to()).containsExactly(199, 39, 49);
    }
}
