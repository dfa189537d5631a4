package klarsyn.workflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import klarsyn.base.AtomicFile;
import klarsyn.base.ExistingResults;
import klarsyn.base.Heap;
import klarsyn.base.StoppedException;
import klarsyn.data.Case;
import klarsyn.data.split.Division;
import klarsyn.evaluate.PostProcessing;
import klarsyn.format.Images;
import klarsyn.plan.json.PlanJson;
import klarsyn.tensor.Engine;
import klarsyn.train.TrainingEvent;
import klarsyn.train.TrainingEvent.StageBegun;
import klarsyn.workflow.folder.Finished;
import klarsyn.workflow.folder.FoldSettings;
import klarsyn.workflow.folder.RunFolder;

/** One run per fold, each in a separate folder, and their joint result. */
public final class CrossValidation {

    /** Bytes per voxel: reference, prediction, post-processed prediction and component numbers. */
    private static final long POST_PROCESSING_BYTES = 12;

    private final StudySpec spec;
    private final int folds;
    private final RunFolder folder;
    private final Beginning beginning;

    private enum Beginning {
        FRESH,
        RESUMED
    }

    private CrossValidation(StudySpec spec, int folds, RunFolder folder, Beginning beginning) {
        this.spec = spec;
        this.folds = folds;
        this.folder = folder;
        this.beginning = beginning;
    }

    /** A new cross-validation. */
    public static CrossValidation of(StudySpec spec, int folds, Path folder) {
        return new CrossValidation(spec, folds, new RunFolder(folder), Beginning.FRESH);
    }

    /** A cross-validation with the settings of an earlier start. */
    public static CrossValidation resume(StudySpec spec, Path folder) {
        RunFolder begun = new RunFolder(folder);
        FoldSettings settings = FoldSettings.read(begun.folds());
        StudySpec same = spec.withBudget(settings.budget())
                .withSeed(settings.seed())
                .withRecipe(settings.recipe())
                .withDivision(new Division.HeldOut(settings.unit()));
        StudySpec planned = Files.exists(begun.plan()) ? same.withPlan(PlanJson.read(begun.plan())) : same;
        return new CrossValidation(planned, settings.folds(), begun, Beginning.RESUMED);
    }

    /**
     * Trains and tests all unfinished folds, and writes a joint report.
     *
     * @throws StoppedException if stopped, with the folder for resuming; finished folds are kept
     */
    public Finished complete(Consumer<TrainingEvent> listener) {
        try {
            return all(listener);
        } catch (StoppedException stopped) {
            throw Files.exists(folder.folds()) ? new StoppedException(folder.path()) : stopped;
        }
    }

    private Finished all(Consumer<TrainingEvent> listener) {
        Workflows.of(spec)
                .requireLearnableFolds(IntStream.range(0, folds)
                        .mapToObj(index -> Workflows.split(fold(index)).train())
                        .toList());
        if (beginning == Beginning.FRESH) {
            folder.requireRunFolder(spec.existingResults());
            folder.reset();
            spec.givenPlan().ifPresent(plan -> AtomicFile.writeText(folder.plan(), PlanJson.write(plan)));
            new FoldSettings(folds, spec.division().unit(), spec.seed(), spec.budget(), spec.recipe())
                    .write(folder.folds());
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int index = 0; index < folds; index++) {
            listener.accept(new StageBegun("fold %d of %d".formatted(index + 1, folds)));
            outcomes.add(outcome(index, listener));
            Engine.giveBackMemory();
        }
        return new RunSummary(spec, outcomes, postProcessing(outcomes, listener)).write(folder);
    }

    /**
     * For label maps: selects whether to keep only the largest component of each label. Other predictions have none.
     */
    private Optional<PostProcessing> postProcessing(List<Outcome> outcomes, Consumer<TrainingEvent> listener) {
        return spec.cohort().structures().map(labels -> {
            listener.accept(new StageBegun("testing whether to keep only the largest component of each label"));
            PostProcessing decided = PostProcessing.decide(
                    heldOut(outcomes), labels, spec.workers().limited(parallelCases()));
            AtomicFile.writeText(folder.postProcessing(), decided.json().indented());
            return decided;
        });
    }

    private List<PostProcessing.HeldOut> heldOut(List<Outcome> outcomes) {
        List<PostProcessing.HeldOut> cases = new ArrayList<>();
        for (int index = 0; index < folds; index++) {
            RunFolder fold = folder.fold(index);
            for (Case subject : outcomes.get(index).split().test()) {
                cases.add(new PostProcessing.HeldOut(
                        subject.id(), subject::readLabels, () -> Images.readLabels(fold.prediction(subject))));
            }
        }
        return cases;
    }

    /** Number of cases whose label maps and components fit into the heap. */
    private int parallelCases() {
        long voxels = spec.preflight().cases().stream()
                .mapToLong(one -> one.shape().voxels())
                .max()
                .orElse(0);
        return Heap.parallelCases(
                POST_PROCESSING_BYTES * voxels, spec.resources().cores());
    }

    private Outcome outcome(int index, Consumer<TrainingEvent> listener) {
        // Replacement of existing results is decided for the whole cross-validation.
        StudySpec fold = fold(index)
                .withStart(index == 0 ? spec.start() : Instant.now())
                .withExistingResults(ExistingResults.REPLACE);
        RunFolder place = folder.fold(index);
        if (beginning == Beginning.RESUMED && Files.exists(place.metrics())) {
            return Run.of(fold, place.path()).retest(listener);
        }
        boolean begun = beginning == Beginning.RESUMED && Files.exists(place.lastCheckpoint());
        Run<?> run = begun ? Run.resume(fold, place.path()) : Run.of(fold, place.path());
        Outcome outcome = run.outcome(listener);
        run.report(outcome);
        return outcome;
    }

    private StudySpec fold(int index) {
        return spec.withDivision(new Division.Fold(spec.division().unit(), index, folds));
    }
}
