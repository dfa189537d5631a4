package klarsyn.evaluate.voxel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.Test;

class SurfaceAreaTest {

    /**
     * MONAI 1.5.0, whose table is that of DeepMind's surface-distance:
     *
     * <pre>{@code
     * for s in ((1, 2, 3), (2.9, 1.3, 0.7)):
     *     t = create_table_neighbour_code_to_surface_area(s)[0]
     *     print(t.sum(), (t * t).sum(), t.max())
     * }</pre>
     */
    @Test
    void areas_of_all_neighborhoods_are_those_of_the_table_in_use() {
        assertAreas(new Spacing(1, 2, 3), 950.4895895094023, 4253.225730806676, 6.758189813209032);
        assertAreas(new Spacing(2.9, 1.3, 0.7), 591.6622968920757, 1655.1392623604315, 4.281798687467686);
    }

    private static void assertAreas(Spacing spacing, double sum, double squares, double most) {
        double[] areas = SurfaceArea.ofCubes(Affine.scaling(spacing));
        assertThat(Arrays.stream(areas).sum()).isCloseTo(sum, within(1e-6));
        assertThat(Arrays.stream(areas).map(area -> area * area).sum()).isCloseTo(squares, within(1e-5));
        assertThat(Arrays.stream(areas).max().orElseThrow()).isCloseTo(most, within(1e-9));
    }

    @Test
    void inside_and_outside_have_one_surface() {
        double[] areas = SurfaceArea.ofCubes(Affine.scaling(new Spacing(1, 2, 3)));
        for (int code = 0; code < 256; code++) {
            assertThat(areas[code]).as("code %d", code).isEqualTo(areas[255 - code]);
        }
    }

    @Test
    void masks_that_agree_have_all_their_surface_in_common() {
        boolean[] mask = new boolean[60];
        Arrays.fill(mask, 10, 40, true);
        Geometry grid = Geometry.of(new Shape(5, 4, 3), new Spacing(1, 2, 3));
        assertThat(SubvoxelSurface.dice(mask, mask, grid, 0)).isEqualTo(1);
        assertThat(SubvoxelSurface.dice(new boolean[60], mask, grid, 9)).isZero();
        assertThat(SubvoxelSurface.dice(new boolean[60], new boolean[60], grid, 9))
                .isNaN();
        assertThatThrownBy(() -> SubvoxelSurface.dice(mask, mask, grid, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SubvoxelSurface.dice(mask, new boolean[3], grid, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
