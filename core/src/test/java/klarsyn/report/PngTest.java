package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;

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
