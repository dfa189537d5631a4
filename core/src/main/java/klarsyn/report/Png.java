package klarsyn.report;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Grey pictures as PNG (ISO/IEC 15948), without java.desktop, which a server or a small run time may lack. */
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte UP = 2;

    private Png() {}

    /** A {@code data:} address of a picture of 8 bits a pixel, rows from the top. */
    static String dataUri(byte[] grey, int width, int height) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(encode(grey, width, height));
    }

    static byte[] encode(byte[] grey, int width, int height) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .array();
        chunk(file, "IHDR", header);
        chunk(file, "IDAT", deflate(filtered(grey, width, height)));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    /** Each row as its difference to the row above, which packs tighter. */
    private static byte[] filtered(byte[] grey, int width, int height) {
        byte[] rows = new byte[Math.multiplyExact(width + 1, height)];
        for (int y = 0; y < height; y++) {
            int start = y * (width + 1);
            rows[start] = UP;
            for (int x = 0; x < width; x++) {
                int above = y == 0 ? 0 : grey[(y - 1) * width + x];
                rows[start + 1 + x] = (byte) (grey[y * width + x] - above);
            }
        }
        return rows;
    }

    private static byte[] deflate(byte[] bytes) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        }
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(name);
        file.writeBytes(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
