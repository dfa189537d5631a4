package klarsyn.workflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import klarsyn.base.AtomicFile;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Interval;
import klarsyn.base.ModelException;
import klarsyn.base.PlanException;
import klarsyn.base.Seed;
import klarsyn.base.Version;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.split.Split;
import klarsyn.evaluate.Evaluation;
import klarsyn.model.CaseHashes;
import klarsyn.model.LoadedCheckpoint;
import klarsyn.model.LoadedModel;
import klarsyn.model.ModelFile;
import klarsyn.model.Provenance;
import klarsyn.model.TrainingImages;
import klarsyn.plan.Budget;
import klarsyn.plan.Plan;
import klarsyn.plan.json.PlanJson;
import klarsyn.preflight.CaseFacts;
import klarsyn.preflight.Preflight;
import klarsyn.tensor.Algorithms;
import klarsyn.tensor.EngineStart;
import klarsyn.train.Trainer;
import klarsyn.train.TrainingEvent;
import klarsyn.train.TrainingEvent.StageBegun;
import klarsyn.train.TrainingJob;
import klarsyn.workflow.folder.Finished;
import klarsyn.workflow.folder.Machine;
import klarsyn.workflow.folder.RunFolder;
import klarsyn.workflow.folder.RunLog;

/**
 * One run from data to report in its folder; task-specific parts are in its workflow.
 *
 * @param <P> the task's plan
 */
public final class Run<P extends Plan> {

    private final StudySpec spec;
    private final Workflow<P> workflow;
    private final RunFolder folder;
    private final RunStart start;

    /** How a run starts. */
    private sealed interface RunStart {

        /** Without a checkpoint. */
        record Fresh() implements RunStart {}

        /**
         * From a checkpoint.
         *
         * @param step  completed steps
         * @param cases of the run
         */
        record Resumed(long step, CaseHashes cases) implements RunStart {}
    }

    private Run(StudySpec spec, Workflow<P> workflow, RunFolder folder, RunStart start) {
        this.spec = spec;
        this.workflow = workflow;
        this.folder = folder;
        this.start = start;
    }

    /** A new run. */
    public static Run<?> of(StudySpec spec, Path folder) {
        return of(spec, Workflows.of(spec), folder, new RunStart.Fresh());
    }

    private static <P extends Plan> Run<P> of(StudySpec spec, Workflow<P> workflow, Path folder, RunStart start) {
        return new Run<>(spec, workflow, new RunFolder(folder), start);
    }

    /** A resumed run with the settings, seed and plan of its checkpoint. */
    public static Run<?> resume(StudySpec spec, Path path) {
        RunFolder folder = new RunFolder(path);
        Path last = folder.lastCheckpoint();
        if (!Files.exists(last) && Files.exists(folder.metrics())) {
            throw new ModelException(
                    "this run is finished, there is nothing to resume",
                    Where.file(path),
                    "predict with its model, or train in a new folder without --resume");
        }
        if (!Files.exists(last)) {
            throw new ModelException(
                    "there is no checkpoint to resume from", Where.file(last), "start the run again without --resume");
        }
        try (LoadedCheckpoint checkpoint = ModelFile.readCheckpoint(last)) {
            Plan plan = checkpoint.model().plan();
            Provenance provenance = checkpoint.model().provenance();
            StudySpec same = RunSettings.begun(spec, folder.settings(), plan).withSeed(provenance.seed());
            long steps = plan.optimization().steps();
            StudySpec counted = steps > 0
                    ? same.withBudget(
                            Budget.iterations(steps).withMemory(same.budget().memoryBytes()))
                    : same;
            StudySpec planned = counted.withPlan(plan);
            RunStart start = new RunStart.Resumed(Trainer.stepOf(checkpoint), provenance.cases());
            return of(planned, Workflows.of(planned), path, start);
        }
    }

    /**
     * Trains a model without testing it; the caller closes it.
     *
     * @throws klarsyn.base.StoppedException if stopped
     */
    public TrainedModel train(Consumer<TrainingEvent> listener) {
        return folder.stoppable(() -> {
            Ready<P> ready = ready(listener);
            try (RunLog log = log(listener)) {
                return trained(ready, log);
            }
        });
    }

