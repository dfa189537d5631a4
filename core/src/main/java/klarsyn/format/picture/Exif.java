package klarsyn.format.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import klarsyn.format.file.PictureOrientation;

/**
 * Finds the orientation in an EXIF block, which is a small TIFF file. Source: EXIF 3.0 (CIPA DC-008), section 4.6.
 *
 * <p>Broken EXIF blocks are common, and the picture is complete without one: an unreadable block means no orientation.
 */
final class Exif {

    private static final byte[] MARK = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int ORIENTATION = 0x112;
    private static final int ENTRY_BYTES = 12;

    private Exif() {}

    /** Whether a JPEG application segment contains EXIF. */
    static boolean isMarked(byte[] block) {
        return block.length >= MARK.length && Arrays.equals(block, 0, MARK.length, MARK, 0, MARK.length);
    }

    /** From a block with or without the JPEG prefix. */
    static PictureOrientation orientation(byte[] block) {
        int from = isMarked(block) ? MARK.length : 0;
        ByteBuffer tiff = ByteBuffer.wrap(block, from, block.length - from).slice();
        try {
            return first(tiff);
        } catch (IndexOutOfBoundsException truncated) {
            return PictureOrientation.UPRIGHT;
        }
    }

    private static PictureOrientation first(ByteBuffer tiff) {
        int mark = tiff.getShort(0);
        if (mark != 0x4949 && mark != 0x4d4d) {
            return PictureOrientation.UPRIGHT;
        }
        tiff.order(mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (tiff.getShort(2) != 42 || directory < 8) {
            return PictureOrientation.UPRIGHT;
        }
        int entries = tiff.getChar(directory);
        for (int i = 0; i < entries; i++) {
            long place = directory + 2L + (long) i * ENTRY_BYTES;
            if (place > tiff.limit() - ENTRY_BYTES) {
                return PictureOrientation.UPRIGHT;
            }
            int entry = (int) place;
            if (tiff.getChar(entry) == ORIENTATION) {
                return PictureOrientation.of(value(tiff, entry));
            }
        }
        return PictureOrientation.UPRIGHT;
    }

    /** The standard requires a SHORT; some programs write a BYTE or a LONG. */
    private static long value(ByteBuffer tiff, int entry) {
        if (tiff.getInt(entry + 4) != 1) {
            return 0;
        }
        return switch (tiff.getChar(entry + 2)) {
            case 1 -> tiff.get(entry + 8) & 0xff;
            case 3 -> tiff.getChar(entry + 8);
            case 4 -> tiff.getInt(entry + 8) & 0xffffffffL;
            default -> 0;
        };
    }
}
