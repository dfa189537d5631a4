package klarsyn.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import klarsyn.base.DataException;
import klarsyn.codec.Raster;
import klarsyn.codec.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegSequentialTest {

    /** Half a unit for rounding, and what single precision loses in sums of 64 products. */
    private static final double ROUNDING = 0.51;

    @ParameterizedTest
    @ValueSource(ints = {8, 12})
    void samples_are_the_cosine_transform_of_their_coefficients(int bits) {
        BlockPicture picture = BlockPicture.random(new Raster(29, 18, 1), bits, bits, 0x11);

        assertDecodes(picture, picture.encode(0));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # sampling factors of three components
        11, 11, 11
        21, 11, 11
        12, 11, 11
        22, 11, 11
        22, 21, 12
        41, 11, 21
        11, 22, 11
        """)
    void smaller_components_are_repeated(String first, String second, String third) {
        int[] sampling = {Integer.parseInt(first, 16), Integer.parseInt(second, 16), Integer.parseInt(third, 16)};
        BlockPicture picture = BlockPicture.random(new Raster(37, 21, 3), 8, 3, sampling);

        assertDecodes(picture, picture.encode(0));
        assertDecodes(picture, picture.encodeComponentsOneByOne());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "8,8", "9,8", "8,9", "16,1"})
    void blocks_at_the_edge_are_cut_to_the_picture(int columns, int rows) {
        BlockPicture picture = BlockPicture.random(new Raster(columns, rows, 1), 8, 4, 0x11);

        assertDecodes(picture, picture.encode(0));
    }

    /** T.81, A.2.2: a single component is never in units of several blocks, whatever its factors are. */
    @Test
    void sampling_factors_of_a_single_component_mean_nothing() {
        BlockPicture plain = BlockPicture.random(new Raster(20, 20, 1), 8, 5, 0x11);
        byte[] bytes = plain.encode(0);
        int factors = indexOf(bytes, 0xC0) + 10;
        bytes[factors] = 0x22;

        assertDecodes(plain, bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void means_start_again_after_a_restart(int interval) {
        BlockPicture picture = BlockPicture.random(new Raster(90, 24, 3), 8, 6, 0x21, 0x11, 0x11);

        assertDecodes(picture, picture.encode(interval));
    }

    private static void assertDecodes(BlockPicture picture, byte[] bytes) {
        Samples samples = Jpeg.decode(bytes, picture.raster());

        assertThat(samples.bits()).isEqualTo(picture.bits());
        double[] expected = picture.samples();
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) samples.values()[i])
                    .as("sample %d", i)
                    .isBetween(expected[i] - ROUNDING, expected[i] + ROUNDING);
        }
    }

    /** The JDK's decoder transforms in integers: it and exact arithmetic may differ by one. */
    @ParameterizedTest
    @CsvSource({"1.0,1", "0.9,1", "0.5,1", "0.1,1"})
    void gray_pictures_of_the_jdk_decode_as_the_jdk_does(float quality, int tolerance) throws IOException {
        BufferedImage image = new BufferedImage(43, 35, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 35; y++) {
            for (int x = 0; x < 43; x++) {
                image.getRaster().setSample(x, y, 0, (int) (127 + 100 * Math.sin(x * y / 40.0) + (x * 7 + y) % 13));
            }
        }
        byte[] bytes = written(image, quality, ImageWriteParam.MODE_DISABLED);

        int[] values = Jpeg.decode(bytes, new Raster(43, 35, 1)).values();

        int[] reference =
                ImageIO.read(new ByteArrayInputStream(bytes)).getRaster().getPixels(0, 0, 43, 35, (int[]) null);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isBetween(reference[i] - tolerance, reference[i] + tolerance);
        }
    }

    /** The JDK writes colors as luminance and two chrominances at half the size; a gray picture has both at 128. */
    @Test
    void colors_stay_as_they_are_stored() throws IOException {
        BufferedImage image = new BufferedImage(33, 17, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 33; x++) {
            for (int y = 0; y < 17; y++) {
                image.setRGB(x, y, 0x010101 * (x * 7));
            }
        }
        byte[] bytes = written(image, 1, ImageWriteParam.MODE_DISABLED);

        int[] values = Jpeg.decode(bytes, new Raster(33, 17, 3)).values();

        for (int i = 0; i < values.length; i += 3) {
            assertThat(values[i]).isBetween(i / 3 % 33 * 7 - 3, i / 3 % 33 * 7 + 3);
            assertThat(values[i + 1]).isBetween(127, 129);
            assertThat(values[i + 2]).isBetween(127, 129);
        }
    }

    @Test
    void progressive_pictures_of_the_jdk_are_rejected_by_name() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        byte[] bytes = written(image, 0.8f, ImageWriteParam.MODE_DEFAULT);

        assertThatThrownBy(() -> Jpeg.decode(bytes, new Raster(16, 16, 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("progressive");
    }

    private static byte[] written(BufferedImage image, float quality, int progressive) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            parameters.setProgressiveMode(progressive);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @Test
    void values_beyond_the_range_are_clamped() {
        BlockPicture picture = BlockPicture.random(new Raster(16, 8, 1), 8, 7, 0x11);
        Arrays.fill(picture.blocks()[0][0], 0);
        Arrays.fill(picture.blocks()[0][1], 0);
        picture.blocks()[0][0][0] = 2000;
        picture.blocks()[0][1][0] = -2000;

        int[] values = Jpeg.decode(picture.encode(0), picture.raster()).values();

        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(i % 16 < 8 ? 255 : 0);
        }
    }

    @Test
    void a_run_beyond_the_block_is_rejected() {
        JpegWriter writer = new JpegWriter()
                .quantization(1)
                .frame(0xC0, 8, 8, 8, 0x11)
                .tableOfDifferences()
                .tableOfCoefficients()
                .scan(0, 0, 1);
        writer.difference(0);
        for (int i = 0; i < 4; i++) {
            writer.coefficient(15, 1);
        }

        assertThatThrownBy(() -> Jpeg.decode(writer.end(), new Raster(8, 8, 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("more than 64 coefficients");
    }

    @Test
    void a_mean_of_sixteen_bits_is_rejected() {
        JpegWriter writer = new JpegWriter()
                .quantization(1)
                .frame(0xC0, 8, 8, 8, 0x11)
                .tableOfDifferences()
                .tableOfCoefficients()
                .scan(0, 0, 1);
        writer.bits(16, 5);

        assertThatThrownBy(() -> Jpeg.decode(writer.end(), new Raster(8, 8, 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("more than 15 bits");
    }

    @Test
    void cut_before_its_last_bits_it_is_always_rejected() {
        BlockPicture picture = BlockPicture.random(new Raster(24, 16, 3), 8, 8, 0x21, 0x11, 0x11);
        byte[] bytes = picture.encode(2);

        for (int length = 0; length < bytes.length - 4; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Jpeg.decode(cut, picture.raster()))
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(DataException.class);
        }
    }

    private static int indexOf(byte[] bytes, int code) {
        for (int i = 1; i < bytes.length; i++) {
            if ((bytes[i] & 0xFF) == code && (bytes[i - 1] & 0xFF) == 0xFF) {
                return i;
            }
        }
        throw new AssertionError("no marker " + code);
    }
}
