package klarsyn.workflow;

import java.nio.file.Path;
import klarsyn.data.Division;
import klarsyn.plan.Budget;
import klarsyn.plan.Recipe;

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

    /** Refuses fewer than two parts. */
    public FoldSettings {
        if (folds < 2) {
            throw new IllegalArgumentException("folds is %d, must be at least 2".formatted(folds));
        }
    }

    public static FoldSettings read(Path file) {
        return at(file).read();
    }

    void write(Path file) {
        at(file).write(this);
    }

    private static SettingsFile<FoldSettings> at(Path file) {
        return new SettingsFile<>(file, FoldSettings.class, "the cross-validation");
    }
}
