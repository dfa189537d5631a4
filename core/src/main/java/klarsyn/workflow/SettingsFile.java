package klarsyn.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.base.AtomicFile;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
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
        } catch (PlanException wrong) {
            throw damaged(wrong.what(), wrong);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw damaged("cannot be read (" + unreadable.getMessage() + ")", unreadable);
        }
    }

    private DataException damaged(String why, Exception cause) {
        return new DataException(
                why, Where.file(path), "start %s anew in another folder, without --resume".formatted(what), cause);
    }

    void write(T settings) {
        AtomicFile.writeText(path, RecordJson.write(settings).indented());
    }
}
