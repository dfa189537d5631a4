package klarsyn.workflow;

import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.data.Division;
import klarsyn.plan.Budget;
import klarsyn.plan.Plan;
import klarsyn.plan.Recipe;

/**
 * What a single run was begun with, kept in its folder so that it can be gone on with and told of.
 *
 * @param unit   what is never on both sides of its split
 * @param seed   where everything random comes from
 * @param budget of the whole run
 * @param recipe whose rules made its plan, if none was given
 * @param plan   where its plan is from
 */
public record RunSettings(Division.Unit unit, long seed, Budget budget, Recipe recipe, PlanSource plan) {

    /** Where a plan is from. */
    public enum PlanSource {
        /** Made for the run. */
        MADE,
        /** Given by a person. */
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
     * A study with the settings of its run; that of a fold has those of its cross-validation already.
     *
     * @param file of the settings
     * @param plan that the run follows
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
