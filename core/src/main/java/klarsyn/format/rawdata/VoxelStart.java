package klarsyn.format.rawdata;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where in a file its voxels begin. */
public sealed interface VoxelStart {

    /** At most so many bytes of the file hold voxels. */
    long bytesAfter(long fileSize, VoxelEncoding encoding);

    /**
     * A stream whose first byte is the first of the voxels', inflated.
     *
     * @param voxelBytes how many bytes the voxels take, inflated
     */
    InputStream open(Path file, long voxelBytes, VoxelEncoding encoding) throws IOException;

    /**
     * Behind so many bytes, then so many lines, then so many bytes once more, these last counted after inflating.
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
     * So that the last voxel is the last of the file; for voxels that are not encoded.
     *
     * @param offset before which none can be, where the header ends
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
