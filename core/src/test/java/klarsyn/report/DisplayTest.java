package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;

import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Orientation;
import klarsyn.image.Shape;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;

class DisplayTest {

    /** Oblique by some degrees, anisotropic, its axes a little off right, front and head. */
    private static final Geometry OBLIQUE = new Geometry(
            new Shape(5, 4, 3), new Affine(0.7, 0.05, -0.2, -12, -0.06, 0.9, 0.1, 30, 0.05, -0.08, 2.5, 7));

    @Test
    void all_48_orientations_look_the_same() {
        float[] voxels = new float[OBLIQUE.shape().voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = i;
        }
        Volume volume = new Volume(OBLIQUE, voxels);
        Display first = Display.of(OBLIQUE);
        for (Orientation orientation : Orientation.all()) {
            Volume turned = volume.reorientedTo(orientation);
            Display display = Display.of(turned.geometry());
            assertThat(display.shape()).isEqualTo(first.shape());
            assertThat(display.spacing()).isEqualTo(first.spacing());
            for (int z = 0; z < 3; z++) {
                for (int y = 0; y < 4; y++) {
                    for (int x = 0; x < 5; x++) {
                        assertThat(turned.voxels()[display.index(x, y, z)])
                                .as("%s at %d, %d, %d", orientation, x, y, z)
                                .isEqualTo(voxels[first.index(x, y, z)]);
                    }
                }
            }
        }
    }

    @Test
    void the_upper_left_front_corner_is_the_patients_right_front_head() {
        Display display = Display.of(OBLIQUE);
        assertThat(display.index(0, 0, 0)).isEqualTo(OBLIQUE.shape().index(4, 3, 2));
        assertThat(display.index(4, 3, 2)).isEqualTo(OBLIQUE.shape().index(0, 0, 0));
    }

    @Test
    void the_focus_contains_every_label_and_its_center_is_in_one() {
        Geometry grid = new Geometry(new Shape(80, 60, 20), new Affine(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 4, 0));
        Display display = Display.of(grid);
        short[] labels = new short[grid.shape().voxels()];
        for (int x = 20; x < 28; x++) {
            labels[display.index(x, 50, 15)] = 2;
        }
        LabelMap map = new LabelMap(grid, labels);
        Focus focus = Focus.on(display, map, new LabelMap(grid, new short[labels.length]));
        assertThat(focus.center()).containsExactly(23, 50, 15);
        assertThat(focus.from()).containsExactly(4, 20, 10);
        assertThat(focus.to()).containsExactly(43, 59, 19);
    }

    @Test
    void without_labels_the_middle_of_the_image_is_shown() {
        Geometry grid = new Geometry(new Shape(9, 9, 3), new Affine(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0));
        LabelMap empty = new LabelMap(grid, new short[grid.shape().voxels()]);
        Focus focus = Focus.on(Display.of(grid), empty, empty);
        assertThat(focus.center()).containsExactly(4, 4, 1);
        assertThat(focus.to()).containsExactly(8, 8, 2);
    }
}
