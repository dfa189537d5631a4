package klarsyn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.Where;
import klarsyn.base.WholeFile;
import klarsyn.plan.Budget;
import klarsyn.plan.Recipe;
import klarsyn.plan.RecordJson;

/**
 * What a cross-validation was begun with, kept in its folder so that it can be gone on with.
 *
 * @param folds  number of parts
 * @param unit   what is never in two of them
 * @param seed   where everything random comes from
 * @param budget of each fold
 * @param recipe whose rules plan each
 */
public record FoldSettings(int folds, Division.Unit unit, long seed, Budget budget, Recipe recipe) {

    static FoldSettings read(Path file) {
        try {
            return RecordJson.read(Json.parse(Files.readString(file)), FoldSettings.class, Where.file(file));
        } catch (IOException | IllegalArgumentException damaged) {
            throw new DataException(
                    "cannot be read (" + damaged.getMessage() + ")",
                    Where.file(file),
                    "start the cross-validation anew, without --resume",
                    damaged);
        }
    }

    void write(Path file) {
        WholeFile.writeText(file, RecordJson.write(this).indented());
    }
}
