package klarsyn.image.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComponentsTest {

    private static final Shape SHAPE = new Shape(7, 6, 5);

    private static boolean[] mask() {
        boolean[] mask = new boolean[SHAPE.voxels()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (i * i * 7919 + 13 * i) % 11 < 3;
        }
        return mask;
    }

    /**
     * SciPy 1.17.1: {@code m = np.array([(i * i * 7919 + 13 * i) % 11 < 3 for i in range(210)]).reshape(5, 6, 7)},
     * {@code l, n = ndimage.label(m, ndimage.generate_binary_structure(3, c))}, then {@code np.bincount(l.ravel())} and
     * {@code (np.arange(210) * l.ravel()).sum()}.
     */
    @Test
    void parts_sizes_and_numbers_are_those_of_scipy() {
        Components faces = Components.of(mask(), SHAPE, Connectivity.FACES);
        Components edges = Components.of(mask(), SHAPE, Connectivity.EDGES);
        Components corners = Components.of(mask(), SHAPE, Connectivity.CORNERS);

        assertThat(faces.sizes()).containsExactly(152, 10, 4, 8, 2, 11, 10, 7, 5, 1);
        assertThat(sumByPosition(faces)).isEqualTo(32793);
        assertThat(edges.sizes()).containsExactly(152, 14, 25, 19);
        assertThat(sumByPosition(edges)).isEqualTo(13895);
        assertThat(corners.sizes()).containsExactly(152, 14, 25, 19);
        assertThat(faces.count()).isEqualTo(9);
        assertThat(faces.size(5)).isEqualTo(11);
    }

    private static long sumByPosition(Components components) {
        long sum = 0;
        for (int i = 0; i < components.labels().length; i++) {
            sum += (long) i * components.labels()[i];
        }
        return sum;
    }

    @Test
    void voxels_that_share_a_corner_touch_only_by_corners() {
        Shape two = new Shape(2, 2, 2);
        boolean[] mask = new boolean[8];
        mask[two.index(1, 0, 0)] = true;
        mask[two.index(0, 1, 1)] = true;

        assertThat(Components.of(mask, two, Connectivity.FACES).count()).isEqualTo(2);
        assertThat(Components.of(mask, two, Connectivity.EDGES).count()).isEqualTo(2);
        assertThat(Components.of(mask, two, Connectivity.CORNERS).count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_snake_that_turns_back_is_one_part(Connectivity connectivity) {
        Shape wide = new Shape(301, 301, 1);
        boolean[] mask = new boolean[wide.voxels()];
        for (int y = 0; y < 301; y++) {
            for (int x = 0; x < 301; x++) {
                mask[wide.index(x, y, 0)] = x % 2 == 0 || y == (x % 4 == 1 ? 300 : 0);
            }
        }

        assertThat(Components.of(mask, wide, connectivity).count()).isEqualTo(1);
    }

    @Test
    void an_empty_mask_has_no_part() {
        Components none = Components.of(new boolean[8], new Shape(2, 2, 2), Connectivity.FACES);

        assertThat(none.count()).isZero();
        assertThat(none.largest()).containsOnly(false);
    }

    @Test
    void smaller_parts_of_a_label_go_and_other_labels_stay() {
        LabelMap map = new LabelMap(
                Geometry.of(new Shape(8, 1, 1), Spacing.isotropic(1)), new short[] {1, 0, 1, 1, 2, 0, 2, 1});

        LabelMap kept = Components.keepLargest(map, 1, Connectivity.FACES);

        assertThat(kept.voxels()).containsExactly(new short[] {0, 0, 1, 1, 2, 0, 2, 0});
        assertThat(map.voxels()[0]).as("the original").isEqualTo((short) 1);
    }

    @Test
    void a_mask_of_another_length_is_rejected() {
        assertThatThrownBy(() -> Components.of(new boolean[3], SHAPE, Connectivity.FACES))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
