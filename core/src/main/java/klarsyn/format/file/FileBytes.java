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

/** All bytes of a file: in the heap if they are few, else mapped read-only until nobody refers to them. */
public final class FileBytes {

    /** Smaller files are copied, so that they can be deleted or replaced while their numbers are in use. */
    static final long MAPPED_FROM = 64L << 20;

    /** More than deflate can ever gain (1032 to 1), so a greater claim cannot be met. */
    public static final int LARGEST_RATIO = 1100;

    /** The longest array that every Java virtual machine can make. */
    public static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** Where an inflated array begins to grow, in bytes and in multiples of what it is inflated from. */
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

    /** The bytes of a file that has to fit into an array. */
    public static byte[] inHeap(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        } catch (OutOfMemoryError tooLarge) {
            throw new DataException(
                    "the file is too large for the %d MiB of memory that Java may take"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20),
                    Where.file(file),
                    Heap.MORE + ", or a smaller file",
                    tooLarge);
        }
    }

    /**
     * Exactly as many bytes as are claimed from a stream that inflates; memory grows with what really comes.
     *
     * @param packed the bytes that the stream inflates, which bound what can come
     * @throws EOFException if fewer come
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
                    throw new EOFException("%d of %d bytes are there".formatted(done, claimed));
                }
                done += read;
            }
            return bytes;
        } catch (OutOfMemoryError tooLarge) {
            throw new DataException(
                    "%d bytes are too many for the %d MiB of memory that Java may take"
                            .formatted(claimed, Runtime.getRuntime().maxMemory() >> 20),
                    where,
                    Heap.MORE + ", or a smaller file",
                    tooLarge);
        }
    }

    public static void rejectTooLargeClaim(long claimed, long packed, Where where) {
        if (claimed < 0 || claimed > LARGEST_RATIO * (packed + 1)) {
            throw new DataException(
                    "%d bytes are claimed to come out of %d, which cannot be".formatted(claimed, packed),
                    where,
                    "copy or export it again, or leave it out");
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
            case AccessDeniedException denied -> "the file may not be read";
            case EOFException end -> "its compressed data end too early";
            case ZipException damaged -> "its compressed data are damaged (" + damaged.getMessage() + ")";
            default -> "the file cannot be read (" + failure.getMessage() + ")";
        };
        return new DataException(what, where, "copy or export it again, or leave it out", failure);
    }
}
