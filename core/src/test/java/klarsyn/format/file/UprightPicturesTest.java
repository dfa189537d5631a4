package klarsyn.format.file;

import static org.assertj.core.api.Assertions.assertThat;

import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The eight orientations of pictures as a group of turns and mirrors. */
class UprightPicturesTest {

    private static final Shape STORED = new Shape(3, 2, 2);

    /** Mirrors and half turns are their own inverse; quarter turns undo each other. */
    @ParameterizedTest
    @CsvSource({
        "UPRIGHT,UPRIGHT",
        "MIRRORED,MIRRORED",
        "ROTATED_180,ROTATED_180",
        "MIRRORED_VERTICALLY,MIRRORED_VERTICALLY",
        "TRANSPOSED,TRANSPOSED",
        "ROTATED_CLOCKWISE,ROTATED_COUNTERCLOCKWISE",
        "TRANSVERSED,TRANSVERSED",
        "ROTATED_COUNTERCLOCKWISE,ROTATED_CLOCKWISE"
    })
    void each_orientation_is_undone_by_another(PictureOrientation one, PictureOrientation other) {
        float[] pixels = numbered();

        float[] back = other.apply(one.apply(pixels, STORED), one.apply(STORED));

        assertThat(back).isEqualTo(pixels);
        assertThat(other.apply(one.apply(STORED))).isEqualTo(STORED);
    }

    @Test
    void four_quarter_turns_are_none_and_two_are_a_half_turn() {
        PictureOrientation quarter = PictureOrientation.ROTATED_CLOCKWISE;
        float[] pixels = numbered();
        Shape shape = STORED;
        for (int i = 0; i < 4; i++) {
            pixels = quarter.apply(pixels, shape);
            shape = quarter.apply(shape);
            if (i == 1) {
                assertThat(pixels).isEqualTo(PictureOrientation.ROTATED_180.apply(numbered(), STORED));
            }
        }

        assertThat(pixels).isEqualTo(numbered());
    }

    @ParameterizedTest
    @EnumSource
    void every_pixel_is_there_once_and_pages_stay_apart(PictureOrientation orientation) {
        float[] upright = orientation.apply(numbered(), STORED);

        assertThat(upright).containsExactlyInAnyOrder(numbered());
        for (int i = 0; i < 6; i++) {
            assertThat(upright[i]).isLessThan(6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void width_height_and_pixel_distances_change_places_together(PictureOrientation orientation) {
        Spacing spacing = orientation.apply(new Spacing(0.5, 0.7, 3));
        Shape shape = orientation.apply(STORED);

        assertThat(shape.x()).isEqualTo(orientation.swapsAxes() ? 2 : 3);
        assertThat(spacing.x()).isEqualTo(orientation.swapsAxes() ? 0.7 : 0.5);
        assertThat(spacing.z()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"0", "9", "-1", "65536", "4294967297"})
    void a_tag_that_the_standards_do_not_define_is_upright(long tag) {
        assertThat(PictureOrientation.of(tag)).isEqualTo(PictureOrientation.UPRIGHT);
    }

    private static float[] numbered() {
        float[] pixels = new float[STORED.voxels()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i;
        }
        return pixels;
    }
}
