package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import klarsyn.image.Padding.Extension;
import org.junit.jupiter.api.Test;

class BoxTest {

    private static final Volume IMAGE =
            SampleGrids.numbered(SampleGrids.oblique(new Shape(6, 5, 4), new Spacing(0.8, 0.9, 2.5)));

    @Test
    void what_is_cut_stays_where_it_is_in_the_world() {
        Box box = new Box(-2, 1, 2, 3, 7, 5);
        Volume cut = IMAGE.cut(box, new Padding.Value(-1));
        LabelMap labels = SampleGrids.labeled(IMAGE.geometry());
        LabelMap cutLabels = labels.cut(box);

        assertThat(cut.shape()).isEqualTo(new Shape(5, 6, 3));
        assertThat(cutLabels.geometry()).isEqualTo(cut.geometry());
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 6; j++) {
                for (int i = 0; i < 5; i++) {
                    double[] world = cut.geometry().toWorld(i, j, k);
                    double[] old = IMAGE.geometry().toVoxel(world[0], world[1], world[2]);
                    assertThat(old).containsExactly(new double[] {i - 2, j + 1, k + 2}, within(1e-9));
                    boolean inside = i >= 2 && j < 4 && k < 2;
                    assertThat(cut.at(i, j, k)).isEqualTo(inside ? IMAGE.at(i - 2, j + 1, k + 2) : -1);
                    assertThat(cutLabels.at(i, j, k)).isEqualTo(inside ? labels.at(i - 2, j + 1, k + 2) : 0);
                }
            }
        }
    }

    @Test
    void cutting_back_undoes_padding() {
        Box wide = Box.whole(IMAGE.shape()).grown(3, 2, 9);
        Volume back = IMAGE.cut(wide, Extension.REFLECTED).cut(new Box(3, 2, 9, 9, 7, 13), Padding.ZERO);

        assertThat(back.voxels()).isEqualTo(IMAGE.voxels());
        assertThat(back.geometry().matches(IMAGE.geometry())).isTrue();
    }

    @Test
    void a_box_outside_the_image_holds_only_what_lies_beyond() {
        Box away = new Box(10, -9, 0, 12, -7, 1);

        assertThat(IMAGE.cut(away, Padding.ZERO).voxels()).containsOnly(0);
        assertThat(SampleGrids.labeled(IMAGE.geometry()).cut(away).voxels()).containsOnly((short) 0);
        assertThatThrownBy(() -> away.within(IMAGE.shape())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_box_around_a_mask_is_tight_and_none_is_around_an_empty_one() {
        Shape shape = new Shape(6, 5, 4);
        boolean[] mask = new boolean[shape.voxels()];

        assertThat(Box.around(mask, shape)).isEmpty();
        mask[shape.index(2, 3, 1)] = true;
        mask[shape.index(4, 0, 1)] = true;
        assertThat(Box.around(mask, shape)).hasValue(new Box(2, 0, 1, 5, 4, 2));
        assertThatThrownBy(() -> Box.around(mask, new Shape(6, 5, 3))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void growth_puts_the_smaller_half_in_front() {
        Box box = new Box(2, 0, 1, 5, 4, 2);

        assertThat(box.grownTo(new Shape(6, 3, 1))).isEqualTo(new Box(1, 0, 1, 7, 4, 2));
        assertThat(box.grownToMultiples(new Shape(4, 3, 2))).isEqualTo(new Box(2, -1, 1, 6, 5, 3));
        assertThat(box.grown(1, 0, -0)).isEqualTo(new Box(1, 0, 1, 6, 4, 2));
        assertThat(box.from(2)).isEqualTo(1);
    }

    @Test
    void boxes_without_voxels_or_beyond_counting_are_rejected() {
        assertThatThrownBy(() -> new Box(0, 0, 0, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Box(0, 0, 0, 1, 1, 1).grown(-1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Box(-2_000_000_000, 0, 0, 2_000_000_000, 1, 1).shape())
                .isInstanceOf(ArithmeticException.class);
    }
}
