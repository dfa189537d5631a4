package klarsyn.format;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/** All bytes of a file: in the heap if they are few, else mapped read-only until nobody refers to them. */
final class FileBytes {

    /** Smaller files are copied, so that they can be deleted or replaced while their numbers are in use. */
    static final long MAPPED_FROM = 64L << 20;

    private FileBytes() {}

    static MemorySegment of(Path file) {
        return of(file, MAPPED_FROM);
    }

    static MemorySegment of(Path file, long mappedFrom) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() >= mappedFrom) {
                return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            }
            return MemorySegment.ofArray(Files.readAllBytes(file));
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    static DataException unreadable(Path file, IOException failure) {
        String what = failure instanceof AccessDeniedException
                ? "the file may not be read"
                : "the file cannot be read (" + failure.getMessage() + ")";
        return new DataException(what, Where.file(file), "copy or export it again, or leave it out", failure);
    }
}
