package klarsyn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import klarsyn.base.AtomicFile;
import klarsyn.base.AtomicFolder;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.OutputFolder;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.report.HtmlReport;
import klarsyn.report.RunReport.Overlay;
import klarsyn.train.TrainingJob;

/** The folder of one run and the names of what lies in it. */
record RunFolder(Path path) {

    Path model() {
        return path.resolve("model.klarsyn");
    }

    Path plan() {
        return path.resolve("plan.json");
    }

    Path metrics() {
        return path.resolve("metrics.json");
    }

    Path log() {
        return path.resolve("log.jsonl");
    }

    Path report() {
        return path.resolve("report.html");
    }

    /** PreprocessedImage cases, mapped while training; safe to delete. */
    Path cache() {
        return path.resolve("cache");
    }

    Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** Where a killed run goes on from. */
    Path lastCheckpoint() {
        return checkpoints().resolve(TrainingJob.LAST);
    }

    /** What a single run was begun with. */
    Path settings() {
        return path.resolve("run.json");
    }

    /** What a cross-validation was begun with. */
    Path folds() {
        return path.resolve("folds.json");
    }

    /** What held-out predictions say of keeping only the largest part of a label. */
    Path postProcessing() {
        return path.resolve("postprocessing.json");
    }

    /** The run of one fold of a cross-validation. */
    RunFolder fold(int index) {
        return new RunFolder(path.resolve("fold-" + index));
    }

    /** The prediction of a held-out case, in its own grid. */
    Path prediction(Case subject) {
        return path.resolve("predictions").resolve(subject.id() + ".nii.gz");
    }

    /**
     * Refuses a folder that cannot be written, or holds something else than a run, or results that may not be replaced:
     * nobody's files are lost.
     *
     * @throws DataException if it does, or cannot be looked into
     */
    void requireOurs(ExistingResults existing) {
        new OutputFolder(path).requireWritable();
        if (existing == ExistingResults.KEEP) {
            requireUnfinished();
        }
        requireOnlyOurs();
    }

    /** Whether a whole run, or all folds of a cross-validation, and their tests are done. */
    boolean isFinished() {
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

    private void requireOnlyOurs() {
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
    void create() {
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

    /** Writes figures and report. */
    RunResult tell(RunSummary summary, SegmentationEvaluation scores) {
        Json metrics = summary.metrics(scores);
        AtomicFile.writeText(metrics(), metrics.indented());
        List<Supplier<Overlay>> overlays = new ShownCases(this, summary.outcomes()).of(scores);
        HtmlReport.write(summary.report(scores, overlays), report());
        Path predicting = summary.outcomes().size() == 1 ? model() : path;
        return new RunResult(path, predicting, scores, summary.units(), metrics, summary.remarks());
    }

    /** Deletes what a finished run needs no more. */
    void tidy() {
        AtomicFolder.delete(cache());
        AtomicFolder.delete(checkpoints());
    }
}
