package klarsyn.report;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Encodes PNG pictures (ISO/IEC 15948) without java.desktop, which servers and small runtimes may lack. */
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte UP = 2;
    private static final byte GRAY = 0;
    private static final byte COLOR = 2;

    private Png() {}

    /** A {@code data:} URI of a grayscale picture with 8 bits per pixel, rows from the top. */
    static String dataUri(byte[] gray, int width, int height) {
        return dataUri(encode(gray, width, height));
    }

    /** A {@code data:} URI of a color picture: red, green and blue of each pixel, rows from the top. */
    static String colorDataUri(byte[] rgb, int width, int height) {
        return dataUri(encode(rgb, width, height, 3));
    }

    static byte[] encode(byte[] gray, int width, int height) {
        return encode(gray, width, height, 1);
    }

    private static String dataUri(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    private static byte[] encode(byte[] samples, int width, int height, int channels) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put(channels == 1 ? GRAY : COLOR)
                .array();
        chunk(file, "IHDR", header);
        chunk(file, "IDAT", deflate(filtered(samples, width * channels, height)));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    /** Each row as the difference from the row above, which compresses better. */
    private static byte[] filtered(byte[] samples, int row, int height) {
        byte[] rows = new byte[Math.multiplyExact(row + 1, height)];
        for (int y = 0; y < height; y++) {
            int start = y * (row + 1);
            rows[start] = UP;
            for (int x = 0; x < row; x++) {
                int above = y == 0 ? 0 : samples[(y - 1) * row + x];
                rows[start + 1 + x] = (byte) (samples[y * row + x] - above);
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
