package klarsyn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import klarsyn.base.ExistingResults;
import klarsyn.base.Stop;
import klarsyn.base.StoppedException;
import klarsyn.data.Cohort;
import klarsyn.data.Division;
import klarsyn.data.Split;
import klarsyn.plan.Budget;
import klarsyn.plan.Plan;
import klarsyn.plan.Recipe;
import klarsyn.plan.nnunet.NnunetPlans;
import klarsyn.preflight.Preflight;
import klarsyn.tensor.Resources;
import klarsyn.train.TrainingEvent;
import klarsyn.workflow.CohortReading;
import klarsyn.workflow.CrossValidation;
import klarsyn.workflow.Run;
import klarsyn.workflow.RunFolder;
import klarsyn.workflow.StudyPlanning;
import klarsyn.workflow.StudySpec;
import klarsyn.workflow.TemporaryFolder;
import klarsyn.workflow.Workflows;

/**
 * A cohort with the options of a study: how long, from which seed, by which plan.
 *
 * <p>It is immutable; each option makes another study. The cohort is read once, when first needed.
 *
 * <pre>{@code
 * var study = Study.of(Layouts.open(Path.of("Task04_Hippocampus"))).minutes(5).seed(7);
 * try (var model = study.train(event -> System.err.println(event))) {
 *     IO.println(model.evaluate(study.split().test()).headline());
 * }
 * }</pre>
 */
public final class Study {

    /** Share of the patients that are held out for the test. */
    public static final double TEST_SHARE = CohortReading.TEST_SHARE;

    private final StudySpec spec;

    private Study(StudySpec spec) {
        this.spec = spec;
    }

    /** A study of five minutes from seed 0, planned by Klarsyn. */
    public static Study of(Cohort cohort) {
        return new Study(StudySpec.of(cohort));
    }

    /** With that many minutes of wall clock for everything. */
    public Study minutes(double minutes) {
        return budget(Budget.minutes(minutes).withMemory(spec.budget().memoryBytes()));
    }

    /** With that many optimizer steps, whatever the clock. */
    public Study iterations(long steps) {
        return budget(Budget.iterations(steps).withMemory(spec.budget().memoryBytes()));
    }

    /** With another budget. */
    public Study budget(Budget other) {
        return new Study(spec.withBudget(other));
    }

    /** With another random seed, on which the split, the first weights and the samples depend. */
    public Study seed(long other) {
        return new Study(spec.withSeed(other));
    }

    /** With a given plan. */
    public Study plan(Plan plan) {
        return new Study(spec.withPlan(plan));
    }

    /** Planned by other rules. */
    public Study recipe(Recipe other) {
        return new Study(spec.withRecipe(other));
    }

    /** With cases divided in another way into training and test cases. */
    public Study divided(Division other) {
        return new Study(spec.withDivision(other));
    }

    /** With finished results of a folder kept, as they are by default, or replaced. */
    public Study existingResults(ExistingResults other) {
        return new Study(spec.withExistingResults(other));
    }

    /** With a part of the machine; all of it is used by default. */
    public Study resources(Resources other) {
        return new Study(spec.withResources(other));
    }

    /** That can be stopped: {@link #train}, {@link #run}, {@link #resume} and {@link #crossValidate} then end early. */
    public Study stop(Stop request) {
        return new Study(spec.withStop(request));
    }

    /** With minutes counted from an earlier moment, such as the start of the command. */
    public Study startedAt(Instant moment) {
        return new Study(spec.withStart(moment));
    }

    /** The data set. */
    public Cohort cohort() {
        return spec.cohort();
    }

    /** Time and memory. */
    public Budget budget() {
        return spec.budget();
    }

    /** Random seed. */
    public long seed() {
        return spec.seed();
    }

    /** When its minutes began; now, if no moment was given. */
    public Instant startedAt() {
        return spec.start();
    }

    /** How cases are divided. */
    public Division division() {
        return spec.division();
    }

    /** What happens to finished results. */
    public ExistingResults existingResults() {
        return spec.existingResults();
    }

    /** Whose rules make the plan. */
    public Recipe recipe() {
        return spec.recipe();
    }

    /** The plan that was given, if one was. */
    public Optional<Plan> givenPlan() {
        return spec.givenPlan();
    }

    /** What reading every case once has shown. */
    public Preflight.Result preflight() {
        return spec.preflight();
    }

    /**
     * Training, validation and test cases, in equal shares of small and large structures, or of the classes: by patient,
     * unless the division is one of cases.
     *
     * @throws klarsyn.base.DataException if a case is in no state to be used
     */
    public Split split() {
        return Workflows.split(spec);
    }

    /** The plan that training would follow now, the machine measured as far as the budget is one of minutes. */
    public Plan plan() {
        return new StudyPlanning(spec.begun()).plan();
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
        return new StudyPlanning(spec.begun()).plan(plans, configuration);
    }

    /**
     * What nnU-Net's planner would write into {@code plans.json} for the cases that would be trained on, all of its
     * configurations.
     *
     * @throws klarsyn.base.PlanException if the recipe is none of nnU-Net's
     */
    public NnunetPlans nnunetPlans() {
        return new StudyPlanning(spec).nnunetPlans();
    }

    /**
     * Trains a model; files that are needed on the way are in a temporary folder and are deleted.
     *
     * @throws StoppedException if it was stopped; nothing is left to resume from
     */
    public Model train(Consumer<TrainingEvent> listener) {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            return new Model(Run.of(spec.begun(), folder.path()).train(listener));
        } catch (StoppedException _) {
            throw new StoppedException();
        }
    }

    /**
     * Trains, tests and reports into a folder.
     *
     * @param folder new, or one of an unfinished run, which is started again; a finished one is replaced only with
     *     {@link ExistingResults#REPLACE}
     * @throws klarsyn.base.DataException if the folder holds a finished run or other files
     * @throws StoppedException if it was stopped; {@link #resume} continues from the step that was done last
     */
    public RunResult run(Path folder, Consumer<TrainingEvent> listener) {
        return RunResult.of(Run.of(spec.begun(), folder).complete(listener));
    }

    /** Whether a folder holds the results of a whole run or cross-validation. */
    public static boolean isFinished(Path folder) {
        return new RunFolder(folder).isFinished();
    }

    /** Whether a run or a cross-validation was begun in a folder and not finished, so that {@link #resume} continues it. */
    public static boolean isUnfinished(Path folder) {
        RunFolder run = new RunFolder(folder);
        return run.isCrossValidation() ? !Files.exists(run.metrics()) : Files.exists(run.lastCheckpoint());
    }

    /**
     * Continues a run that was cut off, from its last checkpoint, or a cross-validation, whose folds that are done stay as
     * they are.
     */
    public RunResult resume(Path folder, Consumer<TrainingEvent> listener) {
        return RunResult.of(
                new RunFolder(folder).isCrossValidation()
                        ? CrossValidation.resume(spec.begun(), folder).complete(listener)
                        : Run.resume(spec.begun(), folder).complete(listener));
    }

    /**
     * Trains and tests as many models as there are folds, so that each case is judged once by a model that has not seen
     * its patient; the budget is that of each fold.
     *
     * @param folds    at least 2, at most as many as patients
     * @param folder   as of {@link #run}
     * @param listener receives events, fold after fold
     */
    public RunResult crossValidate(int folds, Path folder, Consumer<TrainingEvent> listener) {
        return RunResult.of(CrossValidation.of(spec.begun(), folds, folder).complete(listener));
    }
}
