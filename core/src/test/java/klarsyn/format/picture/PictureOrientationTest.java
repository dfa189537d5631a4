package klarsyn.format.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import klarsyn.format.ExifBytes;
import klarsyn.format.Images;
import klarsyn.format.PictureFiles;
import klarsyn.format.TinyTiff;
import klarsyn.format.file.PictureOrientation;
import klarsyn.format.file.ReadingNote;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureOrientationTest {

    /** Stored as 123 above 456. */
    private static final char[] STORED = {1, 2, 3, 4, 5, 6};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "0, 3, 123456",
        "1, 3, 123456",
        "2, 3, 321654",
        "3, 3, 654321",
        "4, 3, 456123",
        "5, 2, 142536",
        "6, 2, 415263",
        "7, 2, 635241",
        "8, 2, 362514",
        "9, 3, 123456"
    })
    void a_picture_is_read_as_one_sees_it(int orientation, int width, String rows) throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            byte[] png = ExifBytes.inPng(PngWriter.encode(STORED, 3, 2), ExifBytes.block(orientation, order));
            Path tiff = new TinyTiff(3, 2)
                    .page(1, 2, 3, 4, 5, 6)
                    .order(order)
                    .orientation(orientation)
                    .write(folder.resolve("a.tif"));

            for (Path file : List.of(Files.write(folder.resolve("a.png"), png), tiff)) {
                Volume picture = Images.read(file);

                assertThat(digits(picture)).as("%s, %s", file, order).isEqualTo(rows);
                assertThat(picture.shape().x()).isEqualTo(width);
                assertThat(Images.readGeometry(file)).isEqualTo(picture.geometry());
                assertThat(Images.readLabels(file).shape()).isEqualTo(picture.shape());
                assertThat(Images.notes(file).isEmpty()).isEqualTo(rows.equals("123456"));
            }
        }
    }

    private static String digits(Volume volume) {
        StringBuilder digits = new StringBuilder();
        for (float voxel : volume.voxels()) {
            digits.append((int) voxel);
        }
        return digits.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void jpeg_and_webp_state_it_too(int value) throws IOException {
        byte[] block = ExifBytes.block(value, ByteOrder.BIG_ENDIAN);
        byte[] jpeg = PictureFiles.bytes(PictureFiles.JPEG_RGB);
        byte[] webp = PictureFiles.bytes(PictureFiles.WEBP);

        assertRearranged("a.jpg", jpeg, ExifBytes.inJpeg(jpeg, block), value);
        assertRearranged("a.webp", webp, ExifBytes.inWebp(webp, block), value);
    }

    private void assertRearranged(String name, byte[] plain, byte[] oriented, int value) throws IOException {
        PictureOrientation orientation = PictureOrientation.of(value);
        List<Volume> stored = Images.readChannels(Files.write(folder.resolve("stored-" + name), plain));
        List<Volume> upright = Images.readChannels(Files.write(folder.resolve(name), oriented));
        for (int channel = 0; channel < 3; channel++) {
            assertThat(upright.get(channel).shape())
                    .isEqualTo(orientation.apply(stored.get(channel).shape()));
            assertThat(upright.get(channel).voxels())
                    .isEqualTo(orientation.apply(
                            stored.get(channel).voxels(), stored.get(channel).shape()));
        }
        assertThat(Images.notes(folder.resolve(name))).containsExactly(new ReadingNote.OrientationApplied(orientation));
    }

    @Test
    void every_page_of_a_stack_is_rearranged() {
        Path file = new TinyTiff(3, 2)
                .page(1, 2, 3, 4, 5, 6)
                .page(6, 5, 4, 3, 2, 1)
                .orientation(6)
                .write(folder.resolve("stack.tif"));

        assertThat(digits(Images.read(file))).isEqualTo("415263" + "362514");
    }

    @Test
    void a_broken_block_counts_as_none() throws IOException {
        byte[] whole = ExifBytes.block(6, ByteOrder.LITTLE_ENDIAN);
        for (int length = 0; length < 22; length++) {
            assertStored(Arrays.copyOf(whole, length));
        }
        for (int offset : new int[] {0, 7, 26, 1 << 20, Integer.MAX_VALUE, -1}) {
            assertStored(ByteBuffer.wrap(whole.clone())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(4, offset)
                    .array());
        }
        byte[] otherTag = whole.clone();
        otherTag[10] = 0x13;
        ByteBuffer.wrap(otherTag).putShort(8, (short) 0xffff); // and 65535 entries
        assertStored(otherTag);
        byte[] manyValues = whole.clone();
        manyValues[14] = 2;
        assertStored(manyValues);
    }

    private void assertStored(byte[] block) throws IOException {
        Path png = Files.write(folder.resolve("broken.png"), ExifBytes.inPng(PngWriter.encode(STORED, 3, 2), block));
        byte[] jpeg = ExifBytes.inJpeg(PictureFiles.bytes(PictureFiles.JPEG_GRAY), block);

        assertThat(digits(Images.read(png))).isEqualTo("123456");
        assertThat(Images.notes(Files.write(folder.resolve("broken.jpg"), jpeg)))
                .isEmpty();
        assertThat(Images.read(folder.resolve("broken.jpg")).shape().x()).isEqualTo(11);
    }
}
