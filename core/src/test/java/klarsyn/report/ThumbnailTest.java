package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;

class ThumbnailTest {

    private static Volume channel(Shape shape, float... values) {
        return new Volume(Geometry.of(shape, Spacing.isotropic(1)), values);
    }

    private static BufferedImage thumbnail(List<Volume> channels) {
        return Decoded.pictures(Thumbnail.of(channels).markup()).getFirst();
    }

    private static List<Integer> rgb(BufferedImage picture, int x, int y) {
        return List.of(
                Decoded.sample(picture, x, y, 0), Decoded.sample(picture, x, y, 1), Decoded.sample(picture, x, y, 2));
    }

    @Test
    void the_longer_side_is_120_pixels() {
        Volume wide = channel(new Shape(4, 2, 1), 0, 50, 100, 150, 160, 170, 180, 255);

        assertThat(Thumbnail.of(List.of(wide)).markup()).startsWith("<img alt=\"\" width=\"120\" height=\"60\"");
        assertThat(thumbnail(List.of(channel(new Shape(240, 480, 1), new float[240 * 480])))
                        .getWidth())
                .isEqualTo(60);
    }

    @Test
    void pictures_of_8_bits_are_shown_as_they_are() {
        BufferedImage picture = thumbnail(List.of(channel(new Shape(2, 2, 1), 40, 80, 120, 200)));

        assertThat(rgb(picture, 0, 0)).containsExactly(40, 40, 40);
        assertThat(rgb(picture, 119, 0)).containsExactly(80, 80, 80);
        assertThat(rgb(picture, 119, 119)).containsExactly(200, 200, 200);
    }

    @Test
    void other_values_are_scaled_to_their_range() {
        BufferedImage picture = thumbnail(List.of(channel(new Shape(3, 1, 1), -1000, 0, 1000)));

        assertThat(rgb(picture, 0, 0)).containsExactly(0, 0, 0);
        assertThat(rgb(picture, 60, 0)).containsExactly(128, 128, 128);
        assertThat(rgb(picture, 119, 0)).containsExactly(255, 255, 255);
    }

    @Test
    void three_channels_are_red_green_and_blue() {
        Shape pixel = new Shape(1, 1, 1);

        BufferedImage picture =
                thumbnail(List.of(channel(pixel, 200), channel(pixel, 100), channel(pixel, 50), channel(pixel, 7)));

        assertThat(rgb(picture, 60, 60)).containsExactly(200, 100, 50);
    }

    @Test
    void two_channels_are_no_colors() {
        Shape pixel = new Shape(1, 1, 1);

        assertThat(rgb(thumbnail(List.of(channel(pixel, 200), channel(pixel, 100))), 0, 0))
                .isEqualTo(Collections.nCopies(3, 200));
    }

    @Test
    void the_middle_of_several_slices_is_shown() {
        BufferedImage picture = thumbnail(List.of(channel(new Shape(1, 1, 5), 10, 20, 30, 40, 50)));

        assertThat(rgb(picture, 0, 0)).containsExactly(30, 30, 30);
    }

    @Test
    void a_very_thin_picture_is_at_least_one_pixel_high() {
        assertThat(thumbnail(List.of(channel(new Shape(1000, 1, 1), new float[1000])))
                        .getHeight())
                .isEqualTo(1);
    }
}
