package klarsyn.format.rawdata;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Start of the voxels in a file. */
public sealed interface VoxelStart {

    /** Maximum number of bytes available for voxels. */
    long bytesAfter(long fileSize, VoxelEncoding encoding);

    /**
     * A stream that starts at the first voxel, inflated.
     *
     * @param voxelBytes size of the voxels, inflated
     */
    InputStream open(Path file, long voxelBytes, VoxelEncoding encoding) throws IOException;

    /**
     * After skipping bytes, then lines, then bytes again, the last counted after inflating.
     *
     * @param offset of the first line from the start of the file
     * @param lines  to skip
     * @param bytes  to skip, inflated if the voxels are compressed
     */
    record AfterHeader(long offset, long lines, long bytes) implements VoxelStart {

        @Override
        public long bytesAfter(long fileSize, VoxelEncoding encoding) {
            long left = fileSize - Math.min(fileSize, offset);
            left -= Math.min(left, lines);
            if (encoding.isCompressed()) {
                return bytes / VoxelEncoding.LARGEST_RATIO > left ? 0 : left;
            }
            return left - Math.min(left, bytes);
        }

        @Override
        public InputStream open(Path file, long voxelBytes, VoxelEncoding encoding) throws IOException {
            InputStream raw = StoredVoxels.buffered(file);
            try {
                raw.skipNBytes(offset);
                for (long line = 0; line < lines; line++) {
                    skipLine(raw);
                }
                if (encoding.isCompressed()) {
                    InputStream inflated = encoding.decoded(raw);
                    inflated.skipNBytes(bytes);
                    return inflated;
                }
                raw.skipNBytes(bytes);
                return encoding.decoded(raw);
            } catch (IOException | RuntimeException failure) {
                try (raw) {
                    throw failure;
                }
            }
        }

        private static void skipLine(InputStream in) throws IOException {
            int read = in.read();
            while (read != '\n') {
                if (read < 0) {
                    throw new EOFException();
                }
                read = in.read();
            }
        }
    }

    /**
     * Aligned to the end of the file, for unencoded voxels.
     *
     * @param offset minimum offset: the end of the header
     */
    record AtEnd(long offset) implements VoxelStart {

        @Override
        public long bytesAfter(long fileSize, VoxelEncoding encoding) {
            return fileSize - Math.min(fileSize, offset);
        }

        @Override
        public InputStream open(Path file, long voxelBytes, VoxelEncoding encoding) throws IOException {
            return new AfterHeader(Files.size(file) - voxelBytes, 0, 0).open(file, voxelBytes, encoding);
        }
    }
}
