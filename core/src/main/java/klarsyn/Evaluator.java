package klarsyn;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import klarsyn.base.Seed;
import klarsyn.data.Case;
import klarsyn.data.Labels;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.SegmentationMetrics;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;
import klarsyn.predict.Prediction;
import klarsyn.report.RunReport.Overlay;
import klarsyn.tensor.Device;
import klarsyn.tensor.Engine;
import klarsyn.train.Lanes;

/** Predicts cases in several lanes and scores each as soon as it is there. */
final class Evaluator {

    static final double TOLERANCE_MM = 1;
    private static final Seed SEED = Seed.of(0).child("bootstrap");

    private final Labels labels;
    private final List<Case> cases;
    private final BiConsumer<Case, LabelMap> sink;

    private Evaluator(Labels labels, List<Case> cases, BiConsumer<Case, LabelMap> sink) {
        this.labels = labels;
        this.cases = List.copyOf(cases);
        this.sink = sink;
    }

    static Evaluator of(Labels labels, List<Case> cases) {
        return new Evaluator(labels, cases, (subject, prediction) -> {});
    }

    /** Also hands each prediction on, to be written; called by several threads. */
    Evaluator handingTo(BiConsumer<Case, LabelMap> other) {
        return new Evaluator(labels, cases, other);
    }

    /** As many lanes of one thread as there are cores; one for a graphics processor. */
    static Lanes lanes(Device device) {
        return Lanes.open(laneCount(device), Engine.cores() / laneCount(device));
    }

    static int laneCount(Device device) {
        return switch (device) {
            case CPU -> Engine.cores();
            case GPU -> 1;
        };
    }

    Evaluation evaluate(Function<List<Volume>, Prediction> predictor, Lanes lanes) {
        SegmentationMetrics metrics = score(predictor, lanes);
        return new Evaluation(metrics, overlays(metrics, predictor, lanes));
    }

    SegmentationMetrics score(Function<List<Volume>, Prediction> predictor, Lanes lanes) {
        CaseScore[] scores = new CaseScore[cases.size()];
        inLanes(lanes, scores.length, i -> {
            Case subject = cases.get(i);
            LabelMap predicted = predictor.apply(subject.readImage()).labels();
            scores[i] = CaseScore.of(subject.id(), subject.readLabels(), predicted, labels, TOLERANCE_MM)
                    .withPatient(subject.patient());
            sink.accept(subject, predicted);
        });
        return new SegmentationMetrics(Arrays.asList(scores), labels, TOLERANCE_MM, SEED);
    }

    private List<Overlay> overlays(
            SegmentationMetrics metrics, Function<List<Volume>, Prediction> predictor, Lanes lanes) {
        List<CaseScore> judged = metrics.cases().stream()
                .filter(score -> Double.isFinite(score.meanDice()))
                .toList();
        if (judged.isEmpty()) {
            return List.of();
        }
        List<CaseScore> chosen = List.of(judged.getFirst(), metrics.median(), judged.getLast());
        List<String> titles = List.of("Best case", "Median case", "Worst case");
        Overlay[] overlays = new Overlay[chosen.size()];
        inLanes(lanes, overlays.length, i -> overlays[i] = overlay(titles.get(i), chosen.get(i), predictor));
        return List.of(overlays);
    }

    private Overlay overlay(String title, CaseScore score, Function<List<Volume>, Prediction> predictor) {
        Case subject = cases.stream()
                .filter(one -> one.id().equals(score.caseId()))
                .findFirst()
                .orElseThrow();
        List<Volume> image = subject.readImage();
        LabelMap predicted = predictor.apply(image).labels();
        return new Overlay(title, subject.id(), score.meanDice(), image.getFirst(), subject.readLabels(), predicted);
    }

    private static void inLanes(Lanes lanes, int count, java.util.function.IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        lanes.each(lane -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                work.accept(i);
            }
            return lane;
        });
    }
}
