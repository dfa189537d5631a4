package klarsyn.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes a new folder whole or not at all: to a temporary name beside it, then renamed. */
public final class AtomicFolder {

    private AtomicFolder() {}

    /** What fills the temporary folder. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything into {@code temporary}, a folder that is there and empty. */
        void writeTo(Path temporary);
    }

    /**
     * Writes a folder that is not there yet.
     *
     * @throws DataException if there is something of that name, or it cannot be written; nothing is left
     */
    public static void write(Path folder, Content content) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (Files.exists(absolute)) {
            throw new DataException("there is something already", Where.file(folder), "name a new folder");
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
                    "free space there, or name a folder that may be written",
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
     * Deletes a folder with all that is in it, if it is there.
     *
     * @throws DataException if something in it cannot be deleted, which then stays
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
                    "delete it by hand",
                    failure);
        }
    }
}
