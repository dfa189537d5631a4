package klarsyn.train.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import klarsyn.base.Seed;
import klarsyn.plan.PictureAugmentation;
import klarsyn.plan.PictureAugmentation.Mirror;
import org.junit.jupiter.api.Test;

class VariationTest {

    /** Three rows of three pixels. */
    private static final float[] SQUARE = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    private static float[] varied(Variation variation) {
        return variation.apply(SQUARE, 3, 3);
    }

    private static void assertVaried(Variation variation, float... expected) {
        assertThat(varied(variation)).containsExactly(expected, within(1e-5f));
    }

    @Test
    void an_identity_variation_changes_nothing() {
        Variation none = Variation.draw(PictureAugmentation.NONE, Seed.of(1).generator());

        assertThat(varied(none)).containsExactly(SQUARE);
    }

    @Test
    void mirroring_swaps_left_and_right() {
        assertVaried(new Variation(0, 1, 0, 0, 1, true), 3, 2, 1, 6, 5, 4, 9, 8, 7);
    }

    @Test
    void a_shift_moves_to_the_right_and_down_and_continues_the_border() {
        assertVaried(new Variation(0, 1, 1 / 3.0, 0, 1, false), 1, 1, 2, 4, 4, 5, 7, 7, 8);
        assertVaried(new Variation(0, 1, 0, 1 / 3.0, 1, false), 1, 2, 3, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void a_rotation_by_a_right_angle_only_moves_pixels() {
        float[] once = varied(new Variation(Math.PI / 2, 1, 0, 0, 1, false));

        assertThat(once).containsExactly(new float[] {3, 6, 9, 2, 5, 8, 1, 4, 7}, within(1e-5f));
        assertVaried(new Variation(Math.PI, 1, 0, 0, 1, false), 9, 8, 7, 6, 5, 4, 3, 2, 1);
        assertVaried(new Variation(2 * Math.PI, 1, 0, 0, 1, false), SQUARE);
    }

    @Test
    void a_scale_above_1_shrinks_the_content() {
        // from −2, 0, 2 about the center, beyond the border
        assertVaried(new Variation(0, 2, 0, 0, 1, false), 1, 2, 3, 4, 5, 6, 7, 8, 9);
        // from −0.5, 0, 0.5: halves of neighbors
        assertVaried(new Variation(0, 0.5, 0, 0, 1, false), 3, 3.5f, 4, 4.5f, 5, 5.5f, 6, 6.5f, 7);
    }

    @Test
    void contrast_is_a_factor() {
        assertVaried(new Variation(0, 1, 0, 0, 0.5, false), 0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f, 4, 4.5f);
    }

    @Test
    void all_channels_are_augmented_equally() {
        float[] two = new float[18];
        for (int i = 0; i < 9; i++) {
            two[i] = SQUARE[i];
            two[9 + i] = 10 * SQUARE[i];
        }
        Variation variation =
                Variation.draw(PictureAugmentation.MILD, Seed.of(3).generator());

        float[] varied = variation.apply(two, 3, 3);

        for (int i = 0; i < 9; i++) {
            assertThat(varied[9 + i]).isCloseTo(10 * varied[i], within(1e-3f));
        }
        assertThat(varied[4]).isNotEqualTo(SQUARE[4]);
    }

    @Test
    void a_picture_of_a_single_line_or_pixel_can_be_augmented() {
        Variation variation = new Variation(0.3, 1.1, 0.1, -0.1, 1, true);

        assertThat(variation.apply(new float[] {4}, 1, 1)).containsExactly(4);
        assertThat(variation.apply(new float[] {4, 4, 4, 4}, 1, 4)).containsOnly(new float[] {4}, within(1e-5f));
        assertThat(variation.apply(new float[] {4, 4, 4, 4}, 4, 1)).containsOnly(new float[] {4}, within(1e-5f));
    }

    @Test
    void drawn_parameters_are_within_the_settings() {
        var settings = new PictureAugmentation(10, 0.25, 0.1, 0.2, Mirror.LEFT_RIGHT);
        var random = Seed.of(4).generator();
        int mirrored = 0;

        for (int i = 0; i < 1000; i++) {
            Variation drawn = Variation.draw(settings, random);
            assertThat(Math.toDegrees(drawn.radians())).isBetween(-10.0, 10.0);
            assertThat(drawn.scale()).isBetween(1 / 1.25, 1.25);
            assertThat(drawn.right()).isBetween(-0.1, 0.1);
            assertThat(drawn.down()).isBetween(-0.1, 0.1);
            assertThat(drawn.contrast()).isBetween(0.8, 1.2);
            mirrored += drawn.mirrored() ? 1 : 0;
        }

        assertThat(mirrored).isBetween(440, 560);
    }

    @Test
    void pictures_that_must_not_be_mirrored_are_not() {
        var random = Seed.of(4).generator();

        for (int i = 0; i < 100; i++) {
            assertThat(Variation.draw(PictureAugmentation.MILD, random).mirrored())
                    .isFalse();
        }
    }
}
