package klarsyn.workflow;

import java.time.Instant;
import java.util.Optional;
import klarsyn.base.ExistingResults;
import klarsyn.base.Stop;
import klarsyn.base.Workers;
import klarsyn.data.Cohort;
import klarsyn.data.Division;
import klarsyn.plan.Budget;
import klarsyn.plan.Plan;
import klarsyn.plan.Recipe;
import klarsyn.preflight.Preflight;
import klarsyn.tensor.Resources;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to do.
 *
 * @param reading         the cohort, whose cases are read once
 * @param budget          time and memory
 * @param seed            random seed
 * @param startedAt       when the minutes began; null for when the run starts
 * @param division        training and test cases
 * @param recipe          whose rules make the plan
 * @param plan            that was given; null if it is to be made
 * @param existingResults what happens to finished results in the folder
 * @param resources       cores and device
 * @param stop            looked at between steps and cases
 */
public record StudySpec(
        CohortReading reading,
        Budget budget,
        long seed,
        @Nullable Instant startedAt,
        Division division,
        Recipe recipe,
        @Nullable Plan plan,
        ExistingResults existingResults,
        Resources resources,
        Stop stop) {

    /** A study of five minutes from seed 0, planned by Klarsyn. */
    public static StudySpec of(Cohort cohort) {
        return new StudySpec(
                new CohortReading(cohort),
                Budget.minutes(5),
                0,
                null,
                new Division.HeldOut(Division.Unit.PATIENT),
                Recipe.KLARSYN,
                null,
                ExistingResults.KEEP,
                Resources.available(),
                Stop.never());
    }

    /** The same with another budget. */
    public StudySpec withBudget(Budget other) {
        return new StudySpec(reading, other, seed, startedAt, division, recipe, plan, existingResults, resources, stop);
    }

    /** The same with another seed. */
    public StudySpec withSeed(long other) {
        return new StudySpec(reading, budget, other, startedAt, division, recipe, plan, existingResults, resources, stop);
    }

    /** The same with minutes counted from a moment. */
    public StudySpec withStart(Instant moment) {
        return new StudySpec(reading, budget, seed, moment, division, recipe, plan, existingResults, resources, stop);
    }

    /** The same with another division. */
    public StudySpec withDivision(Division other) {
        return new StudySpec(reading, budget, seed, startedAt, other, recipe, plan, existingResults, resources, stop);
    }

    /** The same planned by other rules. */
    public StudySpec withRecipe(Recipe other) {
        return new StudySpec(reading, budget, seed, startedAt, division, other, plan, existingResults, resources, stop);
    }

    /** The same by a given plan. */
    public StudySpec withPlan(Plan other) {
        return new StudySpec(reading, budget, seed, startedAt, division, recipe, other, existingResults, resources, stop);
    }

    /** The same with finished results kept or replaced. */
    public StudySpec withExistingResults(ExistingResults other) {
        return new StudySpec(reading, budget, seed, startedAt, division, recipe, plan, other, resources, stop);
    }

    /** The same with a part of the machine. */
    public StudySpec withResources(Resources other) {
        return new StudySpec(reading, budget, seed, startedAt, division, recipe, plan, existingResults, other, stop);
    }

    /** The same that can be stopped. */
    public StudySpec withStop(Stop other) {
        return new StudySpec(reading, budget, seed, startedAt, division, recipe, plan, existingResults, resources, other);
    }

    /** The same with its minutes begun. */
    public StudySpec begun() {
        return withStart(start());
    }

    /** When the minutes began; now, if no moment was given. */
    public Instant start() {
        return startedAt == null ? Instant.now() : startedAt;
    }

    /** The plan that was given, if one was. */
    public Optional<Plan> givenPlan() {
        return Optional.ofNullable(plan);
    }

    /** Threads for files, which end when the study is stopped. */
    Workers workers() {
        return new Workers(resources.cores(), stop);
    }

    /** The data set. */
    public Cohort cohort() {
        return reading.cohort();
    }

    /** What reading every case once has shown. */
    public Preflight.Result preflight() {
        return reading.preflight(workers());
    }
}
