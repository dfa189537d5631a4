package klarsyn.base;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that results will be written to, there or not yet.
 *
 * @param path of it
 */
public record OutputFolder(Path path) {

    /**
     * Refuses a folder that cannot be written or made: what would fail in the end is known at the beginning.
     *
     * @throws DataException if it is a file or lies below one, or may not be written
     */
    public void requireWritable() {
        Path there = path.toAbsolutePath().normalize();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there != null && !(Files.isDirectory(there) && Files.isWritable(there))) {
            throw new DataException(
                    Files.isDirectory(there) ? "the folder may not be written" : "this is a file, not a folder",
                    Where.file(there),
                    "name another folder with --out");
        }
    }
}
