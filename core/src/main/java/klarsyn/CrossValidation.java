package klarsyn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import klarsyn.base.AtomicFile;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Heap;
import klarsyn.base.Where;
import klarsyn.base.Workers;
import klarsyn.data.Case;
import klarsyn.data.Labels;
import klarsyn.data.Split;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.PostProcessing;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.format.Images;
import klarsyn.plan.PlanJson;
import klarsyn.preflight.CaseFacts;
import klarsyn.tensor.Engine;
import klarsyn.train.TrainingEvent;
import klarsyn.train.TrainingEvent.StageBegun;

/** As many runs as folds, each in a folder of its own, and what they come to together. */
final class CrossValidation {

    /** Of a voxel: reference, prediction, what is kept of it, and the part that it belongs to. */
    private static final long POST_PROCESSING_BYTES = 12;

    private final Study study;
    private final int folds;
    private final RunFolder folder;
    private final boolean resumed;

    private CrossValidation(Study study, int folds, RunFolder folder, boolean resumed) {
        this.study = study;
        this.folds = folds;
        this.folder = folder;
        this.resumed = resumed;
    }

    static CrossValidation of(Study study, int folds, Path folder) {
        return new CrossValidation(study, folds, new RunFolder(folder), false);
    }

    /** Whether a cross-validation was begun in that folder. */
    static boolean isBegun(Path folder) {
        return Files.exists(new RunFolder(folder).folds());
    }

    /** With the settings of the one that was begun. */
    static CrossValidation resume(Study study, Path folder) {
        RunFolder begun = new RunFolder(folder);
        FoldSettings settings = FoldSettings.read(begun.folds());
        Study same = study.budget(settings.budget())
                .seed(settings.seed())
                .recipe(settings.recipe())
                .divided(new Division.HeldOut(settings.unit()));
        Study planned = Files.exists(begun.plan()) ? same.plan(PlanJson.read(begun.plan())) : same;
        return new CrossValidation(planned, settings.folds(), begun, true);
    }

    RunResult complete(Consumer<TrainingEvent> listener) {
        requireEveryLabelInEveryFold();
        if (!resumed) {
            folder.requireOurs(study.existingResults());
            folder.startAnew();
            study.givenPlan().ifPresent(plan -> AtomicFile.writeText(folder.plan(), PlanJson.write(plan)));
            new FoldSettings(folds, study.division().unit(), study.seed(), study.budget(), study.recipe())
                    .write(folder.folds());
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int index = 0; index < folds; index++) {
            listener.accept(new StageBegun("fold %d of %d".formatted(index + 1, folds)));
            outcomes.add(outcome(index, listener));
            Engine.giveBackMemory();
        }
        listener.accept(new StageBegun("trying whether to keep only the largest part of a label"));
        PostProcessing afterwards = postProcessing(outcomes);
        AtomicFile.writeText(folder.postProcessing(), afterwards.json().indented());
        return folder.tell(new RunSummary(study, outcomes, Optional.of(afterwards)), together(outcomes));
    }

    private PostProcessing postProcessing(List<Outcome> outcomes) {
        List<PostProcessing.HeldOut> cases = new ArrayList<>();
        for (int index = 0; index < folds; index++) {
            RunFolder own = folder.fold(index);
            for (Case subject : outcomes.get(index).split().test()) {
                cases.add(new PostProcessing.HeldOut(
                        subject.id(), subject::readLabels, () -> Images.readLabels(own.prediction(subject))));
            }
        }
        return PostProcessing.decide(cases, study.labels(), new Workers(parallelCases()));
    }

    /** As many cases as the heap has room for, with their label maps and the parts of them. */
    private int parallelCases() {
        long voxels = study.preflight().cases().stream()
                .mapToLong(one -> one.shape().voxels())
                .max()
                .orElse(0);
        return Heap.parallelCases(POST_PROCESSING_BYTES * voxels, Engine.cores());
    }

    private Outcome outcome(int index, Consumer<TrainingEvent> listener) {
        // What may be replaced is settled for the cross-validation as a whole.
        Study own = fold(index)
                .startedAt(index == 0 ? study.startedAt() : Instant.now())
                .existingResults(ExistingResults.REPLACE);
        RunFolder place = folder.fold(index);
        if (resumed && Files.exists(place.metrics())) {
            return Run.of(own, place.path()).again(listener);
        }
        boolean begun = resumed && Files.exists(place.lastCheckpoint());
        Run run = begun ? Run.resume(own, place.path()) : Run.of(own, place.path());
        Outcome outcome = run.outcome(listener);
        run.told(outcome);
        return outcome;
    }

    private Study fold(int index) {
        return study.divided(new Division.Fold(study.division().unit(), index, folds));
    }

    /**
     * Nobody learns a structure that no training case has: better said now than after hours. A label that no case at all
     * has takes nothing from any fold, and is a finding.
     */
    private void requireEveryLabelInEveryFold() {
        List<Labels.Label> labels = study.labels().foreground();
        for (int index = 0; index < folds; index++) {
            Split split = fold(index).split();
            Set<String> training = split.train().stream().map(Case::id).collect(Collectors.toSet());
            List<CaseFacts> facts = study.preflight().cases().stream()
                    .filter(one -> training.contains(one.id()))
                    .toList();
            for (int label = 0; label < labels.size(); label++) {
                int place = label;
                boolean isMissing =
                        facts.stream().allMatch(one -> one.labelVoxels().get(place) == 0);
                int patients = patientsWith(place);
                if (isMissing && patients > 0) {
                    throw new DataException(
                            "in fold %d of %d no training case has the label %s (%s)"
                                    .formatted(index + 1, folds, labels.get(label), Count.of(facts.size(), "case")),
                            Where.of("--folds"),
                            patients == 1
                                    ? "one patient alone has it: add cases of others, remove the label, or train"
                                            + " without --folds"
                                    : "choose another number of folds or another --seed, add cases with it, or remove"
                                            + " the label");
                }
            }
        }
    }

    private int patientsWith(int label) {
        Set<String> having = study.preflight().cases().stream()
                .filter(one -> one.labelVoxels().get(label) > 0)
                .map(CaseFacts::id)
                .collect(Collectors.toSet());
        return (int) study.cohort().cases().stream()
                .filter(one -> having.contains(one.id()))
                .map(Case::patient)
                .distinct()
                .count();
    }

    /** All cases as if one model had been judged on them. */
    private static SegmentationEvaluation together(List<Outcome> outcomes) {
        SegmentationEvaluation first = outcomes.getFirst().scores();
        List<CaseScore> scores =
                outcomes.stream().flatMap(one -> one.scores().cases().stream()).toList();
        return new SegmentationEvaluation(scores, first.labels(), first.toleranceMm(), first.seed());
    }
}
