package klarsyn.workflow.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import klarsyn.base.AtomicFolder;
import klarsyn.base.DataException;
import klarsyn.base.ExistingResults;
import klarsyn.base.OutputFolder;
import klarsyn.base.StoppedException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.format.Images;
import klarsyn.image.LabelMap;
import klarsyn.predict.Classified;
import klarsyn.predict.Prediction;
import klarsyn.predict.Segmented;
import klarsyn.train.TrainingJob;

/** Paths in the folder of one run. */
public record RunFolder(Path path) {

    public Path model() {
        return path.resolve("model.klarsyn");
    }

    public Path plan() {
        return path.resolve("plan.json");
    }

    public Path metrics() {
        return path.resolve("metrics.json");
    }

    public Path log() {
        return path.resolve("log.jsonl");
    }

    public Path report() {
        return path.resolve("report.html");
    }

    /** Preprocessed cases, memory-mapped in training; may be deleted. */
    public Path cache() {
        return path.resolve("cache");
    }

    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** Checkpoint of an interrupted run. */
    public Path lastCheckpoint() {
        return checkpoints().resolve(TrainingJob.LAST);
    }

    /**
     * Runs stoppable work; if it is stopped after the training, the trained model becomes the checkpoint for resuming.
     *
     * @throws StoppedException if stopped, with this folder if the run can be resumed
     */
    public <T> T stoppable(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoppedException stopped) {
            Path trained = checkpoints().resolve(TrainingJob.TRAINED);
            if (Files.exists(trained)) {
                move(trained, lastCheckpoint());
            }
            throw Files.exists(lastCheckpoint()) ? new StoppedException(path) : stopped;
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new DataException(
                    "the checkpoint cannot be kept (" + failure + ")",
                    Where.file(from),
                    "make the folder writable, and resume the run",
                    failure);
        }
    }

    /** Settings of a single run. */
    public Path settings() {
        return path.resolve("run.json");
    }

    /** Settings of a cross-validation. */
    public Path folds() {
        return path.resolve("folds.json");
    }

    /** Whether it contains a cross-validation. */
    public boolean isCrossValidation() {
        return Files.exists(folds());
    }

    /** Results of keeping only the largest component, on held-out predictions. */
    public Path postProcessing() {
        return path.resolve("postprocessing.json");
    }

    /** The run of one fold of a cross-validation. */
    public RunFolder fold(int index) {
        return new RunFolder(path.resolve("fold-" + index));
    }

    /** The prediction of a held-out case, on its original grid. */
    public Path prediction(Case subject) {
        return path.resolve("predictions").resolve(subject.id() + ".nii.gz");
    }

    /**
     * Rejects folders that are not writable, contain files other than a run, or contain results that must be kept.
     *
     * @throws DataException if rejected or unreadable
     */
    public void requireRunFolder(ExistingResults existing) {
        new OutputFolder(path).requireWritable();
        if (existing == ExistingResults.KEEP) {
            requireUnfinished();
        }
        requireNoOtherFiles();
    }

    /** Whether a run, or all folds of a cross-validation, are trained and tested. */
    public boolean isFinished() {
        boolean isRun = Files.exists(log()) || Files.exists(folds());
        return isRun && (Files.exists(metrics()) || (Files.exists(model()) && !Files.exists(lastCheckpoint())));
    }

    private void requireUnfinished() {
        if (isFinished()) {
            throw new DataException(
                    "the folder contains a finished run",
                    Where.file(path),
                    "select another folder with --out, or replace the run with --overwrite");
        }
        if (Files.exists(folds()) && !Files.exists(metrics()) && Files.exists(fold(0).metrics())) {
            throw new DataException(
                    "the folder contains a cross-validation with finished folds",
                    Where.file(path),
                    "resume it with --resume, or select another folder with --out");
        }
    }

    private void requireNoOtherFiles() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> inside = Files.list(path)) {
            boolean onlyData = inside.allMatch(file -> file.endsWith("data"));
            if (!onlyData && !Files.exists(log()) && !Files.exists(folds())) {
                throw new DataException(
                        "the folder contains files that are not part of a run",
                        Where.file(path),
                        "select a new folder with --out");
            }
        } catch (IOException failure) {
            throw new DataException(
                    "the folder cannot be listed (" + failure + ")",
                    Where.file(path),
                    "select a new folder with --out",
                    failure);
        }
    }

    /**
     * Creates the folder and deletes the results of an earlier run, which would not match this plan. The file that
     * marks the folder as a run is deleted last.
     */
    public void reset() {
        create();
        List.of(
                        model(),
                        plan(),
                        metrics(),
                        settings(),
                        report(),
                        postProcessing(),
                        cache(),
                        checkpoints(),
                        path.resolve("predictions"))
                .forEach(AtomicFolder::delete);
        for (int index = 0; Files.exists(fold(index).path()); index++) {
            AtomicFolder.delete(fold(index).path());
        }
        List.of(folds(), log()).forEach(AtomicFolder::delete);
    }

    /** Creates the folder unless it exists. */
    public void create() {
        try {
            Files.createDirectories(path);
        } catch (IOException failure) {
            throw new DataException(
                    "the run's folder cannot be created (" + failure.getMessage() + ")",
                    Where.file(path),
                    "select another with --out, or free disk space",
                    failure);
        }
    }

    /** Writes the prediction of a held-out case; classes are stored in metrics.json only. */
    public void write(Case subject, Prediction prediction) {
        switch (prediction) {
            case Segmented(LabelMap labels) -> Images.writeOnGridOf(labels, subject.file(), prediction(subject));
            case Classified _ -> {}
        }
    }

    /** Deletes files that a finished run no longer needs. */
    public void deleteIntermediateFiles() {
        AtomicFolder.delete(cache());
        AtomicFolder.delete(checkpoints());
    }
}
