package klarsyn.format.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Encodes gray pictures as PNG, in 8 bits per pixel if sufficient, otherwise 16; output is deterministic. */
final class PngWriter {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int LARGEST_BYTE = 255;
    private static final int CHUNK = 1 << 16;

    private PngWriter() {}

    public static byte[] encode(char[] gray, int width, int height) {
        int bytes = 1;
        for (char value : gray) {
            bytes = value > LARGEST_BYTE ? 2 : bytes;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) (Byte.SIZE * bytes));
        put(out, "IHDR", header.array());
        put(out, "IDAT", deflated(gray, width, height, bytes));
        put(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] deflated(char[] gray, int width, int height, int bytes) {
        Deflater deflater = new Deflater();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int y = 0; y < height; y++) {
                ByteBuffer row = ByteBuffer.allocate(1 + Math.multiplyExact(width, bytes))
                        .put((byte) 0);
                for (int x = 0; x < width; x++) {
                    if (bytes == 1) {
                        row.put((byte) gray[y * width + x]);
                    } else {
                        row.putChar(gray[y * width + x]);
                    }
                }
                deflater.setInput(row.array());
                drain(deflater, chunk, out);
            }
            deflater.finish();
            drain(deflater, chunk, out);
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void drain(Deflater deflater, byte[] chunk, ByteArrayOutputStream out) {
        int count = deflater.deflate(chunk);
        while (count > 0) {
            out.write(chunk, 0, count);
            count = deflater.deflate(chunk);
        }
    }

    private static void put(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] framed = ByteBuffer.allocate(data.length + 12)
                .putInt(data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 sum = new CRC32();
        sum.update(framed, Integer.BYTES, Integer.BYTES + data.length);
        ByteBuffer.wrap(framed).putInt(Integer.BYTES + Integer.BYTES + data.length, (int) sum.getValue());
        out.writeBytes(framed);
    }
}
