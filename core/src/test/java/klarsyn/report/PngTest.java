package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class PngTest {

    @Test
    void chunks_have_checksums_and_rows_are_restored() throws DataFormatException {
        int width = 37;
        int height = 23;
        byte[] gray = new byte[width * height];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) (i * 31 + i / width);
        }
        ByteBuffer file = ByteBuffer.wrap(Png.encode(gray, width, height)).position(8);
        byte[] header = chunk(file, "IHDR");
        assertThat(header).startsWith(0, 0, 0, 37, 0, 0, 0, 23, 8, 0);
        byte[] rows = inflate(chunk(file, "IDAT"), (width + 1) * height);
        chunk(file, "IEND");
        assertThat(file.hasRemaining()).isFalse();
        for (int y = 0; y < height; y++) {
            assertThat(rows[y * (width + 1)]).isEqualTo((byte) 2);
            for (int x = 0; x < width; x++) {
                int above = y == 0 ? 0 : gray[(y - 1) * width + x];
                assertThat((byte) (rows[y * (width + 1) + 1 + x] + above)).isEqualTo(gray[y * width + x]);
            }
        }
    }

    @Test
    void the_jdk_reads_the_same_gray_values() {
        byte[] gray = {0, 1, 127, (byte) 128, (byte) 254, (byte) 255};

        BufferedImage picture = Decoded.png(Png.encode(gray, 2, 3));

        assertThat(picture.getWidth()).isEqualTo(2);
        assertThat(picture.getHeight()).isEqualTo(3);
        assertThat(picture.getRaster().getSamples(0, 0, 2, 3, 0, (int[]) null))
                .containsExactly(0, 1, 127, 128, 254, 255);
    }

    @Test
    void the_jdk_reads_the_same_colors() {
        byte[] rgb = {(byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 255, 10, 20, 30};

        BufferedImage picture = Decoded.pictures(Png.colorDataUri(rgb, 2, 2)).getFirst();

        assertThat(picture.getRGB(0, 0)).isEqualTo(0xFFFF0000);
        assertThat(picture.getRGB(1, 0)).isEqualTo(0xFF00FF00);
        assertThat(picture.getRGB(0, 1)).isEqualTo(0xFF0000FF);
        assertThat(picture.getRGB(1, 1)).isEqualTo(0xFF0A141E);
    }

    @Test
    void equal_rows_are_compressed_to_almost_nothing() {
        byte[] stripes = new byte[1000 * 1000];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = (byte) (i % 1000);
        }

        byte[] file = Png.encode(stripes, 1000, 1000);

        assertThat(file).hasSizeLessThan(10_000);
        assertThat(Decoded.sample(Decoded.png(file), 999, 999, 0)).isEqualTo(999 % 256);
    }

    private static byte[] chunk(ByteBuffer file, String type) {
        byte[] content = new byte[file.getInt()];
        byte[] name = new byte[4];
        file.get(name).get(content);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        assertThat(new String(name, StandardCharsets.US_ASCII)).isEqualTo(type);
        assertThat(file.getInt()).isEqualTo((int) check.getValue());
        return content;
    }

    private static byte[] inflate(byte[] packed, int size) throws DataFormatException {
        byte[] bytes = new byte[size];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed);
            assertThat(inflater.inflate(bytes)).isEqualTo(size);
        }
        return bytes;
    }
}
