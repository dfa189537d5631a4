package klarsyn.codec.jpegls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import klarsyn.base.DataException;
import klarsyn.codec.Raster;
import klarsyn.codec.Samples;
import klarsyn.codec.jpegls.JpegLsEncoder.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegLsTest {

    private static final Raster SMALL = new Raster(23, 17, 1);

    /** The worked example of T.87, H.3. */
    private static final String EXAMPLE_OF_THE_STANDARD = """
        FFD8 FFF7 000B 08 0004 0004 01 01 11 00 FFDA 0008 01 01 00 00 00 00
        C000 006C 8020 8E01 C000 0057 4000 006E E600 0001 BC18 0000 05D8 0000 9160 FFD9
        """;

    @Test
    void the_standards_own_example_decodes_to_its_sixteen_samples() {
        byte[] bytes = HexFormat.of().parseHex(EXAMPLE_OF_THE_STANDARD.replaceAll("\\s", ""));

        assertThat(JpegLs.decode(bytes, new Raster(4, 4, 1)).values())
                .containsExactly(0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145);
    }

    /** The encoder of these tests also conforms to the standard. */
    @Test
    void the_encoder_of_these_tests_writes_the_standards_own_example() {
        int[] samples = {0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145};

        byte[] bytes = JpegLsEncoder.encode(Settings.of(8, 0), new Raster(4, 4, 1), samples);

        assertThat(HexFormat.of().withUpperCase().formatHex(bytes))
                .isEqualTo(EXAMPLE_OF_THE_STANDARD.replaceAll("\\s", ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 7, 8, 10, 12, 15, 16})
    void every_precision_from_2_to_16_bits_comes_back_to_the_bit(int bits) {
        for (Texture texture : Texture.values()) {
            int[] values = texture.values(SMALL, (1 << bits) - 1);

            Samples samples = JpegLs.decode(JpegLsEncoder.encode(Settings.of(bits, 0), SMALL, values), SMALL);

            assertThat(samples.bits()).isEqualTo(bits);
            assertThat(samples.values()).as("%s of %d bits", texture, bits).isEqualTo(values);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # bits, near
        8,  1
        8,  2
        8,  3
        8,  10
        8,  60
        8,  127
        12, 4
        16, 1
        16, 255
        4,  7
        """)
    void no_sample_lies_further_from_the_original_than_the_bound(int bits, int near) {
        for (Texture texture : Texture.values()) {
            int[] values = texture.values(SMALL, (1 << bits) - 1);

            int[] decoded = JpegLs.decode(JpegLsEncoder.encode(Settings.of(bits, near), SMALL, values), SMALL)
                    .values();

            for (int i = 0; i < values.length; i++) {
                assertThat(Math.abs(decoded[i] - values[i]))
                        .as("%s, sample %d", texture, i)
                        .isLessThanOrEqualTo(near);
                assertThat(decoded[i]).isBetween(0, (1 << bits) - 1);
            }
        }
    }

    /** What was decoded once is a picture that the same coding keeps as it is. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 9})
    void a_picture_within_the_bound_is_kept_when_it_is_coded_losslessly(int near) {
        int[] values = Texture.WAVES.values(SMALL, 255);
        int[] once = JpegLs.decode(JpegLsEncoder.encode(Settings.of(8, near), SMALL, values), SMALL)
                .values();

        int[] twice = JpegLs.decode(JpegLsEncoder.encode(Settings.of(8, 0), SMALL, once), SMALL)
                .values();

        assertThat(twice).isEqualTo(once);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # components, interleaving, near
        2, 0, 0
        3, 0, 0
        4, 0, 2
        2, 1, 0
        3, 1, 0
        3, 1, 4
        4, 1, 0
        2, 2, 0
        3, 2, 0
        3, 2, 5
        4, 2, 0
        1, 1, 0
        """)
    void components_come_one_by_one_by_line_or_by_sample(int components, int interleaving, int near) {
        Raster raster = new Raster(11, 9, components);
        for (Texture texture : Texture.values()) {
            int[] values = texture.values(raster, 255);
            Settings settings = Settings.of(8, near).interleaved(interleaving);

            int[] decoded = JpegLs.decode(JpegLsEncoder.encode(settings, raster, values), raster)
                    .values();

            for (int i = 0; i < values.length; i++) {
                assertThat(Math.abs(decoded[i] - values[i]))
                        .as("%s, sample %d", texture, i)
                        .isLessThanOrEqualTo(near);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,40", "40,1", "2,2", "300,3"})
    void pictures_of_any_size_come_back(int columns, int rows) {
        Raster raster = new Raster(columns, rows, 1);
        for (Texture texture : Texture.values()) {
            int[] values = texture.values(raster, 255);

            assertThat(JpegLs.decode(JpegLsEncoder.encode(Settings.of(8, 0), raster, values), raster)
                            .values())
                    .as("%s", texture)
                    .isEqualTo(values);
        }
    }

    /** Runs of thousands of equal samples take the codes for runs up to their longest. */
    @Test
    void a_flat_picture_of_a_million_samples_is_a_few_hundred_bytes() {
        Raster raster = new Raster(1024, 1024, 1);
        int[] values = new int[raster.count()];
        values[raster.count() - 1] = 9;

        byte[] bytes = JpegLsEncoder.encode(Settings.of(8, 0), raster, values);

        assertThat(bytes).hasSizeLessThan(400);
        assertThat(JpegLs.decode(bytes, raster).values()).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # largest value, thresholds, reset
        200, 0,  0,  0,   0
        0,   5,  9,  30,  0
        0,   0,  0,  0,   3
        100, 2,  2,  100, 255
        255, 1,  1,  1,   64
        """)
    void parameters_of_the_file_take_the_place_of_the_standards_own(
            int maximum, int first, int second, int third, int reset) {
        Settings settings = new Settings(8, 0, 0, maximum, first, second, third, reset);
        int[] values = Texture.NOISE.values(SMALL, settings.maxval());

        assertThat(JpegLs.decode(JpegLsEncoder.encode(settings, SMALL, values), SMALL)
                        .values())
                .isEqualTo(values);
    }

    @Test
    void cut_before_its_last_bits_it_is_always_rejected() {
        int[] values = Texture.NOISE.values(SMALL, 4095);
        byte[] bytes = JpegLsEncoder.encode(Settings.of(12, 0), SMALL, values);

        for (int length = 0; length < bytes.length - 4; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> JpegLs.decode(cut, SMALL))
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(DataException.class);
        }
    }

    /** Bytes of the scan replaced one by one: a picture of the requested size, or an error. */
    @Test
    void a_damaged_byte_never_leads_outside_of_the_picture() {
        int[] values = Texture.STRIPES.values(SMALL, 255);
        byte[] bytes = JpegLsEncoder.encode(Settings.of(8, 2), SMALL, values);
        Random random = new Random(1);

        int decoded = 0;
        for (int at = 25; at < bytes.length - 2; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            try {
                int[] samples = JpegLs.decode(damaged, SMALL).values();
                assertThat(Arrays.stream(samples).filter(v -> v < 0 || v > 255)).isEmpty();
                decoded++;
            } catch (DataException refused) {
                assertThat(refused).hasMessageContaining("JPEG-LS");
            }
        }
        assertThat(decoded).isGreaterThan(0);
    }

    /** Pictures that take different ways through the coder. */
    enum Texture {
        FLAT,
        RAMP,
        WAVES,
        STRIPES,
        CHECKERBOARD,
        NOISE;

        int[] values(Raster raster, int largest) {
            Random random = new Random(7);
            int[] values = new int[raster.count()];
            for (int i = 0; i < values.length; i++) {
                int component = i % raster.components();
                int x = i / raster.components() % raster.columns();
                int y = i / raster.components() / raster.columns();
                double share = switch (this) {
                    case FLAT -> 0.5;
                    case RAMP -> (x + y + component) % 40 / 39.0;
                    case WAVES -> 0.5 + 0.5 * Math.sin(x / 5.0 + component) * Math.cos(y / 3.0);
                    case STRIPES -> (y / 3 + component) % 2 == 0 ? 0.25 : 0.75;
                    case CHECKERBOARD -> (x + y) % 2;
                    case NOISE -> random.nextDouble();
                };
                values[i] = (int) (share * largest);
            }
            return values;
        }
    }
}
