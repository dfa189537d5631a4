package klarsyn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import klarsyn.base.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesHostileTest {

    @TempDir
    Path folder;

    /** A valid picture. */
    record Whole(String name, String base64) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Whole> files() {
        return Stream.of(
                new Whole("palette.png", PictureFiles.PNG_PALETTE),
                new Whole("interlaced.png", PictureFiles.PNG_INTERLACED),
                new Whole("lzw.tif", PictureFiles.TIFF_BIG_ENDIAN_LZW_DIFFERENCES),
                new Whole("bits.tif", PictureFiles.TIFF_BITS),
                new Whole("tiles.tif", PictureFiles.TIFF_FLOAT_TILES_FLOATING_POINT_DIFFERENCES),
                new Whole("stack.tif", PictureFiles.TIFF_STACK),
                new Whole("rgb.jpg", PictureFiles.JPEG_RGB),
                new Whole("gray.jpg", PictureFiles.JPEG_GRAY));
    }

    static Stream<Whole> decodedByLibraries() {
        return Stream.of(
                new Whole("rgb.webp", PictureFiles.WEBP),
                new Whole("rgb.bmp", PictureFiles.BMP),
                new Whole("mask.gif", PictureFiles.GIF_MASK));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_that_is_cut_is_rejected(Whole whole) throws IOException {
        byte[] bytes = PictureFiles.bytes(whole.base64());
        Path file = folder.resolve(whole.name());
        int step = Math.max(1, bytes.length / 150);
        for (int length = 0; length < bytes.length - 1; length += step) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Images.readChannels(file))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(DataException.class);
        }
    }

    @ParameterizedTest
    @MethodSource({"files", "decodedByLibraries"})
    void damage_causes_no_other_exception(Whole whole) throws IOException {
        byte[] bytes = PictureFiles.bytes(whole.base64());
        Path file = folder.resolve(whole.name());
        Random random = new Random(9);
        for (int i = 0; i < 150; i++) {
            byte[] damaged = i % 5 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
            for (int j = 0; j <= i % 3 && damaged.length > 0; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            try {
                Images.readChannels(file);
            } catch (DataException expected) {
                assertThat(expected).hasMessageContaining(whole.name());
            }
        }
    }

    private void assertRejected(String name, byte[] bytes, String because) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        assertThatThrownBy(() -> Images.readChannels(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(because);
    }

    @Test
    void a_png_that_claims_more_than_its_data_can_hold_is_rejected() throws IOException {
        byte[] png = PictureFiles.bytes(PictureFiles.PNG_GRAY);
        ByteBuffer.wrap(png).putInt(16, 1 << 20).putInt(20, 1 << 10);
        assertRejected("a.png", png, "checksum");
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
        assertRejected("b.png", png, "cannot be");
    }

    @Test
    void a_jpeg_that_claims_more_than_its_data_can_hold_is_rejected() throws IOException {
        byte[] jpeg = PictureFiles.bytes(PictureFiles.JPEG_RGB);
        int frame = 0;
        while (jpeg[frame] != (byte) 0xff || jpeg[frame + 1] != (byte) 0xc0) {
            frame++;
        }
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 60000).putShort(frame + 7, (short) 60000);
        assertRejected("a.jpg", jpeg, "60000×60000 pixels");
        jpeg[frame + 4] = 12;
        assertRejected("b.jpg", jpeg, "12 bits");
    }

    @Test
    void a_tiff_that_claims_too_much_or_goes_in_circles_is_rejected() throws IOException {
        byte[] tiff = PictureFiles.bytes(PictureFiles.TIFF_HALF);
        ByteBuffer bytes = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(4);
        int entries = bytes.getShort(directory);
        byte[] circle = tiff.clone();
        ByteBuffer.wrap(circle).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 2 + 12 * entries, directory);
        assertRejected("circle.tif", circle, "cycle");
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            int tag = bytes.getShort(entry);
            if (tag == 256 || tag == 257 || tag == 278) { // columns, rows, rows per strip
                bytes.putShort(entry + 2, (short) 4).putInt(entry + 8, 1 << 30);
            }
        }
        assertRejected("large.tif", tiff, "bytes cannot be decompressed");
    }

    @Test
    void kinds_that_are_not_read_are_rejected_by_name() throws IOException {
        assertRejected("a.jpg", PictureFiles.bytes(PictureFiles.JPEG_CMYK), "CMYK");
        assertRejected("a.tif", PictureFiles.bytes(PictureFiles.TIFF_JPEG), "not supported");
        assertRejected("b.png", PictureFiles.bytes(PictureFiles.JPEG_RGB), "does not start with the PNG");
    }

    @ParameterizedTest
    @ValueSource(bytes = {4, 5})
    void a_bmp_that_is_an_envelope_is_rejected(byte compression) throws IOException {
        byte[] bytes = PictureFiles.bytes(PictureFiles.BMP);
        bytes[30] = compression;
        Path file = Files.write(folder.resolve("envelope.bmp"), bytes);
        assertThatThrownBy(() -> Images.readChannels(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("envelope");
    }
}
