package klarsyn.base;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An output folder, which may not exist yet.
 *
 * @param path path of the folder
 */
public record OutputFolder(Path path) {

    /**
     * Checks that the folder can be written or created, so that a long run does not fail at its end.
     *
     * @throws DataException if the path is a file or inside one, or is not writable
     */
    public void requireWritable() {
        Path there = path.toAbsolutePath().normalize();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there != null && !(Files.isDirectory(there) && Files.isWritable(there))) {
            throw new DataException(
                    Files.isDirectory(there) ? "the folder is not writable" : "expected a folder, got a file",
                    Where.file(there),
                    "choose another folder with --out");
        }
    }
}
