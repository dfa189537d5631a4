package klarsyn.workflow;

import java.util.List;
import java.util.function.BiConsumer;
import klarsyn.base.Seed;
import klarsyn.data.Case;
import klarsyn.evaluate.Evaluation;
import klarsyn.plan.Compute;
import klarsyn.predict.Prediction;
import klarsyn.predict.Predictor;
import klarsyn.tensor.Device;
import klarsyn.train.Lanes;

/** Predicts cases and compares the predictions with their targets: one kind per task. */
public sealed interface CaseEvaluator permits SegmentationEvaluator, ClassificationEvaluator {

    /** Of the bootstrap, the same for every evaluation so that figures of one model can be repeated. */
    Seed SEED = Seed.of(0).child("bootstrap");

    /**
     * Evaluates in as many lanes as memory holds images.
     *
     * @param cases at least one, with targets
     * @param sink  given each prediction, in several threads
     */
    Evaluation evaluate(Predictor predictor, Compute compute, List<Case> cases, BiConsumer<Case, Prediction> sink);

    /**
     * Evaluates in lanes that are open already.
     *
     * @param most cases at a time
     */
    Evaluation evaluate(Predictor predictor, List<Case> cases, Lanes lanes, int most);

    /**
     * What is reached without a network on the same cases.
     *
     * @param training cases that the baseline is fitted on
     */
    Evaluation baseline(List<Case> training, List<Case> cases);

    /** The baseline in words, such as {@code best intensity range per label}. */
    String baselineName();

    /**
     * Lanes for cases that are predicted one by one.
     *
     * @param parallelCases that memory holds, or 0 for one in smaller tiles
     */
    static int lanes(int parallelCases, int cases, Device device, int cores) {
        int most = switch (device) {
            case CPU -> cores;
            case GPU -> 1;
        };
        return Math.max(1, Math.min(Math.min(parallelCases, cases), most));
    }
}
