package klarsyn.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.base.AtomicFolder;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/** A folder that is gone when it is closed. */
public record TemporaryFolder(Path path) implements AutoCloseable {

    public static TemporaryFolder create() {
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
        AtomicFolder.delete(path);
    }
}
