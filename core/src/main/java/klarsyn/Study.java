package klarsyn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import klarsyn.base.PlanException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.data.Labels;
import klarsyn.data.Split;
import klarsyn.data.Task;
import klarsyn.plan.Budget;
import klarsyn.plan.Plan;
import klarsyn.plan.Recipe;
import klarsyn.plan.nnunet.NnunetPlans;
import klarsyn.preflight.Preflight;
import klarsyn.train.TrainingEvent;
import org.jspecify.annotations.Nullable;

/**
 * A cohort with the wishes of whoever studies it: how long, from which seed, by which plan.
 *
 * <p>It is immutable; each wish makes another study. Reading the cohort happens once, when first needed.
 *
 * <pre>{@code
 * var study = Study.of(Layouts.open(Path.of("Task04_Hippocampus"))).minutes(5).seed(7);
 * try (var model = study.train(event -> System.err.println(event))) {
 *     IO.println(model.evaluate(study.split().test()).dice());
 * }
 * }</pre>
 */
public final class Study {

    /** Share of the patients that are held out for the test. */
    public static final double TEST_SHARE = 0.2;

    private final Reading reading;
    private final Budget budget;
    private final long seed;
    private final @Nullable Instant startedAt;
    private final Division division;
    private final Recipe recipe;
    private final @Nullable Plan givenPlan;
    private final ExistingResults existingResults;

    private Study(
            Reading reading,
            Budget budget,
            long seed,
            @Nullable Instant startedAt,
            Division division,
            Recipe recipe,
            @Nullable Plan givenPlan,
            ExistingResults existingResults) {
        this.reading = reading;
        this.budget = budget;
        this.seed = seed;
        this.startedAt = startedAt;
        this.division = division;
        this.recipe = recipe;
        this.givenPlan = givenPlan;
        this.existingResults = existingResults;
    }

    /** A study of five minutes from seed 0, planned by Klarsyn. */
    public static Study of(Cohort cohort) {
        return new Study(
                new Reading(cohort),
                Budget.minutes(5),
                0,
                null,
                new Division.HeldOut(Division.Unit.PATIENT),
                Recipe.KLARSYN,
                null,
                ExistingResults.KEEP);
    }

    /** With that many minutes of wall clock for everything. */
    public Study minutes(double minutes) {
        return budget(Budget.minutes(minutes).withMemory(budget.memoryBytes()));
    }

    /** With that many optimizer steps, whatever the clock says. */
    public Study iterations(long steps) {
        return budget(Budget.iterations(steps).withMemory(budget.memoryBytes()));
    }

    /** With another budget. */
    public Study budget(Budget other) {
        return new Study(reading, other, seed, startedAt, division, recipe, givenPlan, existingResults);
    }

    /** From another seed, on which the split, the first weights and the samples depend. */
    public Study seed(long other) {
        return new Study(reading, budget, other, startedAt, division, recipe, givenPlan, existingResults);
    }

    /** By a plan of one's own. */
    public Study plan(Plan plan) {
        return new Study(reading, budget, seed, startedAt, division, recipe, plan, existingResults);
    }

    /** Planned by other rules. */
    public Study recipe(Recipe other) {
        return new Study(reading, budget, seed, startedAt, division, other, givenPlan, existingResults);
    }

    /** With cases divided otherwise into those to learn from and those to be judged on. */
    public Study divided(Division other) {
        return new Study(reading, budget, seed, startedAt, other, recipe, givenPlan, existingResults);
    }

    /** With finished results of a folder kept, as they are by default, or replaced. */
    public Study existingResults(ExistingResults other) {
        return new Study(reading, budget, seed, startedAt, division, recipe, givenPlan, other);
    }

    /** With minutes counted from an earlier moment, such as the start of the command. */
    public Study startedAt(Instant moment) {
        return new Study(reading, budget, seed, moment, division, recipe, givenPlan, existingResults);
    }

    /** What is studied. */
    public Cohort cohort() {
        return reading.cohort();
    }

    /** The structures to segment. */
    Labels labels() {
        return cohort().structures()
                .orElseThrow(() -> new PlanException(
                        "only segmentation is supported so far, where each case has a label map; here "
                                + cohort().task().map(Task::words).orElse("no case has a target"),
                        Where.of("task"),
                        "name a folder with images and label maps; klarsyn inspect shows how a folder is read"));
    }

