package klarsyn.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import klarsyn.base.DataException;
import klarsyn.codec.Raster;
import klarsyn.codec.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegLosslessTest {

    private static final Raster SMALL = new Raster(13, 9, 1);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 8, 9, 12, 15, 16})
    void every_precision_from_2_to_16_bits_comes_back_to_the_bit(int bits) {
        LosslessPicture picture = LosslessPicture.noise(SMALL, bits, bits);

        Samples samples = Jpeg.decode(picture.encode(1, 0, 0), SMALL);

        assertThat(samples).returns(bits, Samples::bits).returns(false, Samples::signed);
        assertThat(samples.values()).isEqualTo(picture.values());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void every_predictor_comes_back_to_the_bit(int predictor) {
        LosslessPicture picture = LosslessPicture.noise(SMALL, 12, predictor);

        assertThat(Jpeg.decode(picture.encode(predictor, 0, 0), SMALL).values()).isEqualTo(picture.values());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,9", "13,1", "2,2"})
    void lines_and_columns_of_one_sample_are_pictures_too(int columns, int rows) {
        Raster raster = new Raster(columns, rows, 1);
        LosslessPicture picture = LosslessPicture.noise(raster, 8, columns + rows);

        assertThat(Jpeg.decode(picture.encode(4, 0, 0), raster).values()).isEqualTo(picture.values());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void components_are_interleaved_whether_they_share_a_scan_or_not(int components) {
        Raster raster = new Raster(7, 5, components);
        LosslessPicture picture = LosslessPicture.noise(raster, 8, components);

        assertThat(Jpeg.decode(picture.encode(6, 0, 0), raster).values()).isEqualTo(picture.values());
        assertThat(Jpeg.decode(picture.encodeComponentsOneByOne(6), raster).values())
                .isEqualTo(picture.values());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void after_a_restart_the_prediction_starts_again(int lines) {
        Raster raster = new Raster(5, 30, 1);
        LosslessPicture picture = LosslessPicture.noise(raster, 10, lines);

        assertThat(Jpeg.decode(picture.encode(7, 0, lines), raster).values()).isEqualTo(picture.values());
    }

    @Test
    void restart_markers_count_from_0_to_7_and_from_0_again() {
        Raster raster = new Raster(4, 20, 1);
        byte[] bytes = LosslessPicture.noise(raster, 8, 5).encode(1, 0, 1);
        int ninth = lastIndexOf(bytes, 0xD0);
        bytes[ninth] = (byte) 0xD1;

        assertThatThrownBy(() -> Jpeg.decode(bytes, raster))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("restart marker 0");
    }

    private static int lastIndexOf(byte[] bytes, int code) {
        for (int i = bytes.length - 1; i > 0; i--) {
            if ((bytes[i] & 0xFF) == code && (bytes[i - 1] & 0xFF) == 0xFF) {
                return i;
            }
        }
        throw new AssertionError("no marker " + code);
    }

    @Test
    void a_restart_within_a_line_is_rejected() {
        byte[] bytes = new JpegWriter()
                .frame(0xC3, 8, 6, 4, 0x11)
                .tableOfDifferences()
                .segment(0xDD, 0, 5)
                .scan(1, 0, 1)
                .end();

        assertThatThrownBy(() -> Jpeg.decode(bytes, new Raster(6, 4, 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("restarts within a line");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void a_point_transform_leaves_out_the_lowest_bits(int shift) {
        LosslessPicture picture = LosslessPicture.noise(SMALL, 8, shift);
        int[] withoutLowBits =
                Arrays.stream(picture.values()).map(v -> v >> shift << shift).toArray();

        assertThat(Jpeg.decode(picture.encode(5, shift, 0), SMALL).values()).isEqualTo(withoutLowBits);
    }

    /** T.81, H.1.2.2: the difference 32768 is a category of its own without any further bits. */
    @Test
    void the_largest_difference_needs_no_bits_behind_its_category() {
        Raster raster = new Raster(3, 1, 1);
        LosslessPicture picture = new LosslessPicture(raster, 16, new int[] {0, 32_768, 0});

        assertThat(Jpeg.decode(picture.encode(1, 0, 0), raster).values()).containsExactly(0, 32_768, 0);
    }

    /** By hand: prediction 128, then category 2 with the bits 11 for +3, then category 1 with the bit 0 for −1. */
    @Test
    void two_samples_written_bit_by_bit() {
        JpegWriter writer =
                new JpegWriter().frame(0xC3, 8, 2, 1, 0x11).tableOfDifferences().scan(1, 0, 1);
        writer.bits(0b00010_11, 7);
        writer.bits(0b00001_0, 6);

        assertThat(Jpeg.decode(writer.end(), new Raster(2, 1, 1)).values()).containsExactly(131, 130);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # predictor, point transform
        0, 0
        8, 0
        1, 8
        1, 15
        """)
    void a_scan_header_out_of_range_is_rejected(int predictor, int shift) {
        byte[] bytes = new JpegWriter()
                .frame(0xC3, 8, 2, 2, 0x11)
                .tableOfDifferences()
                .scan(predictor, shift, 1)
                .end();

        assertThatThrownBy(() -> Jpeg.decode(bytes, new Raster(2, 2, 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("predictor %d, point transform %d".formatted(predictor, shift));
    }

    @Test
    void cut_before_its_last_bits_it_is_always_rejected() {
        byte[] bytes = LosslessPicture.noise(SMALL, 12, 1).encode(4, 0, 2);

        for (int length = 0; length < bytes.length - 4; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Jpeg.decode(cut, SMALL))
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(DataException.class);
        }
    }
}
