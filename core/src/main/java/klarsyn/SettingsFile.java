package klarsyn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.Where;
import klarsyn.base.WholeFile;
import klarsyn.plan.RecordJson;

/**
 * What something was begun with, in a file of its folder.
 *
 * @param path of the file
 * @param type of what it holds
 * @param what was begun, with its article
 */
record SettingsFile<T extends Record>(Path path, Class<T> type, String what) {

    /** @throws DataException if it is missing or holds something else */
    T read() {
        try {
            return RecordJson.read(Json.parse(Files.readString(path)), type, Where.file(path));
        } catch (IOException | IllegalArgumentException damaged) {
            throw new DataException(
                    "cannot be read (" + damaged.getMessage() + ")",
                    Where.file(path),
                    "start %s anew, without --resume".formatted(what),
                    damaged);
        }
    }

    void write(T settings) {
        WholeFile.writeText(path, RecordJson.write(settings).indented());
    }
}
