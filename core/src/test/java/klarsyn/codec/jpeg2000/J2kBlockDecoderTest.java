package klarsyn.codec.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import klarsyn.base.DataException;
import klarsyn.codec.CodecErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class J2kBlockDecoderTest {

    private static final CodecErrors ERRORS = new CodecErrors("JPEG 2000");
    private static final int ALL = Integer.MAX_VALUE;
    private static final int PLANES = 20;

    /** T.800, J.10: coefficients of the two subbands of the standard's own example. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # kind, height, passes, empty planes, bytes | coefficients
        0 | 5 | 16 | 3 | 018F0DC8755D | -26 -22 -30 -32 -19
        2 | 4 | 7  | 7 | 0FB176       | 1 5 1 0
        """)
    void blocks_of_the_standards_own_example(
            int kind, int height, int passes, int emptyPlanes, String hex, String coefficients) {
        J2kBlock block = new J2kBlock(new J2kRect(0, 0, 1, height));
        block.passes = passes;
        block.emptyPlanes = emptyPlanes;
        J2kBlock.Segment segment = block.open(style(0));
        segment.passes = passes;
        segment.bytes.writeBytes(HexFormat.of().parseHex(hex));

        int[] decoded = decode(block, band(kind, block.rect, emptyPlanes + (passes + 2) / 3), 0);

        assertThat(decoded)
                .containsExactly(Arrays.stream(coefficients.split(" "))
                        .mapToInt(Integer::parseInt)
                        .toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void blocks_of_every_kind_of_subband_come_back(int kind) {
        assertComesBack(random(19, 13, 12, 0.5, kind), 19, 13, kind, 0);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,9", "9,1", "3,4", "4,3", "64,64", "256,4", "5,5"})
    void blocks_of_every_size_come_back(int width, int height) {
        assertComesBack(random(width, height, 9, 0.7, width), width, height, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"1,1.0", "1,0.02", "8,0.01", "8,0.3", "16,1.0", "18,0.5"})
    void coefficients_of_every_depth_and_density_come_back(int bits, double density) {
        assertComesBack(random(32, 32, bits, density, bits), 32, 32, 3, 0);
    }

    /** Bit by bit: lazy 1, reset 2, termination 4, causal 8, symbols 32. */
    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x02, 0x04, 0x08, 0x20, 0x05, 0x06, 0x0C, 0x09, 0x0F, 0x21, 0x2E, 0x2F})
    void every_style_of_coding_comes_back(int flags) {
        for (int kind = 0; kind < 4; kind++) {
            assertComesBack(random(17, 14, 14, 0.6, flags + kind), 17, 14, kind, flags);
        }
    }

    /** The lowest planes are omitted: a coefficient is the middle of its possible range. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 13, 22})
    void fewer_passes_leave_an_error_below_the_planes_that_are_missing(int passes) {
        int[] values = random(16, 16, 12, 0.8, passes);
        J2kRect rect = new J2kRect(0, 0, 16, 16);
        J2kBand band = band(0, rect, PLANES);
        J2kBlock block = BlockEncoder.encode(values, rect, band, style(0), passes);
        int planesLeft = BlockEncoder.planes(values) - (passes + 2) / 3;

        int[] decoded = decode(block, band, 0);

        for (int i = 0; i < values.length; i++) {
            assertThat(Math.abs(decoded[i] - values[i])).isLessThan(1 << planesLeft);
            assertThat(decoded[i] * (long) values[i]).isNotNegative();
        }
    }

    @Test
    void more_passes_never_make_the_sum_of_errors_larger() {
        int[] values = random(16, 16, 10, 0.8, 5);
        J2kRect rect = new J2kRect(0, 0, 16, 16);
        J2kBand band = band(0, rect, PLANES);
        long last = Long.MAX_VALUE;
        for (int passes = 1; passes <= 28; passes += 3) {
            int[] decoded = decode(BlockEncoder.encode(values, rect, band, style(0), passes), band, 0);
            long sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += Math.abs(decoded[i] - values[i]);
            }
            assertThat(sum).isLessThanOrEqualTo(last);
            last = sum;
        }
        assertThat(last).isZero();
    }

    @Test
    void one_decoder_serves_blocks_of_different_sizes_one_after_the_other() {
        J2kBlockDecoder decoder = new J2kBlockDecoder(ERRORS);
        for (int size : new int[] {32, 5, 17, 64, 1}) {
            int[] values = random(size, size, 8, 0.5, size);
            J2kRect rect = new J2kRect(0, 0, size, size);
            J2kBand band = band(1, rect, PLANES);
            int[] doubled = decoder.decode(BlockEncoder.encode(values, rect, band, style(0), ALL), band, style(0));

            assertThat(halved(doubled, values.length)).isEqualTo(values);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # planes of the subband, empty planes, passes
        5,  5, 1
        5,  9, 1
        5,  3, 5
        40, 3, 1
        """)
    void passes_that_no_plane_is_left_for_are_rejected(int planes, int emptyPlanes, int passes) {
        J2kBlock block = new J2kBlock(new J2kRect(0, 0, 4, 4));
        block.emptyPlanes = emptyPlanes;
        block.passes = passes;
        block.open(style(0)).passes = passes;

        assertThatThrownBy(() -> decode(block, band(0, block.rect, planes), 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("%d passes in %d planes".formatted(passes, planes - emptyPlanes));
    }

    @Test
    void a_damaged_block_with_check_symbols_is_rejected() {
        int[] values = random(16, 16, 10, 0.8, 5);
        J2kRect rect = new J2kRect(0, 0, 16, 16);
        J2kBand band = band(0, rect, PLANES);
        J2kBlock whole = BlockEncoder.encode(values, rect, band, style(0x20), ALL);
        byte[] bytes = whole.segments.getFirst().bytes.toByteArray();
        bytes[bytes.length / 3] ^= 0x55;
        whole.segments.getFirst().bytes.reset();
        whole.segments.getFirst().bytes.writeBytes(bytes);

        assertThatThrownBy(() -> decode(whole, band, 0x20))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a segmentation symbol of a code-block is wrong");
    }

    private static void assertComesBack(int[] values, int width, int height, int kind, int flags) {
        J2kRect rect = new J2kRect(0, 0, width, height);
        J2kBand band = band(kind, rect, PLANES);
        J2kBlock block = BlockEncoder.encode(values, rect, band, style(flags), ALL);

        assertThat(decode(block, band, flags)).isEqualTo(values);
    }

    private static int[] decode(J2kBlock block, J2kBand band, int flags) {
        int[] doubled = new J2kBlockDecoder(ERRORS).decode(block, band, style(flags));
        return halved(doubled, block.rect.width() * block.rect.height());
    }

    private static int[] halved(int[] doubled, int count) {
        return Arrays.stream(doubled, 0, count).map(v -> v / 2).toArray();
    }

    private static int[] random(int width, int height, int bits, double density, long seed) {
        Random random = new Random(seed);
        int[] values = new int[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble() < density ? random.nextInt(-(1 << bits) + 1, 1 << bits) : 0;
        }
        values[random.nextInt(values.length)] = (1 << bits) - 1;
        return values;
    }

    private static J2kBand band(int kind, J2kRect rect, int planes) {
        return new J2kBand(rect, kind, 0, 0, planes, 1);
    }

    private static J2kStyle style(int flags) {
        return new J2kStyle(0, 6, 6, flags, true, new int[] {0xFF});
    }
}
