package klarsyn.image.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import klarsyn.image.Box;
import klarsyn.image.Geometry;
import klarsyn.image.Orientation;
import klarsyn.image.Reorientation;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.Test;

class ResizeRuleTest {

    private static final Shape FROM = new Shape(3, 2, 2);
    private static final float[] VOXELS = {0, 1, 2, 3, 4, 5, 60, 70, 80, 90, 100, 110};

    @Test
    void the_same_shape_is_the_same_array() {
        ResizeRule rule = ResizeRule.thickSlicesApart(Interpolation.CUBIC);
        assertThat(rule.resize(VOXELS, FROM, FROM, OptionalInt.of(2))).isSameAs(VOXELS);
    }

    @Test
    void no_value_of_a_thick_slice_reaches_the_next() {
        Shape to = new Shape(6, 4, 4);
        float[] apart = ResizeRule.thickSlicesApart(Interpolation.CUBIC).resize(VOXELS, FROM, to, OptionalInt.of(2));
        for (int i = 0; i < apart.length; i++) {
            assertThat(apart[i] <= 5).isEqualTo(i < apart.length / 2);
        }
    }

    @Test
    void axes_that_rounding_alone_tells_apart_are_equally_coarse() {
        ResizeRule rule = ResizeRule.thickSlicesApart(Interpolation.CUBIC);
        assertThat(rule.axis(new Spacing(0.2, 1, 1.0000001), Spacing.isotropic(1)))
                .isEmpty();
        assertThat(rule.axis(new Spacing(0.2, 1, 1.001), Spacing.isotropic(1))).hasValue(2);
    }

    @Test
    void labels_are_resized_slice_by_slice_and_never_by_cubic_splines() {
        short[] labels = {0, 0, 7, 0, 0, 7, 3, 3, 3, 3, 3, 3};
        short[] resized = ResizeRule.thickSlicesApart(Interpolation.LINEAR)
                .resizeLabels(labels, FROM, new Shape(3, 2, 3), OptionalInt.of(2));
        assertThat(resized).containsExactly(0, 0, 7, 0, 0, 7, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3);
        assertThatThrownBy(() -> ResizeRule.even(Interpolation.CUBIC)
                        .resizeLabels(labels, FROM, new Shape(3, 2, 3), OptionalInt.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_turn_may_only_reorder_axes_and_takes_boxes_along() {
        Geometry grid = Geometry.of(new Shape(2, 3, 4), new Spacing(1, 2, 3));
        Reorientation reorientation = Reorientation.permuting(grid, 2, 0, 1);
        assertThat(reorientation.to().shape()).isEqualTo(new Shape(4, 2, 3));
        assertThat(reorientation.apply(new Box(0, 1, 2, 1, 3, 4))).isEqualTo(new Box(2, 0, 1, 4, 1, 3));
        Reorientation flipped = Reorientation.between(grid, Orientation.parse("LAI"));
        assertThat(flipped.apply(new Box(0, 1, 1, 1, 3, 4))).isEqualTo(new Box(1, 1, 0, 2, 3, 3));
        assertThat(Reorientation.permuting(grid, 0, 1, 2).isIdentity()).isTrue();
        assertThat(flipped.isIdentity()).isFalse();
        assertThatThrownBy(() -> Reorientation.permuting(grid, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
