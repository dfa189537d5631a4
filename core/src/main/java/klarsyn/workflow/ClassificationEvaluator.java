package klarsyn.workflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import klarsyn.base.Stop;
import klarsyn.data.Case;
import klarsyn.data.OpenArrays;
import klarsyn.data.Task;
import klarsyn.evaluate.ClassificationEvaluation;
import klarsyn.evaluate.ClassifiedCase;
import klarsyn.plan.Compute;
import klarsyn.predict.ClassPredictor;
import klarsyn.predict.Classified;
import klarsyn.predict.Prediction;
import klarsyn.predict.Predictor;
import klarsyn.predict.SegmentationPredictor;
import klarsyn.tensor.Resources;
import klarsyn.train.Lanes;

/**
 * Evaluates classification, several pictures in parallel.
 *
 * @param task the classes
 * @param resources cores for lanes
 * @param stop checked before each batch
 */
record ClassificationEvaluator(Task.Classification task, Resources resources, Stop stop) implements CaseEvaluator {

    private static final int BATCH = 64;

    @Override
    public ClassificationEvaluation evaluate(
            Predictor predictor, Compute compute, List<Case> cases, BiConsumer<Case, Prediction> sink) {
        int batches = Math.ceilDiv(cases.size(), BATCH);
        int count = CaseEvaluator.lanes(batches, batches, compute.available().device(), resources.cores());
        try (Lanes lanes = Lanes.open(count, Math.max(1, resources.cores() / count))) {
            return evaluate(predictor, cases, lanes, sink);
        }
    }

    @Override
    public ClassificationEvaluation evaluate(Predictor predictor, List<Case> cases, Lanes lanes, int most) {
        return evaluate(predictor, cases, lanes, (_, _) -> {});
    }

    private ClassificationEvaluation evaluate(
            Predictor predictor, List<Case> cases, Lanes lanes, BiConsumer<Case, Prediction> sink) {
        ClassPredictor classifier = classifier(predictor);
        OpenArrays arrays = new OpenArrays();
        List<ClassifiedCase> evaluated = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger next = new AtomicInteger();
        lanes.each(lane -> {
            for (int from = next.getAndAdd(BATCH); from < cases.size(); from = next.getAndAdd(BATCH)) {
                stop.throwIfRequested();
                List<Case> some = cases.subList(from, Math.min(cases.size(), from + BATCH));
                List<Classified> predictions = classifier.predictAll(
                        some.stream().map(one -> one.readImage(arrays)).toList());
                for (int i = 0; i < some.size(); i++) {
                    evaluated.add(compare(some.get(i), predictions.get(i).probabilities()));
                    sink.accept(some.get(i), predictions.get(i));
                }
            }
            return lane;
        });
        return new ClassificationEvaluation(evaluated, task.classes(), SEED);
    }

    private static ClassPredictor classifier(Predictor predictor) {
        return switch (predictor) {
            case ClassPredictor classifier -> classifier;
            case SegmentationPredictor _ -> throw new IllegalArgumentException("the model segments and has no classes");
        };
    }

    private ClassifiedCase compare(Case subject, List<Double> probabilities) {
        return new ClassifiedCase(subject.id(), subject.patient(), number(subject), probabilities);
    }

    private int number(Case subject) {
        return task.classes().indexOf(subject.target().category().orElse(""));
    }

    /** Predicts the most frequent class of the training cases, with the class frequencies as probabilities. */
    @Override
    public ClassificationEvaluation baseline(List<Case> training, List<Case> cases) {
        List<Double> frequencies = frequencies(training);
        return ClassificationEvaluation.majority(
                cases.stream().map(one -> compare(one, frequencies)).toList(), task.classes(), frequencies, SEED);
    }

    /** Fraction of each class among some cases. */
    List<Double> frequencies(List<Case> cases) {
        double[] counts = new double[task.classes().size()];
        for (Case one : cases) {
            int number = number(one);
            if (number >= 0) {
                counts[number]++;
            }
        }
        List<Double> shares = new ArrayList<>();
        for (double count : counts) {
            shares.add(count / cases.size());
        }
        return shares;
    }

    @Override
    public String baselineName() {
        return "most frequent class";
    }
}
