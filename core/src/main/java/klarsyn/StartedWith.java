package klarsyn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import klarsyn.data.split.Division;
import klarsyn.plan.Budget;
import klarsyn.plan.Plan;
import klarsyn.plan.Recipe;
import klarsyn.plan.json.PlanJson;
import klarsyn.workflow.RunSettings;
import klarsyn.workflow.folder.FoldSettings;
import klarsyn.workflow.folder.RunFolder;

/**
 * Options that a run or a cross-validation was started with, read from its folder; resuming keeps all of them.
 *
 * @param unit   of the split
 * @param seed   random seed
 * @param budget of the run, or of each fold
 * @param recipe planner, if no plan was given
 * @param folds  of a cross-validation
 * @param plan   of the run; of a cross-validation only a given plan
 */
public record StartedWith(
        Division.Unit unit, long seed, Budget budget, Recipe recipe, OptionalInt folds, Optional<Plan> plan) {

    /**
     * Reads the options in a folder.
     *
     * @return empty if the folder contains no run, or one without stored options
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
     * Whether a plan equals that of the run, ignoring the number of steps, which depends on the budget.
     *
     * @return also false if the run was started without a plan and has none yet
     */
    public boolean follows(Plan given) {
        return plan.filter(runPlan -> withoutSteps(runPlan).equals(withoutSteps(given)))
                .isPresent();
    }

    private static Plan withoutSteps(Plan plan) {
        return plan.withSteps(0).withReasons(List.of());
    }
}
