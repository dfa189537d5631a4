package klarsyn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import klarsyn.data.Case;
import klarsyn.data.Labels;
import klarsyn.data.Split;
import klarsyn.evaluate.ThresholdBaseline;
import klarsyn.evaluate.ThresholdBaseline.Example;
import klarsyn.format.Images;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;
import klarsyn.nn.Network;
import klarsyn.nn.UNet;
import klarsyn.nn.Weights;
import klarsyn.plan.SegmentationPlan;
import klarsyn.predict.Prediction;
import klarsyn.predict.Predictor;
import klarsyn.tensor.Engine;
import klarsyn.tensor.Scope;
import klarsyn.train.Lanes;

/**
 * What comes around training, done with an untrained network on one case: what would fail after an hour fails now, and the
 * time that it will take is known.
 *
 * @param testing   seconds to read, predict, score and write a case in one of the test's lanes
 * @param comparing seconds to read a case and to see what the baseline makes of it
 * @param parallelCases   cases that memory holds at a time, at the most one a core; 0 for one in smaller tiles
 */
record Rehearsal(double testing, double comparing, int parallelCases) {

    /** The best, the median and the worst case are read once more, for their pictures. */
    private static final int SHOWN = 3;

    /**
     * Rehearses.
     *
     * @param memory largest resident size in bytes
     * @throws klarsyn.base.PlanException if the memory does not suffice for the largest of the cases
     */
    static Rehearsal of(SegmentationPlan plan, Split split, long memory) {
        Case subject = split.train().get(split.train().size() / 2);
        Network network;
        Weights weights;
        try (Scope _ = Scope.open("rehearsal")) {
            network = UNet.blank(plan.network());
            weights = Weights.of(network);
            weights.moveTo(plan.compute().device());
        }
        try (weights;
                TemporaryFolder folder = TemporaryFolder.create()) {
            Predictor predictor = Predictor.of(plan, network).withMemory(memory);
            int parallelCases = predictor.parallelCases(Evaluator.grids(all(split)), Engine.cores());
            int lanes = Evaluator.lanes(
                    parallelCases, split.test().size(), plan.compute().device());
            Labels labels = plan.labels();
            Evaluator evaluator = Evaluator.of(labels, List.of(subject))
                    .handingTo(writer(folder.path().resolve("trial.nii.gz")));
            return new Rehearsal(
                    testing(evaluator, predictor.sharedBy(Math.min(parallelCases, lanes)), lanes, subject),
                    comparing(labels, subject),
                    parallelCases);
        }
    }

    private static List<Case> all(Split split) {
        List<Case> all = new ArrayList<>(split.train());
        all.addAll(split.validation());
        all.addAll(split.test());
        return all;
    }

    private static BiConsumer<Case, LabelMap> writer(Path file) {
        return (subject, map) -> Images.writeOnGridOf(map, subject.file(), file);
    }

    /** The second time, as classes are loaded in the first; judged as if it were right: distances take time. */
    private static double testing(Evaluator evaluator, Predictor predictor, int lanes, Case subject) {
        Function<List<Volume>, Prediction> right = image -> {
            predictor.predict(image);
            return new Prediction(subject.readLabels());
        };
        try (Lanes lane = Lanes.open(1, Engine.cores() / lanes)) {
            evaluator.score(right, lane);
            long start = System.nanoTime();
            evaluator.score(right, lane);
            return seconds(start);
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

    /** Seconds of preparing the cases, about; and from the end of the training to the report. */
    double secondsAroundTraining(SegmentationPlan plan, Split split) {
        double preparing = comparing * split.train().size() / Math.max(1, parallelCases);
        return preparing + secondsAfterTraining(plan, split);
    }

    /** Seconds from the end of the training to the report: its last validation, the test, the baseline. */
    double secondsAfterTraining(SegmentationPlan plan, Split split) {
        int tested = split.test().size();
        int lanes = Evaluator.lanes(parallelCases, tested, plan.compute().device());
        int read = split.train().size() + tested + SHOWN;
        return validating(plan, split) + Math.ceilDiv(tested, lanes) * testing + read * comparing;
    }

    /** Seconds that scoring the validation cases takes in the lanes of the training. */
    double validating(SegmentationPlan plan, Split split) {
        int lanes = Math.max(1, Math.min(parallelCases, plan.compute().lanes()));
        return Math.ceilDiv(split.validation().size(), lanes) * testing;
    }
}
