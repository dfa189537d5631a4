package klarsyn.format.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.Contents;

/**
 * The chunks of a PNG file needed to decode its picture. Source: PNG specification, third edition (W3C, 2025).
 *
 * @param palette  red, green and blue of each entry, empty without a palette
 * @param opacity  alpha of the first palette entries
 * @param exif     content of the eXIf chunk, empty without one
 * @param deflated the compressed picture data
 */
record PngChunks(Header header, byte[] palette, byte[] opacity, byte[] exif, byte[] deflated) {

    private static final int SIGNATURE_BYTES = 8;
    private static final int FRAME_BYTES = 12;
    private static final int HEADER_BYTES = 13;

    /** The IHDR chunk. */
    record Header(int width, int height, int bits, int colorType, boolean interlaced) {

        static final int PALETTE = 3;

        /** Samples per pixel. */
        int channels() {
            return switch (colorType) {
                case 0, PALETTE -> 1;
                case 2 -> 3;
                case 4 -> 2;
                default -> 4;
            };
        }

        boolean hasOpacity() {
            return colorType == 4 || colorType == 6;
        }

        private boolean isKnown() {
            return switch (colorType) {
                case 0 -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
                case PALETTE -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
                case 2, 4, 6 -> bits == 8 || bits == 16;
                default -> false;
            };
        }
    }

    static PngChunks parse(byte[] file, Where where) {
        if (!Contents.describe(file.length > 16 ? Arrays.copyOf(file, 16) : file)
                .equals("a PNG picture")) {
            throw bad(where, file.length == 0 ? "the file is empty" : "it does not start with the PNG signature");
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).position(Math.min(SIGNATURE_BYTES, file.length));
        Header header = header(next(bytes, where), where);
        byte[] palette = {};
        byte[] opacity = {};
        byte[] exif = {};
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        while (true) {
            Chunk chunk = next(bytes, where);
            switch (chunk.type()) {
                case "PLTE" -> palette = chunk.bytes();
                case "tRNS" -> opacity = chunk.bytes();
                case "eXIf" -> exif = chunk.bytes();
                case "IDAT" -> deflated.writeBytes(chunk.bytes());
                case "IEND" -> {
                    return new PngChunks(header, palette, opacity, exif, deflated.toByteArray());
                }
                default -> {
                    // Texts, profiles and times do not affect the stored numbers.
                }
            }
        }
    }

    private record Chunk(String type, byte[] bytes) {}

    private static Chunk next(ByteBuffer file, Where where) {
        if (file.remaining() < FRAME_BYTES) {
            throw bad(where, "it ends before its last chunk: it is truncated");
        }
        int length = file.getInt();
        if (length < 0 || length > file.remaining() - FRAME_BYTES + Integer.BYTES) {
            throw bad(where, "a chunk claims more bytes than follow: it is truncated or damaged");
        }
        CRC32 sum = new CRC32();
        sum.update(file.slice(file.position(), length + Integer.BYTES));
        byte[] type = new byte[Integer.BYTES];
        byte[] data = new byte[length];
        file.get(type).get(data);
        if (file.getInt() != (int) sum.getValue()) {
            throw bad(where, "the checksum of a chunk is wrong: it is damaged");
        }
        return new Chunk(new String(type, StandardCharsets.ISO_8859_1), data);
    }

    private static Header header(Chunk chunk, Where where) {
        if (!chunk.type().equals("IHDR") || chunk.bytes().length != HEADER_BYTES) {
            throw bad(where, "its first chunk is not the header");
        }
        ByteBuffer in = ByteBuffer.wrap(chunk.bytes());
        Header header = new Header(in.getInt(), in.getInt(), in.get(), in.get(), in.get(12) == 1);
        boolean sound = header.width() > 0 && header.height() > 0 && header.isKnown();
        if (!sound || in.get(10) != 0 || in.get(11) != 0 || (in.get(12) & 0xfe) != 0) {
            throw bad(where, "its header has values that PNG does not define");
        }
        return header;
    }

    static DataException bad(Where where, String what) {
        return new DataException("the PNG picture is incomplete or damaged: " + what, where, "copy or export it again");
    }
}
