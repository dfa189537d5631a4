package klarsyn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import klarsyn.data.Division;
import klarsyn.plan.Budget;
import klarsyn.plan.Plan;
import klarsyn.plan.PlanJson;
import klarsyn.plan.Recipe;
import klarsyn.workflow.FoldSettings;
import klarsyn.workflow.RunFolder;
import klarsyn.workflow.RunSettings;

/**
 * What a run or a cross-validation was started with, as its folder states it; resuming keeps all of it.
 *
 * @param unit   what is never on both sides of the split
 * @param seed   random seed
 * @param budget of the run, or of each fold
 * @param recipe whose rules made the plan, if none was given
 * @param folds  of a cross-validation
 * @param plan   that the run follows; of a cross-validation the one that was given, if one was
 */
public record StartedWith(
        Division.Unit unit, long seed, Budget budget, Recipe recipe, OptionalInt folds, Optional<Plan> plan) {

    /**
     * Reads the settings in a folder.
     *
     * @return empty if the folder holds no run, or one that did not store them
     * @throws klarsyn.base.DataException if they are damaged
     */
    public static Optional<StartedWith> in(Path folder) {
        RunFolder run = new RunFolder(folder);
        Optional<Plan> plan = Files.exists(run.plan()) ? Optional.of(PlanJson.read(run.plan())) : Optional.empty();
        if (run.isCrossValidation()) {
            FoldSettings begun = FoldSettings.read(run.folds());
            return Optional.of(new StartedWith(
                    begun.unit(), begun.seed(), begun.budget(), begun.recipe(), OptionalInt.of(begun.folds()), plan));
        }
        if (!Files.exists(run.settings())) {
            return Optional.empty();
        }
        RunSettings begun = RunSettings.read(run.settings());
        return Optional.of(
                new StartedWith(begun.unit(), begun.seed(), begun.budget(), begun.recipe(), OptionalInt.empty(), plan));
    }

    /**
     * Whether a plan is the one that the run follows, whatever number of steps either has: that is the budget's.
     *
     * @return false too if the run was started without a plan and has none yet
     */
    public boolean follows(Plan given) {
        return plan.filter(own -> withoutSteps(own).equals(withoutSteps(given))).isPresent();
    }

    private static Plan withoutSteps(Plan plan) {
        return plan.withSteps(0).withReasons(List.of());
    }
}
