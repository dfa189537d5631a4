package klarsyn.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file atomically: to a temporary file in the same folder, flushed to disk, then renamed. */
public final class AtomicFile {

    private AtomicFile() {}

    /** Writes the temporary file. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything to {@code temporary}, a file name that does not exist yet in an existing folder. */
        void writeTo(Path temporary) throws IOException;
    }

    /**
     * Writes {@code file}; an existing file is replaced only when the new one is complete.
     *
     * @throws DataException if the file cannot be written, for example because the disk is full; nothing is left behind
     */
    public static void write(Path file, Content content) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        Path temporary = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            content.writeTo(temporary);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (UncheckedIOException failure) {
            remove(temporary, failure);
            throw unwritten(file, failure);
        } catch (RuntimeException failure) {
            remove(temporary, failure);
            throw failure;
        } catch (IOException failure) {
            remove(temporary, failure);
            throw unwritten(file, failure);
        }
    }

    private static DataException unwritten(Path file, Exception failure) {
        return new DataException(
                "cannot write the file (" + failure.getMessage() + ")",
                Where.file(file),
                "free space there, or choose a writable folder",
                failure);
    }

    /** Writes text as UTF-8, atomically. */
    public static void writeText(Path file, String text) {
        write(file, temporary -> Files.writeString(temporary, text, StandardCharsets.UTF_8));
    }

    private static void remove(Path temporary, Exception reason) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException second) {
            reason.addSuppressed(second);
        }
    }
}
