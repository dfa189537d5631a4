package klarsyn.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.Stop;
import klarsyn.data.Case;
import klarsyn.data.label.Labels;
import klarsyn.data.split.Split;
import klarsyn.evaluate.ThresholdBaseline;
import klarsyn.evaluate.ThresholdBaseline.Example;
import klarsyn.format.Images;
import klarsyn.image.LabelMap;
import klarsyn.model.PlannedNetwork;
import klarsyn.nn.Network;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.SegmentationPlan;
import klarsyn.predict.SegmentationPredictor;
import klarsyn.tensor.Resources;
import klarsyn.tensor.Scope;
import klarsyn.train.Lanes;
import klarsyn.workflow.folder.TemporaryFolder;

/** Estimates the cost of a segmentation's test with one training case. */
final class SegmentationDryRun {

    private SegmentationDryRun() {}

    /**
     * Runs the estimate.
     *
     * @param memory limit of the resident size in bytes
     * @param resources of the test
     * @throws klarsyn.base.PlanException if the memory does not suffice for the largest case
     */
    static DryRun of(SegmentationPlan plan, Split split, long memory, Resources resources) {
        Case subject = split.train().get(split.train().size() / 2);
        Network network;
        Weights weights;
        try (Scope _ = Scope.open("dry run")) {
            network = PlannedNetwork.blank(plan);
            weights = Weights.of(network);
            weights.moveTo(plan.compute().device());
        }
        try (weights;
                TemporaryFolder folder = TemporaryFolder.create()) {
            SegmentationPredictor predictor =
                    SegmentationPredictor.of(plan, network).withMemory(memory);
            int parallelCases = predictor.parallelCases(SegmentationEvaluator.grids(all(split)), resources.cores());
            int lanes = CaseEvaluator.lanes(
                    parallelCases, split.test().size(), plan.compute().device(), resources.cores());
            SegmentationPredictor shared = predictor.sharedBy(Math.min(parallelCases, lanes));
            Path file = folder.path().resolve("trial.nii.gz");
            double comparing = comparing(plan.labels(), subject);
            return new DryRun(
                    comparing,
                    testing(new Trial(subject, file, Math.max(1, resources.cores() / lanes)), plan.labels(), shared),
                    comparing,
                    parallelCases,
                    resources.cores());
        }
    }

    private static List<Case> all(Split split) {
        List<Case> all = new ArrayList<>(split.train());
        all.addAll(split.validation());
        all.addAll(split.test());
        return all;
    }

    /**
     * A case to test with.
     *
     * @param file    path of its prediction
     * @param threads of a lane
     */
    private record Trial(Case subject, Path file, int threads) {}

    /**
     * The second run is measured, because classes are loaded in the first. It is scored as a correct prediction,
     * because surface distances take time.
     */
    private static double testing(Trial trial, Labels labels, SegmentationPredictor predictor) {
        Case subject = trial.subject();
        SegmentationEvaluator evaluator =
                new SegmentationEvaluator(labels, Resources.available().withCores(trial.threads()), Stop.never());
        try (Lanes lane = Lanes.open(1, trial.threads())) {
            double seconds = 0;
            for (int i = 0; i < 2; i++) {
                long start = System.nanoTime();
                lane.each(_ -> {
                    predictor.predict(subject.readImage());
                    LabelMap right = subject.readLabels();
                    Images.writeOnGridOf(right, subject.file(), trial.file());
                    return evaluator.compare(subject, right);
                });
                seconds = seconds(start);
            }
            return seconds;
        }
    }

    private static double comparing(Labels labels, Case subject) {
        long start = System.nanoTime();
        Example example = new Example(subject.readImage().getFirst(), subject.readLabels());
        ThresholdBaseline.fit(Stream.of(example), labels).meanDice(example);
        return seconds(start);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
