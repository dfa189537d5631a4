package klarsyn.workflow.folder;

import java.nio.file.Path;
import klarsyn.data.split.Division;
import klarsyn.plan.Budget;
import klarsyn.plan.Recipe;

/**
 * Settings of a cross-validation, stored in its folder for resuming.
 *
 * @param folds  number of folds
 * @param unit   of the split
 * @param seed   random seed
 * @param budget of each fold
 * @param recipe planner of each fold
 */
public record FoldSettings(int folds, Division.Unit unit, long seed, Budget budget, Recipe recipe) {

    /** Rejects fewer than two folds. */
    public FoldSettings {
        if (folds < 2) {
            throw new IllegalArgumentException("folds is %d, must be at least 2".formatted(folds));
        }
    }

    public static FoldSettings read(Path file) {
        return at(file).read();
    }

    public void write(Path file) {
        at(file).write(this);
    }

    private static SettingsFile<FoldSettings> at(Path file) {
        return new SettingsFile<>(file, FoldSettings.class, "the cross-validation");
    }
}
