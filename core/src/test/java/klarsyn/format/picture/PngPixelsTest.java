package klarsyn.format.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngPixelsTest {

    private static final Where WHERE = Where.of("a.png");

    private static Pixels decode(byte[] png) {
        return PngPixels.decode(PngChunks.parse(png, WHERE), WHERE);
    }

    private static int[] noise(PngEncoder encoder) {
        return new Random(encoder.hashCode())
                .ints((long) encoder.width() * encoder.height() * encoder.channels(), 0, 1 << encoder.bits())
                .toArray();
    }

    private static void assertHolds(Pixels pixels, PngEncoder encoder, int[] values) {
        assertThat(pixels.channels()).hasSize(encoder.channels());
        for (int i = 0; i < values.length; i++) {
            assertThat(pixels.channels().get(i % encoder.channels())[i / encoder.channels()])
                    .as("number %d", i)
                    .isEqualTo(values[i]);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # color, bits: all that the standard knows
        0, 1
        0, 2
        0, 4
        0, 8
        0, 16
        2, 8
        2, 16
        4, 8
        4, 16
        6, 8
        6, 16
        """)
    void stored_numbers_come_back_in_rows_and_in_passes(int color, int bits) {
        PngEncoder encoder = new PngEncoder(13, 11, bits, color, 0, 1, 2, 3, 4);
        int[] values = noise(encoder);

        assertHolds(decode(encoder.encode(values)), encoder, values);
        assertHolds(decode(encoder.encodeInterlaced(values)), encoder, values);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void every_filter_is_undone_from_the_first_row_on(int filter) {
        for (int color : new int[] {0, 2, 4, 6}) {
            PngEncoder encoder = new PngEncoder(9, 7, 8, color, filter);
            int[] values = noise(encoder);

            assertHolds(decode(encoder.encode(values)), encoder, values);
        }
    }

    /** Passes of small pictures have no column or no row. */
    @ParameterizedTest
    @CsvSource({"1,1", "1,8", "8,1", "2,3", "5,5", "4,9"})
    void interlaced_pictures_of_any_size_come_back(int width, int height) {
        PngEncoder encoder = new PngEncoder(width, height, 4, 0, 1, 4);
        int[] values = noise(encoder);

        assertHolds(decode(encoder.encodeInterlaced(values)), encoder, values);
    }

    /** The JDK's decoder reads the same pixels as the encoder of these tests wrote, and so do we. */
    @Test
    void the_jdk_reads_the_same_pixels() throws IOException {
        PngEncoder encoder = new PngEncoder(17, 12, 8, 2, 4, 3, 2, 1, 0);
        byte[] png = encoder.encodeInterlaced(noise(encoder));
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        Pixels pixels = decode(png);

        for (int i = 0; i < 17 * 12; i++) {
            int rgb = picture.getRGB(i % 17, i / 17);
            assertThat(pixels.channels().get(0)[i]).isEqualTo(rgb >> 16 & 0xff);
            assertThat(pixels.channels().get(1)[i]).isEqualTo(rgb >> 8 & 0xff);
            assertThat(pixels.channels().get(2)[i]).isEqualTo(rgb & 0xff);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_BYTE_BINARY})
    void pictures_of_the_jdk_come_back(int type) throws IOException {
        BufferedImage picture = new BufferedImage(21, 10, type);
        Random random = new Random(type);
        int largest = type == BufferedImage.TYPE_BYTE_BINARY ? 2 : type == BufferedImage.TYPE_BYTE_GRAY ? 256 : 65_536;
        for (int i = 0; i < 210; i++) {
            picture.getRaster().setSample(i % 21, i / 21, 0, random.nextInt(largest));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);

        float[] stored = decode(out.toByteArray()).channels().getFirst();

        for (int i = 0; i < 210; i++) {
            assertThat(stored[i]).isEqualTo(picture.getRaster().getSample(i % 21, i / 21, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256, 65_535})
    void gray_pictures_that_were_written_here_come_back(int largest) {
        char[] gray = new char[35];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (char) (i * largest / 34);
        }

        float[] stored = decode(PngWriter.encode(gray, 7, 5)).channels().getFirst();

        for (int i = 0; i < gray.length; i++) {
            assertThat(stored[i]).isEqualTo(gray[i]);
        }
    }

    // ---- what the numbers stand for

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void a_palette_gives_its_colors_with_any_number_of_bits(int bits) {
        PngEncoder encoder = new PngEncoder(2, 1, bits, 3, 0);
        byte[] palette = {1, 2, 3, (byte) 250, 0, 9};

        Pixels pixels = decode(encoder.encode(new int[] {1, 0}, PngEncoder.chunk("PLTE", palette)));

        assertThat(pixels.toVolumes().stream().map(Volume::voxels).map(v -> v[0]))
                .containsExactly(250f, 0f, 9f);
        assertThat(pixels.toVolumes().stream().map(Volume::voxels).map(v -> v[1]))
                .containsExactly(1f, 2f, 3f);
    }

    @Test
    void a_palette_of_grays_is_one_channel_and_a_transparent_entry_is_one_more() {
        PngEncoder encoder = new PngEncoder(2, 1, 8, 3, 0);
        byte[] palette = PngEncoder.chunk("PLTE", new byte[] {5, 5, 5, 7, 7, 7});
        byte[] opacity = PngEncoder.chunk("tRNS", new byte[] {(byte) 128});

        assertThat(decode(encoder.encode(new int[] {0, 1}, palette)).toVolumes())
                .hasSize(1);
        assertThat(decode(encoder.encode(new int[] {0, 1}, palette, opacity)).toVolumes())
                .hasSize(2)
                .last()
                .satisfies(last -> assertThat(last.voxels()).containsExactly(128, 255));
    }

    @Test
    void a_color_that_the_palette_lacks_is_rejected() {
        PngEncoder encoder = new PngEncoder(2, 1, 8, 3, 0);
        byte[] png = encoder.encode(new int[] {0, 2}, PngEncoder.chunk("PLTE", new byte[6]));

        assertThatThrownBy(() -> decode(png))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 of a palette of 2");
    }

    @Test
    void opacity_that_is_full_everywhere_is_no_channel() {
        PngEncoder encoder = new PngEncoder(2, 1, 8, 4, 0);

        assertThat(decode(encoder.encode(new int[] {9, 255, 8, 255})).toVolumes())
                .hasSize(1);
        assertThat(decode(encoder.encode(new int[] {9, 255, 8, 254})).toVolumes())
                .hasSize(2);
    }

    @Test
    void a_transparent_label_map_is_rejected_with_how_many_pixels_are() {
        PngEncoder encoder = new PngEncoder(3, 1, 8, 4, 0);
        Pixels pixels = decode(encoder.encode(new int[] {1, 255, 1, 0, 0, 0}));

        assertThatThrownBy(() -> pixels.toLabels(WHERE))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 of 3 pixels");
    }

    @Test
    void labels_are_numbers_of_a_gray_picture_entries_of_a_palette_or_colors() {
        Pixels gray = decode(new PngEncoder(3, 1, 8, 0, 0).encode(new int[] {0, 7, 255}));
        Pixels palette = decode(new PngEncoder(3, 1, 8, 3, 0)
                .encode(new int[] {0, 1, 1}, PngEncoder.chunk("PLTE", new byte[] {0, 0, 0, (byte) 255, 0, 0})));
        Pixels colors = decode(new PngEncoder(2, 1, 8, 2, 0).encode(new int[] {0, 0, 0, 0, 255, 0}));

        assertThat(gray.toLabels(WHERE).counts()).hasToString("{0=1, 7=1, 255=1}");
        assertThat(palette.toLabels(WHERE).counts()).hasToString("{0=1, 1=2}");
        assertThat(colors.toLabels(WHERE).counts()).hasToString("{0=1, green=1}");
    }

    // ---- hostile

    @Test
    void cut_anywhere_it_is_rejected() {
        PngEncoder encoder = new PngEncoder(6, 5, 8, 2, 4);
        byte[] png = encoder.encode(noise(encoder));

        for (int length = 0; length < png.length; length++) {
            byte[] cut = Arrays.copyOf(png, length);
            assertThatThrownBy(() -> decode(cut)).as("%d bytes", length).isInstanceOf(DataException.class);
        }
    }

    @Test
    void any_changed_byte_is_noticed_by_a_check_sum_or_the_mark() {
        PngEncoder encoder = new PngEncoder(6, 5, 8, 0, 1);
        byte[] png = encoder.encode(noise(encoder));

        for (int at = 0; at < png.length; at++) {
            byte[] damaged = png.clone();
            damaged[at] ^= 0x10;
            int place = at;
            if (at < 4 || at >= 8) { // behind the mark of four bytes four more are only for old modems
                assertThatThrownBy(() -> decode(damaged)).as("byte %d", place).isInstanceOf(DataException.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # width, height, bits, color
        0,          5,          8,  0
        5,          0,          8,  0
        -1,         5,          8,  0
        5,          5,          3,  0
        5,          5,          16, 3
        5,          5,          4,  2
        5,          5,          8,  1
        5,          5,          8,  7
        """)
    void a_header_that_png_does_not_know_is_rejected(int width, int height, int bits, int color) {
        byte[] png = new PngEncoder(1, 1, 8, 0, 0).encode(new int[1]);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) bits)
                .put((byte) color)
                .array();
        System.arraycopy(PngEncoder.chunk("IHDR", header), 0, png, 8, 25);

        assertThatThrownBy(() -> decode(png)).isInstanceOf(DataException.class);
    }

    @Test
    void a_header_that_claims_billions_of_pixels_is_rejected_before_they_are_allocated() {
        byte[] png = new PngEncoder(1, 1, 8, 0, 0).encode(new int[1]);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(Integer.MAX_VALUE)
                .putInt(Integer.MAX_VALUE)
                .put((byte) 8)
                .array();
        System.arraycopy(PngEncoder.chunk("IHDR", header), 0, png, 8, 25);

        assertThatThrownBy(() -> decode(png)).isInstanceOf(DataException.class);
    }

    @Test
    void an_unknown_filter_is_rejected() {
        byte[] png = new PngEncoder(3, 2, 8, 0, 7).encode(new int[6]);

        assertThatThrownBy(() -> decode(png)).isInstanceOf(DataException.class).hasMessageContaining("filter");
    }
}
