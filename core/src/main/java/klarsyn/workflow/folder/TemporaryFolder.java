package klarsyn.workflow.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.base.AtomicFolder;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/** A folder that is deleted on close. */
public record TemporaryFolder(Path path) implements AutoCloseable {

    public static TemporaryFolder create() {
        try {
            return new TemporaryFolder(Files.createTempDirectory("klarsyn"));
        } catch (IOException failure) {
            throw new DataException(
                    "a temporary folder cannot be created (" + failure.getMessage() + ")",
                    Where.of(System.getProperty("java.io.tmpdir")),
                    "free disk space, or set another folder with -Djava.io.tmpdir",
                    failure);
        }
    }

    @Override
    public void close() {
        AtomicFolder.delete(path);
    }
}
