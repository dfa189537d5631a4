package klarsyn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.DataException;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PicturesTest {

    private static final Shape SHAPE = new Shape(11, 9, 1);

    @TempDir
    Path folder;

    /** The expected value of a pixel. */
    @FunctionalInterface
    interface Formula {
        float at(int x, int y, int channel);
    }

    record Sample(String name, String base64, int channels, Formula formula) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static int byteAt(int x, int y, int channel) {
        return (13 * x + 29 * y + 71 * channel) % 256;
    }

    private static final Formula BYTES = PicturesTest::byteAt;
    private static final Formula WORDS = (x, y, channel) -> (1301 * x + 2903 * y) % 65536;
    private static final Formula HALVES = (x, y, channel) -> x * 0.5f - y * 0.25f;

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample("gray.png", PictureFiles.PNG_GRAY, 1, BYTES),
                new Sample("gray 16.png", PictureFiles.PNG_GRAY_16, 1, WORDS),
                new Sample("rgb.png", PictureFiles.PNG_RGB, 3, BYTES),
                new Sample("rgba.png", PictureFiles.PNG_RGBA, 4, BYTES),
                new Sample("opaque.png", PictureFiles.PNG_OPAQUE, 3, BYTES),
                new Sample("interlaced.png", PictureFiles.PNG_INTERLACED, 3, BYTES),
                new Sample("2 bits.png", PictureFiles.PNG_2_BITS, 1, (x, y, c) -> byteAt(x, y, 0) >> 6),
                new Sample(
                        "palette.png",
                        PictureFiles.PNG_PALETTE,
                        3,
                        (x, y, c) -> 10 + 30 * (byteAt(x, y, 0) >> 6) + 10 * c),
                new Sample("lzw.tif", PictureFiles.TIFF_BIG_ENDIAN_LZW_DIFFERENCES, 1, WORDS),
                new Sample("pack bits.tif", PictureFiles.TIFF_RGB_PACK_BITS, 3, BYTES),
                new Sample("planes.tif", PictureFiles.TIFF_RGB_PLANES_DEFLATE_DIFFERENCES, 3, BYTES),
                new Sample("rgba.tiff", PictureFiles.TIFF_RGBA, 4, BYTES),
                new Sample("tiles.tif", PictureFiles.TIFF_FLOAT_TILES_FLOATING_POINT_DIFFERENCES, 1, HALVES),
                new Sample("half.tif", PictureFiles.TIFF_HALF, 1, HALVES),
                new Sample("big.tif", PictureFiles.TIFF_DOUBLE_BIG, 1, HALVES),
                new Sample("bits.tif", PictureFiles.TIFF_BITS, 1, (x, y, c) -> byteAt(x, y, 0) > 100 ? 1 : 0),
                new Sample("rgb.webp", PictureFiles.WEBP, 3, BYTES),
                new Sample("rgb.bmp", PictureFiles.BMP, 3, BYTES),
                new Sample("mask.gif", PictureFiles.GIF_MASK, 1, (x, y, c) -> byteAt(x, y, 0) > 100 ? 255 : 0));
    }

    private Path file(String name, String base64) throws IOException {
        return Files.write(folder.resolve(name), PictureFiles.bytes(base64));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void stored_numbers_come_out_as_they_are(Sample sample) throws IOException {
        Path file = file(sample.name(), sample.base64());
        List<Volume> channels = Images.readChannels(file);
        assertThat(channels).hasSize(sample.channels());
        assertThat(Images.readGeometry(file)).isEqualTo(channels.getFirst().geometry());
        for (int channel = 0; channel < channels.size(); channel++) {
            Volume volume = channels.get(channel);
            assertThat(volume.shape()).isEqualTo(SHAPE);
            assertThat(volume.geometry().toWorld(3, 2, 0)).containsExactly(3, 2, 0);
            for (int y = 0; y < SHAPE.y(); y++) {
                for (int x = 0; x < SHAPE.x(); x++) {
                    assertThat(volume.at(x, y, 0))
                            .as("(%d, %d) of channel %d", x, y, channel)
                            .isEqualTo(sample.formula().at(x, y, channel));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_file_without_an_ending_is_known_by_its_content(Sample sample) throws IOException {
        Path file = file("picture", sample.base64());
        assertThat(Images.readChannels(file)).hasSize(sample.channels());
    }

    @Test
    void pages_of_one_kind_are_a_stack() throws IOException {
        Volume stack = Images.read(file("stack.tif", PictureFiles.TIFF_STACK));
        assertThat(stack.shape()).isEqualTo(new Shape(11, 9, 3));
        assertThat(stack.at(10, 8, 2)).isEqualTo(byteAt(10, 8, 0) - 200f);
        assertThat(stack.at(1, 0, 1)).isEqualTo(13 - 100f);
    }

    /** Corners, center and sums of {@code np.asarray(Image.open(file))}. */
    @Test
    void jpeg_is_decoded_as_pillow_decodes_it() throws IOException {
        List<Volume> colors = Images.readChannels(file("rgb.jpg", PictureFiles.JPEG_RGB));
        double[][] expected = {{10, 172, 89, 8914}, {194, 125, 160, 15828}, {62, 99, 80, 7927}};
        for (int channel = 0; channel < 3; channel++) {
            assertNear(colors.get(channel), expected[channel]);
        }
        Volume gray = Images.read(file("gray.jpeg", PictureFiles.JPEG_GRAY));
        assertNear(gray, 0, 179, 90, 8901);
    }

    private static void assertNear(Volume volume, double... expected) {
        double sum = 0;
        for (float value : volume.voxels()) {
            sum += value;
        }
        double tolerance = 2; // decoders may round the cosine transform differently
        assertThat(volume.at(0, 0, 0)).isBetween((float) (expected[0] - tolerance), (float) (expected[0] + tolerance));
        assertThat(volume.at(10, 8, 0)).isBetween((float) (expected[1] - tolerance), (float) (expected[1] + tolerance));
        assertThat(volume.at(5, 4, 0)).isBetween((float) (expected[2] - tolerance), (float) (expected[2] + tolerance));
        assertThat(sum).isBetween(expected[3] - volume.voxels().length, expected[3] + volume.voxels().length);
    }

    @Test
    void labels_are_the_stored_numbers_and_a_palette_counts() throws IOException {
        LabelMap palette = Images.readLabels(file("p.png", PictureFiles.PNG_PALETTE));
        LabelMap bits = Images.readLabels(file("b.tif", PictureFiles.TIFF_BITS));
        for (int y = 0; y < SHAPE.y(); y++) {
            for (int x = 0; x < SHAPE.x(); x++) {
                assertThat((int) palette.at(x, y, 0)).isEqualTo(byteAt(x, y, 0) >> 6);
                assertThat((int) bits.at(x, y, 0)).isEqualTo(byteAt(x, y, 0) > 100 ? 1 : 0);
            }
        }
        Path colors = file("c.png", PictureFiles.PNG_RGB);
        assertThatThrownBy(() -> Images.readLabels(colors))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("color picture");
    }

    @Test
    void labels_and_whole_intensities_survive_png() {
        Path file = folder.resolve("labels.png");
        for (short largest : new short[] {255, 256, Short.MAX_VALUE}) {
            LabelMap labels = new LabelMap(
                    Geometry.of(new Shape(3, 2, 1), new Spacing(1, 1, 1)), new short[] {0, 1, 2, largest, 0, 7});
            Images.write(labels, file);
            LabelMap again = Images.readLabels(file);
            assertThat(again.geometry()).isEqualTo(labels.geometry());
            assertThat(again.voxels()).containsExactly(labels.voxels());
        }
        Volume volume =
                new Volume(Geometry.of(new Shape(2, 2, 1), new Spacing(1, 1, 1)), new float[] {0, 65535, 300, 1});
        Images.write(volume, file);
        assertThat(Images.read(file).voxels()).containsExactly(volume.voxels());
    }

    @Test
    void what_png_cannot_hold_is_not_written() {
        Path file = folder.resolve("no.png");
        var grid = Geometry.of(new Shape(1, 1, 2), new Spacing(1, 1, 1));
        assertThatThrownBy(() -> Images.write(new LabelMap(grid, new short[2]), file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 slices");
        var flat = Geometry.of(new Shape(1, 1, 1), new Spacing(1, 1, 1));
        for (float value : new float[] {0.5f, -1, 65536, Float.NaN}) {
            assertThatThrownBy(() -> Images.write(new Volume(flat, new float[] {value}), file))
                    .isInstanceOf(DataException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }
}
