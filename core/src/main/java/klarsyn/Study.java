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
import klarsyn.data.split.Division;
import klarsyn.data.split.Split;
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
import klarsyn.workflow.StudyPlanning;
import klarsyn.workflow.StudySpec;
import klarsyn.workflow.Workflows;
import klarsyn.workflow.folder.RunFolder;
import klarsyn.workflow.folder.TemporaryFolder;

/**
 * A cohort with the options of a study, such as time limit, seed and plan.
 *
 * <p>Immutable; each option returns a new study. The cohort is read once, on first use.
 *
 * <pre>{@code
 * var study = Study.of(Layouts.open(Path.of("Task04_Hippocampus"))).minutes(5).seed(7);
 * try (var model = study.train(event -> System.err.println(event))) {
 *     IO.println(model.evaluate(study.split().test()).headline());
 * }
 * }</pre>
 */
public final class Study {

    /** Fraction of patients in the test set. */
    public static final double TEST_SHARE = CohortReading.TEST_SHARE;

    private final StudySpec spec;

    private Study(StudySpec spec) {
        this.spec = spec;
    }

    /** A study with a time limit of five minutes and seed 0, planned by Klarsyn. */
    public static Study of(Cohort cohort) {
        return new Study(StudySpec.of(cohort));
    }

    /** With a total time limit in minutes. */
    public Study minutes(double minutes) {
        return budget(Budget.minutes(minutes).withMemory(spec.budget().memoryBytes()));
    }

    /** With a number of optimizer steps instead of a time limit. */
    public Study iterations(long steps) {
        return budget(Budget.iterations(steps).withMemory(spec.budget().memoryBytes()));
    }

    /** With another budget. */
    public Study budget(Budget other) {
        return new Study(spec.withBudget(other));
    }

    /** With another random seed, which determines the split, initial weights and samples. */
    public Study seed(long other) {
        return new Study(spec.withSeed(other));
    }

    /** With a given plan. */
    public Study plan(Plan plan) {
        return new Study(spec.withPlan(plan));
    }

    /** With another planner. */
    public Study recipe(Recipe other) {
        return new Study(spec.withRecipe(other));
    }

    /** With another division into training and test cases. */
    public Study divided(Division other) {
        return new Study(spec.withDivision(other));
    }

    /** With finished results in a folder kept, the default, or replaced. */
    public Study existingResults(ExistingResults other) {
        return new Study(spec.withExistingResults(other));
    }

    /** With these resources; the default is the whole machine. */
    public Study resources(Resources other) {
        return new Study(spec.withResources(other));
    }

    /** With a stop request, which ends {@link #train}, {@link #run}, {@link #resume} and {@link #crossValidate} early. */
    public Study stop(Stop request) {
        return new Study(spec.withStop(request));
    }

    /** With the options of the command line that selected the data, such as {@code --exclude a,b}, for the report. */
    public Study dataOptions(String options) {
        return new Study(spec.withDataOptions(options));
    }

    /** With the time limit measured from an earlier time, such as the start of the command. */
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

    /** Start of the time limit; now, if not given. */
    public Instant startedAt() {
        return spec.start();
    }

    /** The division into training and test cases. */
    public Division division() {
        return spec.division();
    }

    /** What to do with finished results. */
    public ExistingResults existingResults() {
        return spec.existingResults();
    }

    /** The planner. */
    public Recipe recipe() {
        return spec.recipe();
    }

    /** The given plan, if any. */
    public Optional<Plan> givenPlan() {
        return spec.givenPlan();
    }

    /** The findings from reading every case once. */
    public Preflight.Result preflight() {
        return spec.preflight();
    }

    /**
     * Training, validation and test cases, stratified by structure size or class; split by patient unless the division
     * is by case.
     *
     * @throws klarsyn.base.DataException if a case cannot be used
     */
    public Split split() {
        return Workflows.split(spec);
    }

    /** The plan that training would use now; for a time limit the machine is measured. */
    public Plan plan() {
        return new StudyPlanning(spec.begun()).plan();
    }

    /**
     * The plan that training would use for a configuration of nnU-Net.
     *
     * @param plans         of data with these channels
     * @param configuration such as {@code 3d_fullres}; see {@link NnunetPlans#firstConfiguration}
     * @throws klarsyn.base.PlanException if the configuration does not exist or is not supported, or memory is too
     *     small for a step
     */
    public Plan plan(NnunetPlans plans, String configuration) {
        return new StudyPlanning(spec.begun()).plan(plans, configuration);
    }

    /**
     * The content that nnU-Net's planner would write to {@code plans.json} for the training cases, with all
     * configurations.
     *
     * @throws klarsyn.base.PlanException if the recipe is not one of nnU-Net
     */
    public NnunetPlans nnunetPlans() {
        return new StudyPlanning(spec).nnunetPlans();
    }

    /**
     * Trains a model; intermediate files are written to a temporary folder and deleted.
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
     * Trains, tests and writes a report to a folder.
     *
     * @param folder new, or with an unfinished run, which is started again; a finished run is replaced only with
     *               {@link ExistingResults#REPLACE}
     * @throws klarsyn.base.DataException if the folder contains a finished run or other files
     * @throws StoppedException if it was stopped; {@link #resume} continues from the step that was done last
     */
    public RunResult run(Path folder, Consumer<TrainingEvent> listener) {
        return RunResult.of(Run.of(spec.begun(), folder).complete(listener));
    }

    /** Whether a folder contains the results of a finished run or cross-validation. */
    public static boolean isFinished(Path folder) {
        return new RunFolder(folder).isFinished();
    }

    /** Whether a folder contains an unfinished run or cross-validation that {@link #resume} can continue. */
    public static boolean isUnfinished(Path folder) {
        RunFolder run = new RunFolder(folder);
        return run.isCrossValidation() ? !Files.exists(run.metrics()) : Files.exists(run.lastCheckpoint());
    }

    /** Resumes an interrupted run from its last checkpoint, or a cross-validation, keeping its finished folds. */
    public RunResult resume(Path folder, Consumer<TrainingEvent> listener) {
        return RunResult.of(
                new RunFolder(folder).isCrossValidation()
                        ? CrossValidation.resume(spec.begun(), folder).complete(listener)
                        : Run.resume(spec.begun(), folder).complete(listener));
    }

    /**
     * Trains and tests one model per fold, so each case is tested once by a model that was not trained on its patient.
     * The budget applies to each fold.
     *
     * @param folds    at least 2, at most the number of patients
     * @param folder   as of {@link #run}
     * @param listener receives the events of all folds in order
     */
    public RunResult crossValidate(int folds, Path folder, Consumer<TrainingEvent> listener) {
        return RunResult.of(CrossValidation.of(spec.begun(), folds, folder).complete(listener));
    }
}
