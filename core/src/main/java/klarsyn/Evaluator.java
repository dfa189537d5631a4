package klarsyn;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import klarsyn.base.Seed;
import klarsyn.data.Case;
import klarsyn.data.Labels;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;
import klarsyn.predict.Prediction;
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
    private final int most;

    private Evaluator(Labels labels, List<Case> cases, BiConsumer<Case, LabelMap> sink, int most) {
        this.labels = labels;
        this.cases = List.copyOf(cases);
        this.sink = sink;
        this.most = most;
    }

    static Evaluator of(Labels labels, List<Case> cases) {
        return new Evaluator(labels, cases, (subject, prediction) -> {}, Integer.MAX_VALUE);
    }

    /** Also hands each prediction on, to be written; called by several threads. */
    Evaluator handingTo(BiConsumer<Case, LabelMap> other) {
        return new Evaluator(labels, cases, other, most);
    }

    /** With no more cases at a time, however many lanes there are. */
    Evaluator atMost(int casesAtATime) {
        return new Evaluator(labels, cases, sink, casesAtATime);
    }

    /** As many lanes as there are cores; one for a graphics processor. */
    private static int mostLanes(Device device) {
        return switch (device) {
            case CPU -> Engine.cores();
            case GPU -> 1;
        };
    }

    /**
     * Lanes for cases that are judged one by one.
     *
     * @param parallelCases cases that memory holds at a time, or 0 for one in smaller tiles
     */
    static int lanes(int parallelCases, int cases, Device device) {
        return Math.max(1, Math.min(Math.min(parallelCases, cases), mostLanes(device)));
    }

    /** In as many lanes as memory holds images. */
    SegmentationEvaluation score(Model model) {
        int parallelCases = cases.isEmpty() ? 0 : model.parallelCases(grids(cases), Engine.cores());
        int count = lanes(
                parallelCases, cases.size(), model.plan().compute().available().device());
        Model each = model.sharedBy(Math.min(parallelCases, count));
        try (Lanes lanes = Lanes.open(count, Engine.cores() / count)) {
            return score(each::predict, lanes);
        }
    }

    /** Grids of cases, from the headers of their label maps, which lie on them. */
    static List<Geometry> grids(List<Case> cases) {
        return cases.stream()
                .map(subject -> Images.readGeometry(subject.labelFile()))
                .toList();
    }

    SegmentationEvaluation score(Function<List<Volume>, Prediction> predictor, Lanes lanes) {
        CaseScore[] scores = new CaseScore[cases.size()];
        inLanes(lanes, scores.length, i -> {
            Case subject = cases.get(i);
            LabelMap predicted = predictor.apply(subject.readImage()).labels();
            scores[i] = CaseScore.of(subject.id(), subject.readLabels(), predicted, labels, TOLERANCE_MM)
                    .withPatient(subject.patient());
            sink.accept(subject, predicted);
        });
        return new SegmentationEvaluation(Arrays.asList(scores), labels, TOLERANCE_MM, SEED);
    }

    private void inLanes(Lanes lanes, int count, IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        lanes.each(lane -> {
            boolean works = lane < most;
            for (int i = works ? next.getAndIncrement() : count; i < count; i = next.getAndIncrement()) {
                work.accept(i);
            }
            return lane;
        });
    }
}