    /** How long, and in how much memory. */
    public Budget budget() {
        return budget;
    }

    /** Where everything random comes from. */
    public long seed() {
        return seed;
    }

    /** When its minutes began; now, if no moment was given and nothing has begun. */
    public Instant startedAt() {
        return startedAt == null ? Instant.now() : startedAt;
    }

    /** The same with its minutes begun. */
    private Study begun() {
        return startedAt(startedAt());
    }

    /** How cases are divided. */
    public Division division() {
        return division;
    }

    /** What happens to finished results. */
    public ExistingResults existingResults() {
        return existingResults;
    }

    /** Whose rules a plan is made by. */
    public Recipe recipe() {
        return recipe;
    }

    /** The plan that was given, if one was. */
    public Optional<Plan> givenPlan() {
        return Optional.ofNullable(givenPlan);
    }

    /** What reading every case once has shown. */
    public Preflight.Result preflight() {
        return reading.preflight();
    }

    /**
     * Cases to train on, to watch the training on and to be judged on, in equal shares of small and large structures: by
     * patient, unless the division is one of cases.
     *
     * @throws klarsyn.base.DataException if a case is in no state to be used
     */
    public Split split() {
        return reading.split(division, Seed.of(seed).child("split"));
    }

    /** The plan that training would follow now, the machine measured as far as the budget is one of minutes. */
    public Plan plan() {
        return new Planning(begun()).plan(event -> {});
    }

    /**
     * The plan that training would follow of one that nnU-Net has made.
     *
     * @param plans         of data with these channels
     * @param configuration such as {@code 3d_fullres}; see {@link NnunetPlans#firstConfiguration}
     * @throws klarsyn.base.PlanException if there is no such configuration, something in it that Klarsyn does not do, or
     *     too little memory for a step
     */
    public Plan plan(NnunetPlans plans, String configuration) {
        return new Planning(begun()).plan(plans, configuration);
    }

    /**
     * What nnU-Net's planner would write into {@code plans.json} for the cases that would be trained on, all of its
     * configurations.
     *
     * @throws klarsyn.base.PlanException if the recipe is none of nnU-Net's
     */
    public NnunetPlans nnunetPlans() {
        return new Planning(this).nnunetPlans();
    }

    /** Trains a model; files that are needed on the way lie in a temporary folder and are deleted. */
    public Model train(Consumer<TrainingEvent> listener) {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            return Run.of(begun(), folder.path()).train(listener);
        }
    }

    /**
     * Trains, tests and reports into a folder.
     *
     * @param folder new, or one of an unfinished run, which is started again; a finished one is replaced only with
     *     {@link ExistingResults#REPLACE}
     * @throws klarsyn.base.DataException if the folder holds a finished run or files of another kind
     */
    public RunResult run(Path folder, Consumer<TrainingEvent> listener) {
        return Run.of(begun(), folder).complete(listener);
    }

    /** Whether a folder holds the results of a whole run or cross-validation. */
    public static boolean isFinished(Path folder) {
        return new RunFolder(folder).isFinished();
    }

    /** Whether a run or a cross-validation was begun in a folder and not finished, so that {@link #resume} goes on with it. */
    public static boolean isUnfinished(Path folder) {
        RunFolder run = new RunFolder(folder);
        return CrossValidation.isBegun(folder) ? !Files.exists(run.metrics()) : Files.exists(run.lastCheckpoint());
    }

    /**
     * Goes on with a run that was cut off, from its last checkpoint, or with a cross-validation, whose folds that are
     * done stay as they are.
     */
    public RunResult resume(Path folder, Consumer<TrainingEvent> listener) {
        return CrossValidation.isBegun(folder)
                ? CrossValidation.resume(begun(), folder).complete(listener)
                : Run.resume(begun(), folder).complete(listener);
    }

    /**
     * Trains and tests as many models as there are folds, so that each case is judged once by a model that has not seen
     * its patient; the budget is that of each fold.
     *
     * @param folds    at least 2, at most as many as patients
     * @param folder   as of {@link #run}
     * @param listener told what happens, fold after fold
     */
    public RunResult crossValidate(int folds, Path folder, Consumer<TrainingEvent> listener) {
        return CrossValidation.of(begun(), folds, folder).complete(listener);
    }
}
