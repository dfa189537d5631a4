package klarsyn.codec.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import klarsyn.base.DataException;
import klarsyn.codec.Raster;
import klarsyn.codec.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Jpeg2000Test {

    private static final Raster SMALL = new Raster(29, 22, 1);

    /** T.800, J.10: one column of nine samples, and the packets as the standard prints them. */
    @Test
    void the_standards_own_example_decodes_to_its_nine_samples() {
        String hex = """
            FF4F FF51 0029 0000 00000001 00000009 00000000 00000000 00000001 00000009 00000000 00000000
            0001 07 01 01 FF5C 0007 40 40 48 48 50 FF52 000C 00 00 0001 00 01 04 04 00 01
            FF90 000A 0000 0000001E 00 01 FF93
            C7D4 0C01 8F0D C875 5DC0 7C21 800F B176 FFD9
            """;

        Samples samples = Jpeg2000.decode(HexFormat.of().parseHex(hex.replaceAll("\\s", "")), new Raster(1, 9, 1));

        assertThat(samples.values()).containsExactly(101, 103, 104, 105, 96, 97, 96, 102, 109);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 8, 10, 12, 15, 16})
    void every_precision_from_1_to_16_bits_comes_back_to_the_bit(int bits) {
        int[] values = noise(SMALL, 0, 1 << bits);

        Samples samples = Jpeg2000.decode(J2kWriter.reversible(SMALL, bits, 3).encode(values), SMALL);

        assertThat(samples).returns(bits, Samples::bits).returns(false, Samples::signed);
        assertThat(samples.values()).isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 12, 16})
    void signed_samples_come_back_to_the_bit(int bits) {
        int[] values = noise(SMALL, -(1 << (bits - 1)), 1 << (bits - 1));

        Samples samples = Jpeg2000.decode(
                J2kWriter.reversible(SMALL, bits, 2).withSigned().encode(values), SMALL);

        assertThat(samples).returns(bits, Samples::bits).returns(true, Samples::signed);
        assertThat(samples.values()).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # columns, rows, levels: down to resolutions without a sample
        1,  1,  0
        1,  1,  5
        2,  2,  1
        1,  17, 3
        17, 1,  3
        5,  3,  6
        64, 64, 5
        65, 63, 5
        31, 33, 8
        """)
    void pictures_of_any_size_come_back_with_any_number_of_levels(int columns, int rows, int levels) {
        Raster raster = new Raster(columns, rows, 1);
        int[] values = noise(raster, 0, 256);

        assertThat(Jpeg2000.decode(J2kWriter.reversible(raster, 8, levels).encode(values), raster)
                        .values())
                .isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource({"2,2", "2,10", "10,2", "3,4", "4,3", "6,6"})
    void code_blocks_of_any_size_come_back(int width, int height) {
        int[] values = noise(SMALL, 0, 4096);

        byte[] bytes =
                J2kWriter.reversible(SMALL, 12, 2).withBlocks(width, height).encode(values);

        assertThat(Jpeg2000.decode(bytes, SMALL).values()).isEqualTo(values);
    }

    /** Most code-blocks have no coefficient at all, and the packets say so. */
    @Test
    void a_dark_picture_with_one_bright_spot_comes_back() {
        Raster raster = new Raster(100, 90, 1);
        int[] values = new int[raster.count()];
        Arrays.fill(values, 128);
        values[5555] = 255;

        byte[] bytes = J2kWriter.reversible(raster, 8, 3).withBlocks(3, 3).encode(values);

        assertThat(Jpeg2000.decode(bytes, raster).values()).isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x02, 0x04, 0x08, 0x20, 0x05, 0x2F})
    void code_blocks_of_every_style_come_back(int flags) {
        int[] values = noise(SMALL, 0, 65_536);

        byte[] bytes = J2kWriter.reversible(SMALL, 16, 2)
                .withBlocks(4, 4)
                .withFlags(flags)
                .encode(values);

        assertThat(Jpeg2000.decode(bytes, SMALL).values()).isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 8, 16, 29})
    void tiles_are_put_together_to_the_whole_picture(int side) {
        int[] values = noise(SMALL, 0, 256);

        byte[] bytes = J2kWriter.reversible(SMALL, 8, 2).withTiles(side).encode(values);

        assertThat(Jpeg2000.decode(bytes, SMALL).values()).isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void components_are_interleaved(int components) {
        Raster raster = new Raster(13, 11, components);
        int[] values = noise(raster, 0, 256);

        assertThat(Jpeg2000.decode(J2kWriter.reversible(raster, 8, 2).encode(values), raster)
                        .values())
                .isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void the_reversible_color_transform_is_undone_and_leaves_a_fourth_component_alone(int components) {
        Raster raster = new Raster(13, 11, components);
        int[] values = noise(raster, 0, 256);

        byte[] bytes = J2kWriter.reversible(raster, 8, 2).withColor().encode(values);

        assertThat(Jpeg2000.decode(bytes, raster).values()).isEqualTo(values);
    }

    /** Steps of a sixteenth and single precision: no sample is off by more than one. */
    @ParameterizedTest
    @CsvSource({"8,0", "8,3", "12,2", "16,5"})
    void the_irreversible_transform_comes_back_but_for_rounding(int bits, int levels) {
        int[] values = waves(SMALL, (1 << bits) - 1);

        byte[] bytes = J2kWriter.reversible(SMALL, bits, levels).irreversible().encode(values);

        assertClose(Jpeg2000.decode(bytes, SMALL).values(), values, 1);
    }

    @Test
    void the_irreversible_color_transform_is_undone_but_for_rounding() {
        Raster raster = new Raster(19, 14, 3);
        int[] values = waves(raster, 255);

        byte[] bytes =
                J2kWriter.reversible(raster, 8, 3).irreversible().withColor().encode(values);

        assertClose(Jpeg2000.decode(bytes, raster).values(), values, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x2F})
    void cut_before_its_last_bits_it_is_always_rejected(int flags) {
        byte[] bytes =
                J2kWriter.reversible(SMALL, 8, 2).withFlags(flags).withTiles(16).encode(noise(SMALL, 0, 256));

        for (int length = 0; length < bytes.length - 2; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Jpeg2000.decode(cut, SMALL))
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(DataException.class);
        }
    }

    /** Bytes of header and packets replaced one by one: a picture of the requested size, or an error. */
    @Test
    void a_damaged_byte_never_leads_outside_of_the_picture() {
        byte[] bytes = J2kWriter.reversible(SMALL, 8, 3).withBlocks(3, 3).encode(noise(SMALL, 0, 256));
        Random random = new Random(5);
        int decoded = 0;
        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            try {
                Samples samples = Jpeg2000.decode(damaged, SMALL);
                assertThat(samples.values()).hasSize(SMALL.count());
                decoded++;
            } catch (DataException refused) {
                assertThat(refused).hasMessageContaining("JPEG 2000");
            }
        }
        assertThat(decoded).isGreaterThan(0);
    }

    private static void assertClose(int[] values, int[] expected, int tolerance) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(values[i]).as("sample %d", i).isBetween(expected[i] - tolerance, expected[i] + tolerance);
        }
    }

    private static int[] noise(Raster raster, int from, int to) {
        return new Random(raster.hashCode()).ints(raster.count(), from, to).toArray();
    }

    private static int[] waves(Raster raster, int largest) {
        int[] values = new int[raster.count()];
        for (int i = 0; i < values.length; i++) {
            int x = i / raster.components() % raster.columns();
            int y = i / raster.components() / raster.columns();
            values[i] =
                    (int) (largest * (0.5 + 0.45 * Math.sin(x / 3.0 + i % raster.components()) * Math.cos(y / 4.0)));
        }
        return values;
    }
}
