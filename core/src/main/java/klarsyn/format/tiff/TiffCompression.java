package klarsyn.format.tiff;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.FileBytes;

/** Compression of a strip or tile. */
enum TiffCompression {
    NONE(1),
    LZW(1400),
    DEFLATE(FileBytes.LARGEST_RATIO),
    PACK_BITS(64);

    private final int largestRatio;

    TiffCompression(int largestRatio) {
        this.largestRatio = largestRatio;
    }

    static TiffCompression of(int code, Where where) {
        return switch (code) {
            case 1 -> NONE;
            case 5 -> LZW;
            case 8, 32946 -> DEFLATE;
            case 32773 -> PACK_BITS;
            default ->
                throw new DataException(
                        "TIFF compression %s is not supported".formatted(nameOf(code)),
                        where,
                        "save it with deflate or LZW, or without compression");
        };
    }

    private static String nameOf(int code) {
        return switch (code) {
            case 2, 3, 4 -> "a fax encoding";
            case 6, 7 -> "JPEG";
            case 33003, 33004, 33005, 34712 -> "JPEG 2000";
            case 50000 -> "Zstandard";
            case 50001 -> "WebP";
            default -> "method " + code;
        };
    }

    /** Maximum number of bytes decompressed from one byte. */
    int largestRatio() {
        return largestRatio;
    }

    /**
     * The first bytes of a decompressed part.
     *
     * @throws DataException if there are fewer than requested
     */
    byte[] unpack(byte[] packed, int wanted, Where where) {
        try {
            return switch (this) {
                case NONE -> {
                    if (packed.length < wanted) {
                        throw tooFew(packed.length, wanted);
                    }
                    yield packed;
                }
                case DEFLATE -> {
                    try (var in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
                        yield FileBytes.exactly(in, wanted, packed.length, where);
                    }
                }
                case PACK_BITS -> unpackBits(packed, wanted);
                case LZW -> new TiffLzw(packed, wanted).unpack();
            };
        } catch (IOException failure) {
            throw FileBytes.unreadable(where, failure);
        } catch (IndexOutOfBoundsException beyond) {
            throw new DataException(
                    "its compressed data are damaged", where, "copy or export it again, or exclude it", beyond);
        }
    }

    /** PackBits: a count n from 0 to 127 and n + 1 bytes, or −n from 1 to 127 and one byte repeated n + 1 times. */
    private static byte[] unpackBits(byte[] packed, int wanted) throws EOFException {
        byte[] bytes = new byte[wanted];
        int from = 0;
        int to = 0;
        while (to < wanted) {
            if (from + 1 >= packed.length) {
                throw tooFew(to, wanted);
            }
            int count = packed[from++];
            if (count >= 0) {
                int run = Math.min(count + 1, wanted - to);
                System.arraycopy(packed, from, bytes, to, run);
                from += count + 1;
                to += run;
            } else if (count != Byte.MIN_VALUE) {
                int run = Math.min(1 - count, wanted - to);
                Arrays.fill(bytes, to, to + run, packed[from++]);
                to += run;
            }
        }
        return bytes;
    }

    static EOFException tooFew(int there, int wanted) {
        return new EOFException("only %d of %d bytes are present".formatted(there, wanted));
    }
}
