package klarsyn.format.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.ZipException;
import klarsyn.base.DataException;
import klarsyn.base.Heap;
import klarsyn.base.Where;

/** The bytes of a file: on the heap if small, otherwise memory-mapped read-only until unreachable. */
public final class FileBytes {

    /** Smaller files are copied, so that they can be deleted or replaced while in use. */
    static final long MAPPED_FROM = 64L << 20;

    /** Above the maximum compression ratio of deflate (1032 to 1). */
    public static final int LARGEST_RATIO = 1100;

    /** Maximum array length supported by all Java virtual machines. */
    public static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** Initial capacity for inflated data, in bytes and relative to the compressed size. */
    private static final int FIRST_BYTES = 1 << 20;

    private static final int FIRST_RATIO = 8;

    private FileBytes() {}

    public static MemorySegment of(Path file) {
        return of(file, MAPPED_FROM);
    }

    public static MemorySegment of(Path file, long mappedFrom) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() >= mappedFrom) {
                return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            }
            return MemorySegment.ofArray(Files.readAllBytes(file));
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    /** The bytes of a file that must fit into an array. */
    public static byte[] inHeap(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        } catch (OutOfMemoryError tooLarge) {
            throw new DataException(
                    "the file is too large for the %d MiB of Java memory"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20),
                    Where.file(file),
                    Heap.MORE + ", or a smaller file",
                    tooLarge);
        }
    }

    /**
     * Reads exactly the claimed number of bytes from an inflating stream; memory grows with the data actually read.
     *
     * @param packed compressed size, which limits the result
     * @throws EOFException if there are fewer bytes
     */
    public static byte[] exactly(InputStream in, long claimed, long packed, Where where) throws IOException {
        rejectTooLargeClaim(claimed, packed, where);
        try {
            byte[] bytes = new byte[(int) Math.min(claimed, Math.max(FIRST_BYTES, FIRST_RATIO * packed))];
            int done = 0;
            while (done < claimed) {
                if (done == bytes.length) {
                    bytes = Arrays.copyOf(bytes, (int) Math.min(claimed, 2L * bytes.length));
                }
                int read = in.read(bytes, done, bytes.length - done);
                if (read < 0) {
                    throw new EOFException("only %d of %d bytes are present".formatted(done, claimed));
                }
                done += read;
            }
            return bytes;
        } catch (OutOfMemoryError tooLarge) {
            throw new DataException(
                    "%d bytes are too many for the %d MiB of Java memory"
                            .formatted(claimed, Runtime.getRuntime().maxMemory() >> 20),
                    where,
                    Heap.MORE + ", or a smaller file",
                    tooLarge);
        }
    }

    public static void rejectTooLargeClaim(long claimed, long packed, Where where) {
        if (claimed < 0 || claimed > LARGEST_RATIO * (packed + 1)) {
            throw new DataException(
                    "%d bytes cannot be inflated from %d bytes".formatted(claimed, packed),
                    where,
                    "copy or export it again, or exclude it");
        } else if (claimed > LONGEST_ARRAY) {
            throw new DataException(
                    "%d bytes are more than the 2 GiB that can be inflated at once".formatted(claimed),
                    where,
                    "save it without compression as .npy, or in parts");
        }
    }

    public static DataException unreadable(Path file, IOException failure) {
        return unreadable(Where.file(file), failure);
    }

    public static DataException unreadable(Where where, IOException failure) {
        String what = switch (failure) {
            case AccessDeniedException denied -> "no permission to read the file";
            case EOFException end -> "its compressed data are truncated";
            case ZipException damaged -> "its compressed data are damaged (" + damaged.getMessage() + ")";
            default -> "the file cannot be read (" + failure.getMessage() + ")";
        };
        return new DataException(what, where, "copy or export it again, or exclude it", failure);
    }
}
