package klarsyn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klarsyn.base.AtomicFile;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Interval;
import klarsyn.base.ModelException;
import klarsyn.base.PlanException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Labels;
import klarsyn.data.Split;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.evaluate.ThresholdBaseline;
import klarsyn.format.Images;
import klarsyn.model.CaseHashes;
import klarsyn.model.LoadedCheckpoint;
import klarsyn.model.LoadedModel;
import klarsyn.model.ModelFile;
import klarsyn.model.Provenance;
import klarsyn.model.TrainingImages;
import klarsyn.nn.Network;
import klarsyn.plan.Budget;
import klarsyn.plan.Plan;
import klarsyn.plan.PlanJson;
import klarsyn.plan.SegmentationPlan;
import klarsyn.predict.Predictor;
import klarsyn.preflight.CaseFacts;
import klarsyn.preflight.Preflight;
import klarsyn.tensor.Engine;
import klarsyn.train.Fitting;
import klarsyn.train.SampleTarget.LabelPatch;
import klarsyn.train.Trainer;
import klarsyn.train.TrainingEvent;
import klarsyn.train.TrainingEvent.StageBegun;
import klarsyn.train.TrainingJob;
import klarsyn.train.patch.PatchSampler;
import klarsyn.train.patch.PreparedCases;
import klarsyn.train.patch.SegmentationObjective;

/** One run from data to report, in its folder. */
final class Run {

    private final Study study;
    private final RunFolder folder;
    private final boolean resumed;
    private final Planning planning;
    private final Labels labels;

    private Run(Study study, Planning planning, RunFolder folder, boolean resumed) {
        this.study = study;
        this.folder = folder;
        this.resumed = resumed;
        this.planning = planning;
        this.labels = study.labels();
    }

    static Run of(Study study, Path folder) {
        return new Run(study, new Planning(study), new RunFolder(folder), false);
    }

    /** A run that goes on with what it was begun with, and with seed and plan of its checkpoint. */
    static Run resume(Study study, Path path) {
        RunFolder folder = new RunFolder(path);
        Path last = folder.lastCheckpoint();
        if (!Files.exists(last) && Files.exists(folder.metrics())) {
            throw new ModelException(
                    "this run is finished, there is nothing to go on with",
                    Where.file(path),
                    "predict with its model, or train another into a new folder, without --resume");
        }
        if (!Files.exists(last)) {
            throw new ModelException(
                    "there is no checkpoint to go on from", Where.file(last), "start the run anew, without --resume");
        }
        try (LoadedCheckpoint checkpoint = ModelFile.readCheckpoint(last)) {
            Plan plan = checkpoint.model().plan();
            Study same = RunSettings.begun(study, folder.settings(), plan)
                    .seed(checkpoint.model().provenance().seed());
            long steps = plan.optimization().steps();
            Study counted = steps > 0 ? same.iterations(steps) : same;
            return new Run(counted, new Planning(counted.plan(plan)), folder, true);
        }
    }

    Model train(Consumer<TrainingEvent> listener) {
        Ready ready = ready(listener);
        try (RunLog log = log(listener)) {
            return trained(ready, log);
        }
    }

    RunResult complete(Consumer<TrainingEvent> listener) {
        return told(outcome(listener));
    }

    /** Trains and tests and writes all but the report. */
    Outcome outcome(Consumer<TrainingEvent> listener) {
        Ready ready = ready(listener);
        try (RunLog log = log(listener);
                Model model = trained(ready, log)) {
            model.save(folder.model());
            return tested(model, ready.split(), log);
        }
    }

    /** What an earlier run came to, its test done again with the model that it left. */
    Outcome again(Consumer<TrainingEvent> listener) {
        try (RunLog log = RunLog.resume(folder.log(), Long.MAX_VALUE, listener);
                Model model = Model.open(folder.model())) {
            Split split = study.split();
            requireSameCases(split, model.provenance());
            return tested(model, split, log);
        }
    }

    private Outcome tested(Model model, Split split, RunLog log) {
        log.accept(new StageBegun("testing on " + Count.of(split.test().size(), "held-out case")));
        SegmentationEvaluation scores = test(model, split);
        List<Double> baseline = baseline(split);
        log.accept(new StageBegun("writing the report"));
        return new Outcome(split, model.plan(), model.provenance(), scores, baseline, log.curve());
    }

    /** Writes figures and report. */
    RunResult told(Outcome outcome) {
        RunSummary summary = new RunSummary(study, List.of(outcome), Optional.empty());
        RunResult result = folder.tell(summary, outcome.scores());
        folder.tidy();
        return result;
    }

    // ---- from data to plan: nothing is written yet

    private record Ready(Split split, SegmentationPlan plan, Rehearsal rehearsal) {}

    private Ready ready(Consumer<TrainingEvent> listener) {
        if (!resumed) {
            folder.requireOurs(study.existingResults());
        }
        listener.accept(
                new StageBegun("reading " + Count.of(study.cohort().cases().size(), "case")));
        Thread.ofPlatform().daemon().start(Engine::load);
        Preflight.requireClean(study.preflight());
        Split split = study.split();
        if (resumed) {
            requireSameCases(split, checkpointed());
        }
        SegmentationPlan plan = planning.trainable(listener);
        listener.accept(new TrainingEvent.Planned(plan));
        listener.accept(new StageBegun("rehearsing the test on one case"));
        Rehearsal rehearsal = Rehearsal.of(plan, split, study.budget().memoryBytes());
        if (!resumed) {
            requireTime(planning.trainingSeconds(rehearsal.secondsAroundTraining(plan, split)));
            folder.startAnew();
            RunSettings.of(study).write(folder.settings());
        }
        return new Ready(split, plan, rehearsal);
    }

