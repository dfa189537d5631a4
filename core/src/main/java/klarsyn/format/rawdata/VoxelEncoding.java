package klarsyn.format.rawdata;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Encoding of the voxels after a text header. */
public enum VoxelEncoding {
    RAW,
    GZIP,
    ZLIB,
    BZIP2,
    HEX,
    TEXT;

    /** Above the maximum compression ratio of deflate (1032 to 1). */
    static final int LARGEST_RATIO = 1100;

    private static final int BUFFER = 1 << 16;

    /** Whether bytes must be inflated. */
    boolean isCompressed() {
        return this == GZIP || this == ZLIB || this == BZIP2;
    }

    /**
     * Minimum file size for so many voxels.
     *
     * <p>bzip2 compresses 46 MB of zeros to about 40 bytes, so its size gives no limit.
     */
    long fewestBytes(long voxels, int bytesPerVoxel) {
        return switch (this) {
            case RAW -> voxels * bytesPerVoxel;
            case GZIP, ZLIB -> Math.max(1, voxels * bytesPerVoxel / LARGEST_RATIO);
            case BZIP2 -> 1;
            case HEX -> 2 * voxels * bytesPerVoxel;
            case TEXT -> 2 * voxels - 1;
        };
    }

    /** The decoded bytes of the voxels; for text the text itself. */
    InputStream decoded(InputStream in) throws IOException {
        return switch (this) {
            case RAW, TEXT -> in;
            case GZIP -> new GZIPInputStream(in, BUFFER);
            case ZLIB -> inflated(in);
            case BZIP2 -> new BZip2CompressorInputStream(in, true);
            case HEX -> new HexDigits(in);
        };
    }

    /** MetaIO, the library that defines MetaImage, also accepts gzip for zlib. */
    private static InputStream inflated(InputStream in) throws IOException {
        in.mark(2);
        byte[] start = in.readNBytes(2);
        in.reset();
        boolean gzip = start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
        return gzip ? new GZIPInputStream(in, BUFFER) : new InflaterInputStream(in);
    }

    /** Two digits per byte, white space anywhere. */
    private static final class HexDigits extends InputStream {

        private final InputStream in;

        HexDigits(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int high = digit();
            if (high < 0) {
                return -1;
            }
            int low = digit();
            if (low < 0) {
                throw new EOFException("an incomplete byte");
            }
            return 16 * high + low;
        }

        private int digit() throws IOException {
            int read = in.read();
            while (read >= 0 && Character.isWhitespace(read)) {
                read = in.read();
            }
            if (read < 0) {
                return -1;
            }
            int digit = Character.digit(read, 16);
            if (digit < 0) {
                throw new IOException("byte %d is not a hexadecimal digit".formatted(read));
            }
            return digit;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            for (int i = 0; i < length; i++) {
                int read = read();
                if (read < 0) {
                    return i == 0 && length > 0 ? -1 : i;
                }
                bytes[offset + i] = (byte) read;
            }
            return length;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
