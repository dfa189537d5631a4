package klarsyn.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureInputTest {

    /** A picture of 5 × 4 pixels, and as Pillow 13.0 resizes it (mode F, {@code Resampling.BILINEAR}). */
    private static final float[] PICTURE = {0, 13, 26, 39, 52, 29, 49, 5, 25, 45, 58, 21, 48, 11, 38, 23, 57, 27, 61, 31
    };

    private static final float[] TO_3_BY_2 = {24.5102f, 24.2063f, 39.2857f, 39.5306f, 34.8889f, 35.3265f};

    private static final float[] TO_2_BY_4 = {13, 39, 31.5455f, 27.9091f, 38.4545f, 28.4545f, 39.5455f, 43.5455f};

    private static final float[] TO_5_BY_1 = {30.1667f, 35, 26.5f, 31.3333f, 41.5f};

    private static final float[] TO_7_BY_6 = {
        0, 7.4286f, 16.7143f, 26, 35.2857f, 44.5714f, 52, 14.5f, 23.9286f, 26.5714f, 15.5f, 27.2857f, 39.0714f, 48.5f,
        33.8333f, 39.8333f, 35.1429f, 12.1667f, 19.6667f, 31.7381f, 43.8333f, 53.1667f, 37.4524f, 30, 40.8333f,
        21.1905f, 24.4048f, 39.1667f, 40.5f, 39.6429f, 38.5714f, 37.5f, 36.4286f, 35.3571f, 34.5f, 23, 42.4286f,
        48.4286f, 27, 51.2857f, 48.1429f, 31
    };

    private static Volume picture(int width, int height, float... pixels) {
        return new Volume(Geometry.of(new Shape(width, height, 1), Spacing.isotropic(1)), pixels);
    }

    private static PictureInput plain(int height, int width, int channels) {
        return new PictureInput(height, width, Collections.nCopies(channels, 0.0), Collections.nCopies(channels, 1.0));
    }

    private static void assertResized(int width, int height, float[] expected) {
        float[] resized = plain(height, width, 1).apply(List.of(picture(5, 4, PICTURE)));

        assertThat(resized).containsExactly(expected, within(1e-3f));
    }

    @Test
    void smaller_pictures_are_those_of_pillow() {
        assertResized(3, 2, TO_3_BY_2);
        assertResized(2, 4, TO_2_BY_4);
        assertResized(5, 1, TO_5_BY_1);
    }

    @Test
    void larger_pictures_are_those_of_pillow() {
        assertResized(7, 6, TO_7_BY_6);
    }

    /** Every second pixel white: picking pixels would give black or white, the mean of both is gray. */
    @Test
    void fine_stripes_become_gray() {
        float[] stripes = new float[64];
        for (int i = 0; i < 64; i += 2) {
            stripes[i] = 1;
        }

        float[] resized = plain(1, 8, 1).apply(List.of(picture(64, 1, stripes)));

        for (float pixel : resized) {
            assertThat(pixel).isCloseTo(0.5f, within(0.04f));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 50", "50, 3", "9, 7"})
    void a_picture_of_one_value_keeps_it(int width, int height) {
        float[] same = new float[63];
        Arrays.fill(same, 2.5f);

        float[] resized = plain(height, width, 1).apply(List.of(picture(9, 7, same)));

        assertThat(resized).hasSize(width * height).containsOnly(new float[] {2.5f}, within(1e-5f));
    }

    @Test
    void a_picture_of_the_same_size_is_only_scaled() {
        PictureInput input = new PictureInput(4, 5, List.of(20.0), List.of(4.0));

        float[] scaled = input.apply(List.of(picture(5, 4, PICTURE)));

        assertThat(scaled[0]).isEqualTo((0 - 20) / 4f);
        assertThat(scaled[19]).isEqualTo((31 - 20) / 4f);
        assertThat(PICTURE[19]).isEqualTo(31); // the picture itself is as it was
    }

    @Test
    void each_channel_is_scaled_by_its_own_numbers_and_stored_one_after_the_other() {
        PictureInput input = new PictureInput(1, 2, List.of(1.0, 10.0), List.of(1.0, 2.0));

        assertThat(input.apply(List.of(picture(2, 1, 1, 2), picture(2, 1, 10, 14))))
                .containsExactly(0, 1, 0, 2);
    }

    @Test
    void a_gray_picture_is_given_to_all_three_channels() {
        assertThat(plain(1, 2, 3).apply(List.of(picture(2, 1, 5, 6)))).containsExactly(5, 6, 5, 6, 5, 6);
    }

    @Test
    void a_picture_with_another_number_of_channels_is_rejected() {
        List<Volume> color = Collections.nCopies(3, picture(2, 1, 5, 6));

        assertThatThrownBy(() -> plain(1, 2, 1).apply(color))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("3 channels");
        assertThatThrownBy(() -> plain(1, 2, 4).apply(color)).isInstanceOf(DataException.class);
    }

    @Test
    void a_volume_is_rejected() {
        Volume volume = new Volume(Geometry.of(new Shape(2, 1, 3), Spacing.isotropic(1)), new float[6]);

        assertThatThrownBy(() -> plain(1, 2, 1).apply(List.of(volume)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("3 slices");
    }

    @Test
    void a_very_long_picture_is_resized_too() {
        float[] long1 = new float[20_000];
        Arrays.fill(long1, 7);

        assertThat(plain(1, 96, 1).apply(List.of(picture(20_000, 1, long1))))
                .containsOnly(new float[] {7f}, within(1e-4f));
        assertThat(plain(96, 1, 1).apply(List.of(picture(1, 20_000, long1))))
                .containsOnly(new float[] {7f}, within(1e-4f));
    }

    @Test
    void sizes_and_numbers_that_no_network_can_see_are_rejected() {
        assertRejected(() -> plain(0, 5, 1));
        assertRejected(() -> plain(5, 100_000, 1));
        assertRejected(() -> new PictureInput(5, 5, List.of(), List.of()));
        assertRejected(() -> new PictureInput(5, 5, List.of(1.0, 2.0), List.of(1.0)));
        assertRejected(() -> new PictureInput(5, 5, List.of(1.0), List.of(0.0)));
        assertRejected(() -> new PictureInput(5, 5, List.of(1.0), List.of(Double.NaN)));
    }

    private static void assertRejected(org.assertj.core.api.ThrowableAssert.ThrowingCallable input) {
        assertThatThrownBy(input).isInstanceOf(IllegalArgumentException.class);
    }
}
