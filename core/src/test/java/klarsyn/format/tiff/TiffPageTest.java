package klarsyn.format.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import klarsyn.base.DataException;
import klarsyn.format.Images;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of every kind of number, division and prediction, in both orders of bytes. */
class TiffPageTest {

    private static final int WIDTH = 13;
    private static final int HEIGHT = 9;

    @TempDir
    private Path folder;

    private List<Volume> read(byte[] tiff) {
        try {
            return Images.readChannels(Files.write(folder.resolve("a.tif"), tiff));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static long[] noise(int samples, int bits) {
        Random random = new Random(bits * 31L + samples);
        long[] values = new long[WIDTH * HEIGHT * samples];
        for (int i = 0; i < values.length; i++) {
            values[i] = bits == 64 ? random.nextLong() : random.nextLong() & (1L << bits) - 1;
        }
        return values;
    }

    private void assertReads(byte[] tiff, int samples, float[] expected) {
        List<Volume> channels = read(tiff);
        assertThat(channels).hasSize(samples);
        for (int i = 0; i < expected.length; i++) {
            assertThat(channels.get(i % samples).voxels()[i / samples])
                    .as("number %d", i)
                    .isEqualTo(expected[i]);
        }
    }

    private static float[] unsigned(long[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values[i] >= 0 ? values[i] : (float) (values[i] + 0x1p64);
        }
        return floats;
    }

    /** Ways to lay out the same picture. */
    @SuppressWarnings("ImmutableEnumChecker") // immutable functions
    enum Division {
        AT_ONCE(tiff -> tiff),
        STRIPS(tiff -> tiff.strips(4)),
        ROWS(tiff -> tiff.strips(1)),
        TILES(tiff -> tiff.tiles(16, 16)),
        SMALL_TILES(tiff -> tiff.tiles(8, 4)),
        BIG_ENDIAN(tiff -> tiff.order(ByteOrder.BIG_ENDIAN)),
        BIG_ENDIAN_TILES(tiff -> tiff.order(ByteOrder.BIG_ENDIAN).tiles(8, 4)),
        BIG_TIFF(TiffFile::bigTiff),
        BIG_TIFF_BIG_ENDIAN(tiff -> tiff.bigTiff().order(ByteOrder.BIG_ENDIAN).strips(2)),
        PLANES(TiffFile::planar),
        PLANES_IN_TILES(tiff -> tiff.planar().tiles(8, 4)),
        DEFLATED_STRIPS(tiff -> tiff.deflated().strips(3)),
        PREDICTED(tiff -> tiff.predictor(2)),
        PREDICTED_BIG_ENDIAN_TILES(tiff ->
                tiff.predictor(2).order(ByteOrder.BIG_ENDIAN).tiles(8, 4).deflated()),
        PREDICTED_PLANES(tiff -> tiff.predictor(2).planar().strips(2));

        private final UnaryOperator<TiffFile> layout;

        Division(UnaryOperator<TiffFile> layout) {
            this.layout = layout;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_picture_is_the_same_however_its_numbers_are_laid_out(Division division) {
        for (int samples : new int[] {1, 3}) {
            for (int bits : new int[] {8, 16, 32}) {
                long[] values = noise(samples, bits);
                byte[] tiff = division.layout
                        .apply(new TiffFile(WIDTH, HEIGHT, samples, bits))
                        .write(values);

                assertReads(tiff, samples, unsigned(values));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "4,1", "8,1", "16,1", "64,1", "2,3", "4,2"})
    void numbers_of_any_bits_come_back(int bits, int samples) {
        long[] values = noise(samples, bits);

        assertReads(new TiffFile(WIDTH, HEIGHT, samples, bits).write(values), samples, unsigned(values));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32})
    void numbers_with_a_sign_come_back(int bits) {
        long[] values = noise(1, bits);
        float[] expected = new float[values.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = values[i] << (64 - bits) >> (64 - bits);
        }

        assertReads(new TiffFile(WIDTH, HEIGHT, 1, bits).format(2).write(values), 1, expected);
    }

    /** Predictor 3 stores all highest bytes of a row first, whatever the order of bytes in the file. */
    @ParameterizedTest
    @CsvSource({"16,1", "32,1", "64,1", "32,3", "16,3", "64,3"})
    void floats_come_back_with_and_without_prediction(int bits, int predictor) {
        float[] expected = new float[WIDTH * HEIGHT];
        long[] stored = new long[expected.length];
        Random random = new Random(bits);
        for (int i = 0; i < expected.length; i++) {
            float value = Float.float16ToFloat(Float.floatToFloat16((float) random.nextGaussian() * 100));
            expected[i] = value;
            stored[i] = switch (bits) {
                case 16 -> Float.floatToFloat16(value) & 0xffff;
                case 32 -> Float.floatToIntBits(value);
                default -> Double.doubleToLongBits(value);
            };
        }
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            byte[] tiff = new TiffFile(WIDTH, HEIGHT, 1, bits)
                    .format(3)
                    .predictor(predictor)
                    .order(order)
                    .strips(4)
                    .write(stored);

            assertReads(tiff, 1, expected);
        }
    }

    @Test
    void a_palette_gives_the_upper_byte_of_its_colors() {
        long[] map = new long[3 * 256];
        map[7] = 0x1234;
        map[256 + 7] = 0xABCD;
        map[512 + 7] = 0xFFFF;
        byte[] tiff = new TiffFile(1, 1, 1, 8).tag(262, 3).tag(320, map).write(new long[] {7});

        assertThat(read(tiff).stream().map(volume -> volume.voxels()[0]))
                .containsExactly((float) 0x12, (float) 0xAB, (float) 0xFF);
    }

    @Test
    void opacity_that_is_full_everywhere_is_no_channel() {
        byte[] opaque = new TiffFile(2, 1, 2, 8).tag(338, 2).write(new long[] {5, 255, 6, 255});
        byte[] clear = new TiffFile(2, 1, 2, 8).tag(338, 2).write(new long[] {5, 255, 6, 9});

        assertThat(read(opaque)).hasSize(1);
        assertThat(read(clear)).hasSize(2);
    }

    // ---- refused

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what is wrong               | tag | value
        a width of nothing            | 256 | 0
        more channels than make sense | 277 | 5000
        colors for print              | 262 | 5
        brightness and color apart    | 262 | 6
        an unknown kind of color      | 262 | 12
        bits in reversed order        | 266 | 2
        a compression of its own      | 259 | 34712
        a tile of no width            | 322 | 0
        numbers of 12 bits            | 258 | 12
        numbers of an unknown format  | 339 | 9
        a predictor for floats        | 317 | 3
        an unknown predictor          | 317 | 77
        no pixels                     | 273 | ''
        """)
    void a_page_that_is_broken_or_not_read_is_rejected(String wrong, int tag, String value) throws IOException {
        byte[] tiff = new TiffFile(WIDTH, HEIGHT, 1, 8).write(noise(1, 8));
        long[] values = value.isEmpty() ? new long[0] : new long[] {Long.parseLong(value)};
        byte[] broken = new TiffFile(WIDTH, HEIGHT, 1, 8).write(noise(1, 8));
        replace(broken, tag, values);

        assertThat(read(tiff)).hasSize(1);
        assertThatThrownBy(() -> read(broken)).as(wrong).isInstanceOf(DataException.class);
    }

    /** Gives a tag of the directory another value, or, where it is not there, the place of the tag of the writer's order. */
    private static void replace(byte[] tiff, int tag, long[] values) {
        int directory = (tiff[4] & 0xff) | ((tiff[5] & 0xff) << 8);
        int entries = tiff[directory] & 0xff;
        int spare = -1;
        for (int i = 0; i < entries; i++) {
            int at = directory + 2 + 12 * i;
            int found = (tiff[at] & 0xff) | ((tiff[at + 1] & 0xff) << 8);
            spare = found == 284 ? at : spare;
            if (found == tag) {
                spare = at;
                break;
            }
        }
        tiff[spare] = (byte) tag;
        tiff[spare + 1] = (byte) (tag >> 8);
        tiff[spare + 4] = (byte) values.length;
        for (int b = 0; b < 4 && values.length > 0; b++) {
            tiff[spare + 8 + b] = (byte) (values[0] >> (8 * b));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AT_ONCE", "SMALL_TILES", "BIG_TIFF", "DEFLATED_STRIPS"})
    void cut_anywhere_it_is_rejected(Division division) {
        byte[] tiff = division.layout.apply(new TiffFile(WIDTH, HEIGHT, 1, 8)).write(noise(1, 8));

        for (int length = 0; length < tiff.length; length += 3) {
            byte[] cut = Arrays.copyOf(tiff, length);
            assertThatThrownBy(() -> read(cut))
                    .as("%d of %d", length, tiff.length)
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void pixels_that_lie_behind_the_end_or_are_more_than_can_be_are_rejected() {
        byte[] far = new TiffFile(WIDTH, HEIGHT, 1, 8).write(noise(1, 8));
        replace(far, 273, new long[] {1 << 30});
        byte[] huge = new TiffFile(WIDTH, HEIGHT, 1, 8).write(noise(1, 8));
        replace(huge, 257, new long[] {Integer.MAX_VALUE});

        assertThatThrownBy(() -> read(far)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> read(huge)).isInstanceOf(DataException.class);
    }
}
