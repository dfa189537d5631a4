package klarsyn.format.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredLabelsTest {

    private static final Where WHERE = Where.of("labels.nii");

    @Test
    void whole_numbers_are_labels_as_they_are() {
        StoredLabels stored = stored(0, 1, 2, 255, 32_767, 0);

        assertThat(stored.counts()).hasToString("{0=2, 1=1, 2=1, 255=1, 32767=1}");
        assertThat(stored.rounding()).isEqualTo(StoredLabels.Rounding.NONE);
        assertThat(stored.toLabelMap(WHERE).voxels()).containsExactly(0, 1, 2, 255, 32_767, 0);
    }

    /** What float arithmetic or a scale of 8 bits leaves behind. */
    @Test
    void numbers_within_two_hundredths_of_a_whole_one_are_rounded_and_the_farthest_is_kept() {
        StoredLabels stored = stored(0.999, 2.015, 3.0, 1.0001);

        assertThat(stored.toLabelMap(WHERE).voxels()).containsExactly(1, 2, 3, 1);
        assertThat(stored.rounding()).isEqualTo(new StoredLabels.Rounding(3, 2.015));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # number    | word of the message
        NaN         | NaN
        Infinity    | infinite
        -Infinity   | infinite
        -1          | negative
        -0.5        | negative
        0.5         | 0.5
        1.03        | 1.03
        16777217    | 16777217
        """)
    void numbers_that_are_no_labels_are_rejected_with_how_many_and_an_example(double number, String word) {
        assertThatThrownBy(() -> stored(0, number, 1, number))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 of 4 voxels")
                .hasMessageContaining(word);
    }

    @Test
    void all_that_is_wrong_is_reported_at_once() {
        assertThatThrownBy(() -> stored(0.5, Double.NaN, -3, 0.25, 1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("4 of 5 voxels")
                .hasMessageContaining("1 NaN")
                .hasMessageContaining("1 negative, such as -3")
                .hasMessageContaining("2 between whole numbers, such as 0.5");
    }

    @Test
    void numbers_above_32767_are_kept_until_somebody_says_what_they_mean() {
        StoredLabels stored = stored(70_000, 0, 16_777_216, 70_000);

        assertThat(stored.counts()).hasToString("{0=1, 70000=2, 16777216=1}");
        assertThat(stored.decode(value -> value.isBackground() ? 0 : 5).voxels())
                .containsExactly(5, 0, 5, 5);
        assertThatThrownBy(() -> stored.toLabelMap(WHERE))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("70000 (2 voxels)");
    }

    @Test
    void hundreds_of_different_large_numbers_are_no_structures() {
        double[] values = new double[300];
        for (int i = 0; i < values.length; i++) {
            values[i] = 40_000 + i;
        }

        assertThatThrownBy(() -> stored(values))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("more than 255 different values");
    }

    @Test
    void bytes_and_numbers_give_the_same_labels() {
        byte[] bytes = {0, 1, (byte) 200, (byte) 255};
        var fast = new VoxelSink.Labels(new short[4]);
        fast.accept(ByteBuffer.wrap(bytes), VoxelType.UINT8, 4);
        var slow = new VoxelSink.Labels(new short[4]);
        slow.accept(new double[] {0, 1, 200, 255}, 4);

        assertThat(fast.on(grid(4), WHERE).codes())
                .isEqualTo(slow.on(grid(4), WHERE).codes());
    }

    @Test
    void a_map_is_decoded_by_what_each_value_stands_for() {
        StoredLabels stored = stored(10, 20, 0, 20);

        LabelMap decoded = stored.decode(value -> value.equals(new StoredValue.Numeric(20)) ? 1 : 0);

        assertThat(decoded.voxels()).containsExactly(0, 1, 0, 1);
        assertThat(stored.codes()).containsExactly(10, 20, 0, 20);
    }

    @Test
    void another_grid_of_another_shape_is_rejected() {
        StoredLabels stored = stored(1, 2);

        assertThatIllegalArgumentException().isThrownBy(() -> stored.on(grid(3)));
        assertThat(stored.on(grid(2)).codes()).containsExactly(1, 2);
    }

    @Test
    void channels_side_by_side_are_taken_apart_wherever_they_are_cut() {
        float[][] channels = new float[3][4];
        var sink = new VoxelSink.Interleaved(channels);
        double[] all = {1, 10, 100, 2, 20, 200, 3, 30, 300, 4, 40, 400};
        for (int at = 0, size = 1; at < all.length; at += size, size++) {
            double[] part = Arrays.copyOfRange(all, at, Math.min(at + size, all.length));
            sink.accept(part, part.length);
        }

        assertThat(channels[0]).containsExactly(1, 2, 3, 4);
        assertThat(channels[1]).containsExactly(10, 20, 30, 40);
        assertThat(channels[2]).containsExactly(100, 200, 300, 400);
    }

    // ---- colors

    @Test
    void grays_of_a_painted_map_are_numbers_and_colors_are_colors() {
        StoredLabels stored = ColorLabels.of(
                List.of(new float[] {0, 255, 7}, new float[] {0, 0, 7}, new float[] {0, 0, 7}), grid(3), WHERE);

        assertThat(stored.hasColors()).isTrue();
        assertThat(stored.counts()).hasToString("{0=1, 7=1, red=1}");
        assertThat(stored.colorOf(new StoredValue.Numeric(7))).hasToString("#070707");
    }

    @Test
    void sixteen_bits_with_the_same_values_are_the_same_colors() {
        float[] red = {257 * 255, 0};
        float[] green = {0, 257 * 128};
        float[] blue = {0, 0};

        StoredLabels stored = ColorLabels.of(List.of(red, green, blue), grid(2), WHERE);

        assertThat(stored.counts().keySet()).hasToString("[#008000, red]");
    }

    @ParameterizedTest
    @ValueSource(floats = {0.5f, -1, 300, Float.NaN})
    void channels_that_are_no_colors_are_rejected(float value) {
        List<float[]> rgb = List.of(new float[] {value}, new float[] {0}, new float[] {0});

        assertThatThrownBy(() -> ColorLabels.of(rgb, grid(1), WHERE)).isInstanceOf(DataException.class);
    }

    @Test
    void smooth_edges_make_too_many_colors_and_all_of_them_are_counted() {
        float[] red = new float[256 * 4];
        float[] green = new float[red.length];
        for (int i = 0; i < red.length; i++) {
            red[i] = i % 256;
            green[i] = 1 + i / 256;
        }

        assertThatThrownBy(() -> ColorLabels.of(List.of(red, green, new float[red.length]), grid(red.length), WHERE))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("1024 different colors");
    }

    @Test
    void an_entry_of_a_palette_has_its_color_and_a_plain_number_has_none() {
        StoredLabels palette = new StoredLabels(
                grid(1),
                new short[] {1},
                List.of(),
                new StoredLabels.Storage.Palette(List.of(0, 0x00FF00)),
                StoredLabels.Rounding.NONE);

        assertThat(palette.colorOf(new StoredValue.Numeric(1))).hasToString("green");
        assertThatIllegalArgumentException().isThrownBy(() -> stored(1).colorOf(new StoredValue.Numeric(1)));
    }

    @ParameterizedTest
    @CsvSource({"red,red", "RED,red", "#ff0000,red", "#FF8000,#FF8000", "#012abc,#012ABC"})
    void a_color_is_written_by_its_name_or_its_digits(String text, String written) {
        assertThat(StoredValue.Color.parse(text).orElseThrow()).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "#12345", "#1234567", "#GG0000", "reddish", "255"})
    void anything_else_is_no_color(String text) {
        assertThat(StoredValue.Color.parse(text)).isEmpty();
    }

    @Test
    void numbers_come_before_colors_each_in_their_order() {
        List<StoredValue> values = new ArrayList<>(List.of(
                new StoredValue.Color(0xFF),
                new StoredValue.Numeric(70_000),
                new StoredValue.Color(0),
                new StoredValue.Numeric(2)));
        Collections.sort(values);

        assertThat(values).hasToString("[2, 70000, black, blue]");
        assertThat(values.stream().filter(StoredValue::isBackground)).hasSize(1);
    }

    private static StoredLabels stored(double... values) {
        var sink = new VoxelSink.Labels(new short[values.length]);
        sink.accept(values, values.length);
        return sink.on(grid(values.length), WHERE);
    }

    private static Geometry grid(int voxels) {
        return Geometry.of(new Shape(voxels, 1, 1), new Spacing(1, 1, 1));
    }
}
