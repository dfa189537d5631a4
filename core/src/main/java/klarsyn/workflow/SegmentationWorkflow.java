package klarsyn.workflow;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.label.Labels;
import klarsyn.data.split.Division;
import klarsyn.data.split.Split;
import klarsyn.data.split.Strata;
import klarsyn.nn.Network;
import klarsyn.plan.Plan;
import klarsyn.plan.SegmentationPlan;
import klarsyn.predict.Predictor;
import klarsyn.predict.SegmentationPredictor;
import klarsyn.preflight.CaseFacts;
import klarsyn.train.Fitting;
import klarsyn.train.TrainingEvent;
import klarsyn.train.patch.PatchSampler;
import klarsyn.train.patch.PreparedCases;
import klarsyn.train.patch.SegmentationObjective;

/**
 * Segmentation: a U-Net on patches, evaluated by overlap and surface distances.
 *
 * @param spec   of the run
 * @param labels structures to find
 */
record SegmentationWorkflow(StudySpec spec, Labels labels) implements Workflow<SegmentationPlan> {

    private static final int QUARTERS = 4;

    /** Strata: quartiles of the total foreground volume, and the labels of a case, or none. */
    @Override
    public Strata strata(List<CaseFacts> facts) {
        double[] sorted = facts.stream()
                .mapToDouble(SegmentationWorkflow::foregroundMl)
                .sorted()
                .toArray();
        Map<String, Integer> quarters = new LinkedHashMap<>();
        Map<String, Set<String>> contents = new LinkedHashMap<>();
        for (CaseFacts fact : facts) {
            int rank = Arrays.binarySearch(sorted, foregroundMl(fact));
            quarters.put(fact.id(), Math.min(QUARTERS - 1, rank * QUARTERS / sorted.length));
            contents.put(fact.id(), contents(fact));
        }
        return new Strata(
                subject -> Objects.requireNonNull(quarters.get(subject.id())),
                subject -> Objects.requireNonNull(contents.get(subject.id())));
    }

    /** Labels are identified by index; cases without labels have one common name. */
    private static Set<String> contents(CaseFacts fact) {
        Set<String> labels = IntStream.range(0, fact.labelVoxels().size())
                .filter(label -> fact.labelVoxels().get(label) > 0)
                .mapToObj(label -> "label " + label)
                .collect(Collectors.toSet());
        return labels.isEmpty() ? Set.of("healthy") : labels;
    }

    /** The data set's own split, or folds of few labeled cases, may leave no training labels. */
    @Override
    public void requireLearnable(List<Case> train, Division division) {
        Set<String> ids = train.stream().map(Case::id).collect(Collectors.toSet());
        boolean shown = spec.preflight().cases().stream()
                .filter(fact -> ids.contains(fact.id()))
                .anyMatch(fact -> foregroundMl(fact) > 0);
        if (!shown) {
            throw new DataException(
                    "no training case has a label (%s)".formatted(Count.of(train.size(), "case")),
                    Where.of(
                            switch (division) {
                                case Division.HeldOut _ -> "the split of the data set";
                                case Division.Fold _ -> "--folds";
                            }),
                    switch (division) {
                        case Division.HeldOut _ -> "move labeled cases to training, or remove the split";
                        case Division.Fold _ -> "add labeled cases, or train without --folds";
                    });
        }
    }

    private static double foregroundMl(CaseFacts fact) {
        long voxels = fact.labelVoxels().stream().mapToLong(Long::longValue).sum();
        return voxels * fact.geometry().voxelMl();
    }

    @Override
    public void requireLearnableFolds(List<List<Case>> training) {
        for (int fold = 0; fold < training.size(); fold++) {
            Set<String> ids = training.get(fold).stream().map(Case::id).collect(Collectors.toSet());
            List<CaseFacts> facts = spec.preflight().cases().stream()
                    .filter(one -> ids.contains(one.id()))
                    .toList();
            for (int label = 0; label < labels.foreground().size(); label++) {
                int place = label;
                boolean isMissing =
                        facts.stream().allMatch(one -> one.labelVoxels().get(place) == 0);
                int patients = patientsWith(place);
                if (isMissing && patients > 0) {
                    throw new DataException(
                            "in fold %d of %d no training case has the label %s (%s)"
                                    .formatted(
                                            fold + 1,
                                            training.size(),
                                            labels.foreground().get(label),
                                            Count.of(facts.size(), "case")),
                            Where.of("--folds"),
                            patients == 1
                                    ? "only one patient has it: add cases of other patients, remove the label, or"
                                            + " train without --folds"
                                    : "use another number of folds or another --seed, add cases with it, or remove"
                                            + " the label");
                }
            }
        }
    }

    private int patientsWith(int label) {
        Set<String> having = spec.preflight().cases().stream()
                .filter(one -> one.labelVoxels().get(label) > 0)
                .map(CaseFacts::id)
                .collect(Collectors.toSet());
        return (int) spec.cohort().cases().stream()
                .filter(one -> having.contains(one.id()))
                .map(Case::patient)
                .distinct()
                .count();
    }

    SegmentationPlanning planning() {
        return new SegmentationPlanning(spec, labels);
    }

    @Override
    public SegmentationPlan plan(Split split, Consumer<TrainingEvent> listener) {
        return planning().plan(split, listener);
    }

    @Override
    public void requireTrainable(SegmentationPlan plan) {
        planning().requireNoCascade(plan);
    }

    @Override
    public SegmentationPlan typed(Plan plan, Where origin) {
        return SegmentationPlan.require(plan, origin);
    }

    @Override
    public DryRun dryRun(SegmentationPlan plan, Split split) {
        return SegmentationDryRun.of(plan, split, spec.budget().memoryBytes(), spec.resources());
    }

    @Override
    public PreparedTraining<?> prepare(SegmentationPlan plan, Split split, DryRun dryRun, Seed seed, Path cache) {
        PreparedCases cases = PreparedCases.of(
                split.train(),
                plan.preprocessing(),
                labels,
                cache,
                spec.workers().limited(Math.max(1, dryRun.parallelCases())));
        PatchSampler sampler = new PatchSampler(
                cases, plan.patch(), plan.augmentation(), plan.compute().batch(), seed.child("samples"));
        return new PreparedTraining<>(new Fitting<>(sampler, new SegmentationObjective(plan)), cases::close);
    }

    @Override
    public Predictor predictor(SegmentationPlan plan, Network network) {
        return SegmentationPredictor.of(plan, network)
                .withThreads(spec.resources().cores())
                .withMemory(spec.budget().memoryBytes());
    }

    @Override
    public CaseEvaluator evaluator() {
        return new SegmentationEvaluator(labels, spec.resources(), spec.stop());
    }
}
