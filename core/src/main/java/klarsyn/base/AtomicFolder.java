package klarsyn.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes a new folder atomically: to a temporary sibling folder, which is then renamed. */
public final class AtomicFolder {

    private AtomicFolder() {}

    /** Writes the temporary folder. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything into {@code temporary}, an existing empty folder. */
        void writeTo(Path temporary);
    }

    /**
     * Writes a new folder.
     *
     * @throws DataException if the name is taken, or the folder cannot be written; nothing is left behind
     */
    public static void write(Path folder, Content content) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (Files.exists(absolute)) {
            throw new DataException("the path already exists", Where.file(folder), "choose a new folder");
        }
        Path temporary = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            delete(temporary);
            Files.createDirectories(temporary);
            content.writeTo(temporary);
            Files.move(temporary, absolute);
        } catch (IOException failure) {
            remove(temporary, failure);
            throw new DataException(
                    "cannot write the folder (" + failure.getMessage() + ")",
                    Where.file(folder),
                    "free space there, or choose a writable folder",
                    failure);
        } catch (RuntimeException failure) {
            remove(temporary, failure);
            throw failure;
        }
    }

    private static void remove(Path temporary, Exception reason) {
        try {
            delete(temporary);
        } catch (DataException second) {
            reason.addSuppressed(second);
        }
    }

    /**
     * Deletes a folder and its contents, if it exists.
     *
     * @throws DataException if something in it cannot be deleted
     */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new DataException(
                    "the folder cannot be deleted (" + failure.getMessage() + ")",
                    Where.file(folder),
                    "delete it manually",
                    failure);
        }
    }
}
