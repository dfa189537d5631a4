package klarsyn.workflow;

import java.time.Instant;
import java.util.Optional;
import klarsyn.base.ExistingResults;
import klarsyn.base.Stop;
import klarsyn.base.Workers;
import klarsyn.data.Cohort;
import klarsyn.data.split.Division;
import klarsyn.plan.Budget;
import klarsyn.plan.Plan;
import klarsyn.plan.Recipe;
import klarsyn.preflight.Preflight;
import klarsyn.tensor.Resources;
import org.jspecify.annotations.Nullable;

/**
 * Specification of a run.
 *
 * @param reading         the cohort, whose cases are read once
 * @param budget          time and memory
 * @param seed            random seed
 * @param startedAt       start of the time limit; null for the start of the run
 * @param division        into training and test cases
 * @param recipe          planner
 * @param plan            given plan; null to make one
 * @param existingResults what to do with finished results in the folder
 * @param resources       cores and device
 * @param stop            checked between steps and cases
 * @param dataOptions     options of the command line that select the data, for the report; empty for none
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
        Stop stop,
        String dataOptions) {

    /** A study with a time limit of five minutes and seed 0, planned by Klarsyn. */
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
                Stop.never(),
                "");
    }

    /** With another budget. */
    public StudySpec withBudget(Budget other) {
        return new StudySpec(
                reading, other, seed, startedAt, division, recipe, plan, existingResults, resources, stop, dataOptions);
    }

    /** With another seed. */
    public StudySpec withSeed(long other) {
        return new StudySpec(
                reading,
                budget,
                other,
                startedAt,
                division,
                recipe,
                plan,
                existingResults,
                resources,
                stop,
                dataOptions);
    }

    /** With another start of the time limit. */
    public StudySpec withStart(Instant moment) {
        return new StudySpec(
                reading, budget, seed, moment, division, recipe, plan, existingResults, resources, stop, dataOptions);
    }

    /** With another division. */
    public StudySpec withDivision(Division other) {
        return new StudySpec(
                reading, budget, seed, startedAt, other, recipe, plan, existingResults, resources, stop, dataOptions);
    }

    /** With another planner. */
    public StudySpec withRecipe(Recipe other) {
        return new StudySpec(
                reading, budget, seed, startedAt, division, other, plan, existingResults, resources, stop, dataOptions);
    }

    /** With a given plan. */
    public StudySpec withPlan(Plan other) {
        return new StudySpec(
                reading,
                budget,
                seed,
                startedAt,
                division,
                recipe,
                other,
                existingResults,
                resources,
                stop,
                dataOptions);
    }

    /** With finished results kept or replaced. */
    public StudySpec withExistingResults(ExistingResults other) {
        return new StudySpec(
                reading, budget, seed, startedAt, division, recipe, plan, other, resources, stop, dataOptions);
    }

    /** With other resources. */
    public StudySpec withResources(Resources other) {
        return new StudySpec(
                reading, budget, seed, startedAt, division, recipe, plan, existingResults, other, stop, dataOptions);
    }

    /** With a stop. */
    public StudySpec withStop(Stop other) {
        return new StudySpec(
                reading,
                budget,
                seed,
                startedAt,
                division,
                recipe,
                plan,
                existingResults,
                resources,
                other,
                dataOptions);
    }

    /** With other options that select the data. */
    public StudySpec withDataOptions(String other) {
        return new StudySpec(
                reading, budget, seed, startedAt, division, recipe, plan, existingResults, resources, stop, other);
    }

    /** With the time limit starting now. */
    public StudySpec begun() {
        return withStart(start());
    }

    /** Start of the time limit; now, if not given. */
    public Instant start() {
        return startedAt == null ? Instant.now() : startedAt;
    }

    /** The given plan, if any. */
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

    /** The findings from reading every case once. */
    public Preflight.Result preflight() {
        return reading.preflight(workers());
    }
}
