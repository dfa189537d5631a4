package klarsyn.train;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * One file for all prepared cases: several threads append to it, then it is mapped once.
 *
 * <p>The file is a cache in the machine's byte order that every run recreates, so it is not flushed to disk.
 */
public final class PackedFile implements AutoCloseable {

    private static final int ALIGNMENT = 8;
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final AtomicLong end = new AtomicLong();

    private PackedFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates an empty file, replacing an existing one.
     *
     * @throws DataException if it cannot be written
     */
    public static PackedFile create(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            return new PackedFile(
                    path,
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE));
        } catch (IOException failure) {
            throw unwritable(path, failure);
        }
    }

    private static DataException unwritable(Path path, IOException failure) {
        return new DataException(
                "the cache of prepared cases cannot be written (" + failure.getMessage() + ")",
                Where.file(path),
                "free disk space, or select another folder with --out",
                failure);
    }

    /** Reserves space for one case; thread-safe. */
    public Appender append(long bytes) {
        long reserved = Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
        return new Appender(end.getAndAdd(reserved));
    }

    /** Writes the arrays of one case sequentially; used by one thread. */
    public final class Appender {

        private final long start;
        private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.nativeOrder());
        private long position;

        private Appender(long start) {
            this.start = start;
            this.position = start;
        }

        /** Offset of the case in the file. */
        public long start() {
            return start;
        }

        /** Appends 4-byte numbers. */
        public void put(float[] values) {
            int most = CHUNK_BYTES / Float.BYTES;
            for (int from = 0; from < values.length; from += most) {
                int count = Math.min(most, values.length - from);
                chunk.clear().asFloatBuffer().put(values, from, count);
                write(count * Float.BYTES);
            }
        }

        /** Appends 2-byte numbers. */
        public void put(short[] values) {
            int most = CHUNK_BYTES / Short.BYTES;
            for (int from = 0; from < values.length; from += most) {
                int count = Math.min(most, values.length - from);
                chunk.clear().asShortBuffer().put(values, from, count);
                write(count * Short.BYTES);
            }
        }

        private void write(int bytes) {
            chunk.position(0).limit(bytes);
            try {
                while (chunk.hasRemaining()) {
                    position += channel.write(chunk, position);
                }
            } catch (IOException failure) {
                throw unwritable(path, failure);
            }
        }
    }

    /**
     * Maps the file for reading, for the arena's lifetime.
     *
     * @throws DataException if the system fails to map it
     */
    public MemorySegment map(Arena arena) {
        try {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        } catch (IOException failure) {
            throw new DataException(
                    "the cache of prepared cases cannot be mapped (" + failure.getMessage() + ")",
                    Where.file(path),
                    "free memory or disk space and try again",
                    failure);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw unwritable(path, failure);
        }
    }
}
