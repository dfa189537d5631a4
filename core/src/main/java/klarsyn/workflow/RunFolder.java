package klarsyn.workflow;

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

/** The folder of one run and the names of what lies in it. */
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

    /** PreprocessedImage cases, mapped while training; safe to delete. */
    public Path cache() {
        return path.resolve("cache");
    }

    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** Where a killed run goes on from. */
    public Path lastCheckpoint() {
        return checkpoints().resolve(TrainingJob.LAST);
    }

    /**
     * Work on the run that may be stopped: what a finished training has left becomes the checkpoint to resume from.
     *
     * @throws StoppedException if it was stopped, naming this folder if the run can be resumed
     */
    <T> T stoppable(Supplier<T> work) {
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

    /** What a single run was begun with. */
    public Path settings() {
        return path.resolve("run.json");
    }

    /** What a cross-validation was begun with. */
    public Path folds() {
        return path.resolve("folds.json");
    }

    /** Whether a cross-validation was started in it. */
    public boolean isCrossValidation() {
        return Files.exists(folds());
    }

    /** What held-out predictions say of keeping only the largest part of a label. */
    public Path postProcessing() {
        return path.resolve("postprocessing.json");
    }

    /** The run of one fold of a cross-validation. */
    public RunFolder fold(int index) {
        return new RunFolder(path.resolve("fold-" + index));
    }

    /** The prediction of a held-out case, in its own grid. */
    public Path prediction(Case subject) {
        return path.resolve("predictions").resolve(subject.id() + ".nii.gz");
    }

    /**
     * Refuses a folder that cannot be written, or holds something else than a run, or results that may not be replaced:
     * nobody's files are lost.
     *
     * @throws DataException if it does, or cannot be looked into
     */
    void requireRunFolder(ExistingResults existing) {
        new OutputFolder(path).requireWritable();
        if (existing == ExistingResults.KEEP) {
            requireUnfinished();
        }
        requireNoOtherFiles();
    }

    /** Whether a whole run, or all folds of a cross-validation, and their tests are done. */
    public boolean isFinished() {
        boolean isRun = Files.exists(log()) || Files.exists(folds());
        return isRun && (Files.exists(metrics()) || (Files.exists(model()) && !Files.exists(lastCheckpoint())));
    }

    private void requireUnfinished() {
        if (isFinished()) {
            throw new DataException(
                    "the folder holds a finished run",
                    Where.file(path),
                    "name another folder with --out, or replace the run with --overwrite");
        }
        if (Files.exists(folds()) && !Files.exists(metrics()) && Files.exists(fold(0).metrics())) {
            throw new DataException(
                    "the folder holds a cross-validation of which some folds are done",
                    Where.file(path),
                    "go on with it by --resume, or name another folder with --out");
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
                        "the folder holds files that are not a run's",
                        Where.file(path),
                        "name a new folder with --out");
            }
        } catch (IOException failure) {
            throw new DataException(
                    "this is no folder that can be looked into (" + failure + ")",
                    Where.file(path),
                    "name a new folder with --out",
                    failure);
        }
    }

    /**
     * Makes the folder, without the results of an earlier run: they would not belong to this one's plan. What tells that
     * the folder is a run's goes last.
     */
    void startAnew() {
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

    /** Makes the folder, or keeps it as it is. */
    public void create() {
        try {
            Files.createDirectories(path);
        } catch (IOException failure) {
            throw new DataException(
                    "the run's folder cannot be made (" + failure.getMessage() + ")",
                    Where.file(path),
                    "name another with --out, or free space",
                    failure);
        }
    }

    /** Writes a prediction of a held-out case; classes are in metrics.json and need no file of their own. */
    public void write(Case subject, Prediction prediction) {
        switch (prediction) {
            case Segmented(LabelMap labels) -> Images.writeOnGridOf(labels, subject.file(), prediction(subject));
            case Classified _ -> {}
        }
    }

    /** Deletes what a finished run needs no more. */
    void tidy() {
        AtomicFolder.delete(cache());
        AtomicFolder.delete(checkpoints());
    }
}
