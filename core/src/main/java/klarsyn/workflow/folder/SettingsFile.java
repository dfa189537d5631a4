package klarsyn.workflow.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.base.AtomicFile;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.plan.json.RecordJson;

/**
 * A settings file in the folder of a run.
 *
 * @param path of the file
 * @param type of its content
 * @param what it belongs to, with an article
 */
public record SettingsFile<T extends Record>(Path path, Class<T> type, String what) {

    /**
     * Reads the settings.
     *
     * @throws DataException if the file is missing or invalid
     */
    public T read() {
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
                why, Where.file(path), "start %s again in another folder, without --resume".formatted(what), cause);
    }

    public void write(T settings) {
        AtomicFile.writeText(path, RecordJson.write(settings).indented());
    }
}
