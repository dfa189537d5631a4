package klarsyn.workflow;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import klarsyn.base.Stop;
import klarsyn.data.Case;
import klarsyn.data.label.Labels;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.evaluate.ThresholdBaseline;
import klarsyn.evaluate.ThresholdBaseline.Example;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.plan.Compute;
import klarsyn.predict.Classified;
import klarsyn.predict.Prediction;
import klarsyn.predict.Predictor;
import klarsyn.predict.Segmented;
import klarsyn.tensor.Resources;
import klarsyn.train.Lanes;

/**
 * Evaluates label maps, each case as soon as it is predicted.
 *
 * @param labels structures to find
 * @param resources cores for lanes
 * @param stop   checked before each case
 */
record SegmentationEvaluator(Labels labels, Resources resources, Stop stop) implements CaseEvaluator {

    static final double TOLERANCE_MM = 1;

    @Override
    public SegmentationEvaluation evaluate(
            Predictor predictor, Compute compute, List<Case> cases, BiConsumer<Case, Prediction> sink) {
        int parallelCases = cases.isEmpty() ? 0 : predictor.parallelCases(grids(cases), resources.cores());
        int count = CaseEvaluator.lanes(
                parallelCases, cases.size(), compute.available().device(), resources.cores());
        Predictor each = predictor.sharedBy(Math.min(parallelCases, count));
        try (Lanes lanes = Lanes.open(count, resources.cores() / count)) {
            return evaluate(each, cases, lanes, count, sink);
        }
    }

    @Override
    public SegmentationEvaluation evaluate(Predictor predictor, List<Case> cases, Lanes lanes, int most) {
        return evaluate(predictor.sharedBy(most), cases, lanes, most, (_, _) -> {});
    }

    private SegmentationEvaluation evaluate(
            Predictor predictor, List<Case> cases, Lanes lanes, int most, BiConsumer<Case, Prediction> sink) {
        CaseScore[] scores = new CaseScore[cases.size()];
        runInLanes(lanes, most, scores.length, i -> scores[i] = score(predictor, cases.get(i), sink));
        return new SegmentationEvaluation(Arrays.asList(scores), labels, TOLERANCE_MM, SEED);
    }

    CaseScore score(Predictor predictor, Case subject, BiConsumer<Case, Prediction> sink) {
        stop.throwIfRequested();
        Prediction prediction = predictor.predict(subject.readImage());
        CaseScore score = compare(subject, labelMap(prediction));
        sink.accept(subject, prediction);
        return score;
    }

    CaseScore compare(Case subject, LabelMap predicted) {
        return CaseScore.of(subject.id(), subject.readLabels(), predicted, labels, TOLERANCE_MM)
                .withPatient(subject.patient());
    }

    private static LabelMap labelMap(Prediction prediction) {
        return switch (prediction) {
            case Segmented(LabelMap map) -> map;
            case Classified _ -> throw new IllegalArgumentException("the model classifies and has no structures");
        };
    }

    /** Grids of cases, from the headers of their label maps. */
    static List<Geometry> grids(List<Case> cases) {
        return cases.stream()
                .map(subject -> Images.readGeometry(subject.labelFile()))
                .toList();
    }

    static void runInLanes(Lanes lanes, int most, int count, IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        lanes.each(lane -> {
            boolean works = lane < most;
            for (int i = works ? next.getAndIncrement() : count; i < count; i = next.getAndIncrement()) {
                work.accept(i);
            }
            return lane;
        });
    }

    /** The best intensity range for each label, fitted on the training cases. */
    @Override
    public SegmentationEvaluation baseline(List<Case> training, List<Case> cases) {
        ThresholdBaseline baseline = ThresholdBaseline.fit(examples(training), labels);
        List<CaseScore> scores = cases.stream()
                .map(subject -> CaseScore.overlapOnly(
                                subject.id(),
                                subject.readLabels(),
                                baseline.predict(subject.readImage().getFirst()),
                                labels)
                        .withPatient(subject.patient()))
                .toList();
        return new SegmentationEvaluation(scores, labels, TOLERANCE_MM, SEED);
    }

    static Stream<Example> examples(List<Case> cases) {
        return cases.stream().map(subject -> new Example(subject.readImage().getFirst(), subject.readLabels()));
    }

    @Override
    public String baselineName() {
        return "best intensity range per label";
    }
}