    private Provenance checkpointed() {
        try (LoadedCheckpoint checkpoint = ModelFile.readCheckpoint(folder.lastCheckpoint())) {
            return checkpoint.model().provenance();
        }
    }

    /** What a model has learned must not be among what it is judged on, because a folder or an option has changed. */
    private void requireSameCases(Split split, Provenance begun) {
        if (!CaseHashes.of(split).equals(begun.cases())) {
            throw new DataException(
                    "the run was begun with other cases, or with another split of them",
                    Where.file(folder.path()),
                    "give the data and the options of the beginning, --split-by and --exclude among them, or start anew"
                            + " without --resume");
        }
    }

    private RunLog log(Consumer<TrainingEvent> listener) {
        return resumed ? RunLog.resume(folder.log(), checkpointStep(), listener) : RunLog.open(folder.log(), listener);
    }

    private long checkpointStep() {
        try (LoadedCheckpoint checkpoint = ModelFile.readCheckpoint(folder.lastCheckpoint())) {
            return Trainer.stepOf(checkpoint);
        }
    }

    // ---- from plan to model

    private Model trained(Ready ready, RunLog log) {
        Split split = ready.split();
        SegmentationPlan plan = ready.plan();
        AtomicFile.writeText(folder.plan(), PlanJson.write(plan));
        Rehearsal rehearsal = ready.rehearsal();
        log.accept(new StageBegun("preparing " + Count.of(split.train().size(), "training case")));
        try (PreparedCases cases = PreparedCases.of(
                split.train(),
                plan.preprocessing(),
                plan.labels(),
                folder.cache(),
                Math.max(1, rehearsal.parallelCases()))) {
            double seconds = planning.trainingSeconds(rehearsal.secondsAfterTraining(plan, split));
            TrainingJob job = job(plan, split, seconds, rehearsal, log);
            if (resumed) {
                try (LoadedCheckpoint checkpoint = ModelFile.readCheckpoint(job.last())) {
                    return finished(Trainer.resume(job, fitting(plan, cases), checkpoint), split);
                }
            }
            requireTime(seconds);
            return finished(Trainer.train(job, fitting(plan, cases)), split);
        }
    }

    private Fitting<LabelPatch> fitting(SegmentationPlan plan, PreparedCases cases) {
        Seed samples = Seed.of(study.seed()).child("training").child("samples");
        PatchSampler sampler = new PatchSampler(
                cases, plan.patch(), plan.augmentation(), plan.compute().batch(), samples);
        return new Fitting<>(sampler, new SegmentationObjective(plan));
    }

    private void requireTime(double seconds) {
        if (seconds <= 0 && study.budget().time() instanceof Budget.Minutes(double minutes)) {
            throw new PlanException(
                    "no time is left to train: reading and testing take the whole budget (%s min)".formatted(minutes),
                    Where.of("--minutes"),
                    String.format(Locale.ROOT, "give at least --minutes %.1f", minutes + 0.5 - seconds / 60));
        }
    }

    private TrainingJob job(
            SegmentationPlan plan, Split split, double seconds, Rehearsal rehearsal, Consumer<TrainingEvent> listener) {
        int parallelCases = Math.min(rehearsal.parallelCases(), plan.compute().lanes());
        Evaluator validation = Evaluator.of(labels, split.validation()).atMost(Math.max(1, parallelCases));
        return new TrainingJob(
                plan,
                Seed.of(study.seed()).child("training"),
                seconds,
                (network, lanes) -> split.validation().isEmpty()
                        ? Interval.NONE
                        : validation
                                .score(predictor(plan, network).sharedBy(parallelCases)::predict, lanes)
                                .dice(),
                rehearsal.validating(plan, split),
                folder.checkpoints(),
                provenance(split, 0, 0, Interval.NONE),
                listener);
    }

    private Predictor predictor(SegmentationPlan plan, Network network) {
        return Predictor.of(plan, network).withMemory(study.budget().memoryBytes());
    }

    private Provenance provenance(Split split, double minutes, long steps, Interval validation) {
        return new Provenance(
                Version.NUMBER,
                study.seed(),
                minutes,
                steps,
                Machine.words(),
                CaseHashes.of(split),
                validation,
                List.of(trainingImages(split)));
    }

    private TrainingImages trainingImages(Split split) {
        Set<String> ids = split.train().stream().map(Case::id).collect(Collectors.toSet());
        return TrainingImages.of(study.preflight().cases().stream()
                .filter(facts -> ids.contains(facts.id()))
                .map(CaseFacts::geometry)
                .toList());
    }

    /** The last checkpoint with what training came to. */
    private Model finished(Trainer.Trained trained, Split split) {
        LoadedModel last = ModelFile.read(trained.model());
        Provenance provenance = provenance(split, trained.seconds() / 60, trained.steps(), trained.validation());
        return Model.of(new LoadedModel(last.plan(), last.network(), last.weights(), provenance));
    }

    // ---- from model to report

    private SegmentationEvaluation test(Model model, Split split) {
        return Evaluator.of(labels, split.test())
                .handingTo((one, map) -> Images.writeOnGridOf(map, one.file(), folder.prediction(one)))
                .score(model.withMemory(study.budget().memoryBytes()));
    }

    /** What the model must beat, a case each: the best intensity range a label, fitted on the training cases. */
    private List<Double> baseline(Split split) {
        ThresholdBaseline baseline = ThresholdBaseline.fit(examples(split.train()), labels);
        return examples(split.test()).map(baseline::meanDice).toList();
    }

    private static Stream<ThresholdBaseline.Example> examples(List<Case> cases) {
        return cases.stream()
                .map(subject ->
                        new ThresholdBaseline.Example(subject.readImage().getFirst(), subject.readLabels()));
    }
}
