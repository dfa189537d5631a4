package klarsyn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/** A folder that is gone when it is closed. */
record TemporaryFolder(Path path) implements AutoCloseable {

    static TemporaryFolder create() {
        try {
            return new TemporaryFolder(Files.createTempDirectory("klarsyn"));
        } catch (IOException failure) {
            throw new DataException(
                    "no temporary folder can be made (" + failure.getMessage() + ")",
                    Where.of(System.getProperty("java.io.tmpdir")),
                    "free space there, or set another with -Djava.io.tmpdir",
                    failure);
        }
    }

    @Override
    public void close() {
        delete(path);
    }

    /** Deletes a folder with all that is in it; what cannot be deleted stays. */
    static void delete(Path folder) {
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
