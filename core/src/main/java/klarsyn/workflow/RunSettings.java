package klarsyn.workflow;

import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.data.split.Division;
import klarsyn.plan.Budget;
import klarsyn.plan.Plan;
import klarsyn.plan.Recipe;
import klarsyn.workflow.folder.SettingsFile;

/**
 * Settings of a single run, stored in its folder for resuming and reporting.
 *
 * @param unit   of the split
 * @param seed   random seed
 * @param budget of the whole run
 * @param recipe planner, if no plan was given
 * @param plan   origin of the plan
 */
public record RunSettings(Division.Unit unit, long seed, Budget budget, Recipe recipe, PlanSource plan) {

    /** Origin of a plan. */
    public enum PlanSource {
        /** Made for the run. */
        MADE,
        /** Given by the user. */
        GIVEN
    }

    static RunSettings of(StudySpec study) {
        return new RunSettings(
                study.division().unit(),
                study.seed(),
                study.budget(),
                study.recipe(),
                study.givenPlan().isPresent() ? PlanSource.GIVEN : PlanSource.MADE);
    }

    /**
     * A study with the settings of its run; a fold's study has those of its cross-validation already.
     *
     * @param file of the settings
     * @param plan of the run
     */
    static StudySpec begun(StudySpec study, Path file, Plan plan) {
        boolean isFold = switch (study.division()) {
            case Division.HeldOut _ -> false;
            case Division.Fold _ -> true;
        };
        if (isFold || !Files.exists(file)) {
            return study;
        }
        RunSettings begun = read(file);
        StudySpec same = study.withBudget(begun.budget)
                .withSeed(begun.seed)
                .withRecipe(begun.recipe)
                .withDivision(new Division.HeldOut(begun.unit));
        return begun.plan == PlanSource.GIVEN ? same.withPlan(plan) : same;
    }

    public static RunSettings read(Path file) {
        return at(file).read();
    }

    void write(Path file) {
        at(file).write(this);
    }

    private static SettingsFile<RunSettings> at(Path file) {
        return new SettingsFile<>(file, RunSettings.class, "the run");
    }
}
