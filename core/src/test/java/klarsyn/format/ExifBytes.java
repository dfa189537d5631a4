package klarsyn.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** EXIF blocks that state an orientation, and pictures that carry them. */
public final class ExifBytes {

    private ExifBytes() {}

    /** A block with one entry, without the JPEG prefix. */
    public static byte[] block(int orientation, ByteOrder order) {
        return ByteBuffer.allocate(26)
                .order(order)
                .putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4d4d))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /** The JPEG file with a block in its first segment. */
    public static byte[] inJpeg(byte[] jpeg, byte[] block) {
        byte[] mark = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(jpeg.length + 4 + mark.length + block.length)
                .put(jpeg, 0, 2)
                .putShort((short) 0xffe1)
                .putShort((short) (2 + mark.length + block.length))
                .put(mark)
                .put(block)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** The PNG file with a block in a chunk after the header. */
    public static byte[] inPng(byte[] png, byte[] block) {
        int header = 8 + 25;
        ByteBuffer chunk = ByteBuffer.allocate(12 + block.length)
                .putInt(block.length)
                .put("eXIf".getBytes(StandardCharsets.US_ASCII))
                .put(block);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, 4 + block.length);
        chunk.putInt((int) sum.getValue());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(png, 0, header);
        out.writeBytes(chunk.array());
        out.write(png, header, png.length - header);
        return out.toByteArray();
    }

    /** The WebP file with a block in a chunk at its end. */
    public static byte[] inWebp(byte[] webp, byte[] block) {
        return ByteBuffer.allocate(webp.length + 8 + block.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(webp)
                .put("EXIF".getBytes(StandardCharsets.US_ASCII))
                .putInt(block.length)
                .put(block)
                .putInt(4, webp.length + block.length)
                .array();
    }
}