    /**
     * Trains, tests and reports.
     *
     * @throws klarsyn.base.StoppedException if stopped
     */
    public Finished complete(Consumer<TrainingEvent> listener) {
        return report(outcome(listener));
    }

    /** Trains, tests and writes all files except the report. */
    Outcome outcome(Consumer<TrainingEvent> listener) {
        return folder.stoppable(() -> {
            Ready<P> ready = ready(listener);
            try (RunLog log = log(listener);
                    TrainedModel model = trained(ready, log)) {
                model.save(folder.model());
                return tested(model, ready.split(), log);
            }
        });
    }

    /** The outcome of an earlier run; the test is repeated with its model. */
    Outcome retest(Consumer<TrainingEvent> listener) {
        try (RunLog log = RunLog.resume(folder.log(), Long.MAX_VALUE, listener);
                TrainedModel model = TrainedModel.open(folder.model())) {
            Split split = Workflows.split(spec);
            requireSameCases(split, model.provenance().cases());
            return tested(model, split, log);
        }
    }

    private Outcome tested(TrainedModel model, Split split, RunLog log) {
        log.accept(new StageBegun("testing on " + Count.of(split.test().size(), "held-out case")));
        CaseEvaluator evaluator = workflow.evaluator();
        Evaluation test;
        try (Algorithms _ = algorithms()) {
            test = evaluator.evaluate(
                    model.withMemory(spec.budget().memoryBytes()).predictor(),
                    model.plan().compute(),
                    split.test(),
                    folder::write);
        }
        Evaluation baseline = evaluator.baseline(split.train(), split.test());
        log.accept(new StageBegun("writing the report"));
        return new Outcome(split, model.plan(), model.provenance(), test, baseline, log.curve());
    }

    /** With a number of steps, the metrics are bit-identical as well. */
    private Algorithms algorithms() {
        return switch (spec.budget().time()) {
            case Budget.Iterations _ -> Algorithms.deterministic();
            case Budget.Minutes _ -> Algorithms.unchanged();
        };
    }

    /** Writes metrics and report. */
    Finished report(Outcome outcome) {
        Finished finished = RunSummary.of(spec, outcome).write(folder);
        folder.deleteIntermediateFiles();
        return finished;
    }

    // ---- from data to plan: no files are written yet

    private record Ready<P extends Plan>(Split split, P plan, DryRun dryRun) {}

    private Ready<P> ready(Consumer<TrainingEvent> listener) {
        if (isFresh()) {
            folder.requireRunFolder(spec.existingResults());
        }
        listener.accept(
                new StageBegun("reading " + Count.of(spec.cohort().cases().size(), "case")));
        try (EngineStart _ = EngineStart.inBackground()) {
            Preflight.requireClean(spec.preflight());
            Split split = Workflows.split(spec);
            switch (start) {
                case RunStart.Fresh _ -> {}
                case RunStart.Resumed(long _, CaseHashes cases) -> requireSameCases(split, cases);
            }
            spec.givenPlan().ifPresent(given -> workflow.requireTrainable(workflow.typed(given, Where.of("--plan"))));
            spec.stop().throwIfRequested();
            P plan = workflow.plan(split, listener);
            workflow.requireTrainable(plan);
            listener.accept(new TrainingEvent.Planned(plan));
            listener.accept(new StageBegun("estimating the duration of the test with one case"));
            DryRun dryRun = workflow.dryRun(plan, split);
            spec.stop().throwIfRequested();
            if (isFresh()) {
                requireTime(clock().trainingSeconds(dryRun.secondsAroundTraining(plan, split)));
                folder.reset();
                RunSettings.of(spec).write(folder.settings());
            }
            return new Ready<>(split, plan, dryRun);
        }
    }

    private boolean isFresh() {
        return switch (start) {
            case RunStart.Fresh _ -> true;
            case RunStart.Resumed _ -> false;
        };
    }

    private RunClock clock() {
        return new RunClock(spec);
    }

