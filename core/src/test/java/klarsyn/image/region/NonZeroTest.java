package klarsyn.image.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import klarsyn.image.Box;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;

class NonZeroTest {

    private static final Geometry GRID = Geometry.of(new Shape(6, 5, 4), Spacing.isotropic(1));

    private static Volume zerosBut(int value, int... indices) {
        float[] voxels = new float[GRID.shape().voxels()];
        for (int index : indices) {
            voxels[index] = value;
        }
        return new Volume(GRID, voxels);
    }

    @Test
    void the_box_holds_what_any_channel_shows_negative_values_and_nan_too() {
        Volume one = zerosBut(-3, GRID.shape().index(1, 2, 1));
        Volume other = zerosBut(4, GRID.shape().index(4, 3, 1));
        assertThat(NonZero.box(List.of(one, other))).isEqualTo(new Box(1, 2, 1, 5, 4, 2));
        other.voxels()[GRID.shape().index(0, 0, 3)] = Float.NaN;
        assertThat(NonZero.box(List.of(one, other))).isEqualTo(new Box(0, 0, 1, 5, 4, 4));
    }

    @Test
    void an_image_of_zeros_is_its_own_box() {
        assertThat(NonZero.box(List.of(zerosBut(0)))).isEqualTo(Box.whole(GRID.shape()));
    }

    @Test
    void zeros_are_enclosed_in_volumes_not_in_single_slices() {
        float[] voxels = new float[5 * 5 * 5];
        java.util.Arrays.fill(voxels, 1);
        Geometry cube = Geometry.of(new Shape(5, 5, 5), Spacing.isotropic(1));
        voxels[cube.shape().index(2, 2, 2)] = 0;
        voxels[cube.shape().index(0, 2, 2)] = 0;
        Volume image = new Volume(cube, voxels);
        boolean[] mask = NonZero.mask(List.of(image), Box.whole(cube.shape()));
        assertThat(mask[cube.shape().index(2, 2, 2)]).isTrue();
        assertThat(mask[cube.shape().index(0, 2, 2)]).isFalse();
        boolean[] slice = NonZero.mask(List.of(image), new Box(0, 0, 2, 5, 5, 3));
        assertThat(slice[new Shape(5, 5, 1).index(2, 2, 0)]).isFalse();
    }
}
