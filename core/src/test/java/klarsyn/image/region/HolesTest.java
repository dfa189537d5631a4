package klarsyn.image.region;

import static org.assertj.core.api.Assertions.assertThat;

import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.Test;

class HolesTest {

    private static final Shape SHAPE = new Shape(5, 3, 1);

    private static boolean[] mask(String rows) {
        boolean[] mask = new boolean[rows.length()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = rows.charAt(i) == '1';
        }
        return mask;
    }

    /** From SciPy: {@code ndimage.binary_fill_holes(a)} and {@code ndimage.binary_fill_holes(a, np.ones((3, 3)))}. */
    @Test
    void a_wall_closed_across_corners_is_tight_for_steps_across_faces_alone() {
        boolean[] ring = mask("01100" + "10010" + "01101");

        assertThat(Holes.fill(ring, SHAPE, Connectivity.FACES)).isEqualTo(mask("01100" + "11110" + "01101"));
        assertThat(Holes.fill(ring, SHAPE, Connectivity.EDGES)).isEqualTo(ring);
    }

    @Test
    void a_slice_is_filled_in_its_plane_and_a_tube_in_space_is_open() {
        boolean[] ring = mask("01110" + "01010" + "01110");
        boolean[] tube = new boolean[45];
        boolean[] closed = new boolean[45];
        for (int i = 0; i < 45; i++) {
            tube[i] = ring[i % 15];
            closed[i] = ring[i % 15] || (i % 15 == 7 && i != 22);
        }

        assertThat(Holes.fill(ring, SHAPE, Connectivity.EDGES)).isEqualTo(mask("01110" + "01110" + "01110"));
        assertThat(Holes.fill(tube, new Shape(5, 3, 3), Connectivity.FACES)).isEqualTo(tube);
        assertThat(Holes.fill(closed, new Shape(5, 3, 3), Connectivity.FACES)[22])
                .isTrue();
    }

    @Test
    void another_label_inside_stays_and_a_hole_between_two_labels_is_neithers() {
        Geometry grid = Geometry.of(new Shape(5, 5, 1), Spacing.isotropic(1));
        short[] ringed = {1, 1, 1, 1, 1, 1, 0, 2, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0};
        short[] filled = {1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0};
        short[] shared = {1, 1, 2, 2, 2, 1, 0, 0, 0, 2, 1, 1, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

        assertThat(Holes.fill(new LabelMap(grid, ringed), 1, Connectivity.FACES).voxels())
                .isEqualTo(filled);
        assertThat(Holes.fill(new LabelMap(grid, shared), 1, Connectivity.FACES).voxels())
                .isEqualTo(shared);
        assertThat(Holes.fill(new LabelMap(grid, shared), 2, Connectivity.FACES).voxels())
                .isEqualTo(shared);
    }
}