    /** Prevents leakage: after a change of folder or options, training cases must not become test cases. */
    private void requireSameCases(Split split, CaseHashes begun) {
        if (!begun.areOf(split)) {
            throw new DataException(
                    "the run was started with other cases, or with another split",
                    Where.file(folder.path()),
                    "use the original data and options, including --split-by and --exclude, or start again without"
                            + " --resume");
        }
    }

    private RunLog log(Consumer<TrainingEvent> listener) {
        return switch (start) {
            case RunStart.Fresh _ -> RunLog.open(folder.log(), listener);
            case RunStart.Resumed(long step, CaseHashes _) -> RunLog.resume(folder.log(), step, listener);
        };
    }

    // ---- from plan to model

    private TrainedModel trained(Ready<P> ready, RunLog log) {
        Split split = ready.split();
        P plan = ready.plan();
        AtomicFile.writeText(folder.plan(), PlanJson.write(plan));
        log.accept(new StageBegun("preparing " + Count.of(split.train().size(), "training case")));
        Seed seed = Seed.of(spec.seed()).child("training");
        try (PreparedTraining<?> cases = workflow.prepare(plan, split, ready.dryRun(), seed, folder.cache())) {
            double seconds = clock().trainingSeconds(ready.dryRun().secondsAfterTraining(plan, split));
            TrainingJob job = job(ready, seed, seconds, log);
            return switch (start) {
                case RunStart.Resumed _ -> {
                    try (LoadedCheckpoint checkpoint = ModelFile.readCheckpoint(job.last())) {
                        yield finished(cases.resume(job, checkpoint), split);
                    }
                }
                case RunStart.Fresh _ -> {
                    requireTime(seconds);
                    yield finished(cases.train(job), split);
                }
            };
        }
    }

    private void requireTime(double seconds) {
        switch (spec.budget().time()) {
            case Budget.Minutes(double minutes)
            when seconds <= 0 ->
                throw new PlanException(
                        "no time left for training: reading and testing take the whole time limit (%s min)"
                                .formatted(minutes),
                        Where.of("--minutes"),
                        String.format(Locale.ROOT, "use at least --minutes %.1f", minutes + 0.5 - seconds / 60));
            case Budget.Minutes _, Budget.Iterations _ -> {}
        }
    }

    private TrainingJob job(Ready<P> ready, Seed seed, double seconds, Consumer<TrainingEvent> listener) {
        P plan = ready.plan();
        Split split = ready.split();
        CaseEvaluator evaluator = workflow.evaluator();
        int most = Math.max(
                1, Math.min(ready.dryRun().parallelCases(), plan.compute().lanes()));
        return new TrainingJob(
                plan,
                seed,
                seconds,
                (network, lanes) -> evaluator
                        .evaluate(workflow.predictor(plan, network), split.validation(), lanes, most)
                        .headline(),
                ready.dryRun().validating(plan, split),
                folder.checkpoints(),
                provenance(split, 0, 0, Interval.NONE),
                listener,
                spec.resources(),
                spec.stop());
    }

    private Provenance provenance(Split split, double minutes, long steps, Interval validation) {
        return new Provenance(
                Version.NUMBER,
                spec.seed(),
                minutes,
                steps,
                Machine.words(),
                CaseHashes.of(split, spec.seed()),
                validation,
                List.of(trainingImages(split)));
    }

    private TrainingImages trainingImages(Split split) {
        Set<String> ids = split.train().stream().map(Case::id).collect(Collectors.toSet());
        return TrainingImages.of(spec.preflight().cases().stream()
                .filter(facts -> ids.contains(facts.id()))
                .map(CaseFacts::geometry)
                .toList());
    }

    /** The last checkpoint with the learning curve. */
    private TrainedModel finished(Trainer.Trained trained, Split split) {
        LoadedModel last = ModelFile.read(trained.model());
        Provenance provenance = provenance(split, trained.seconds() / 60, trained.steps(), trained.validation());
        return TrainedModel.of(new LoadedModel(last.plan(), last.network(), last.weights(), provenance));
    }
}
