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

/** Predicts cases and compares the predictions with their targets. One implementation per task. */
public sealed interface CaseEvaluator permits SegmentationEvaluator, ClassificationEvaluator {

    /** Seed of the bootstrap, the same for every evaluation so that a model's results are reproducible. */
    Seed SEED = Seed.of(0).child("bootstrap");

    /**
     * Evaluates cases in parallel, as many as fit into memory.
     *
     * @param cases at least one, with targets
     * @param sink  receives each prediction, from several threads
     */
    Evaluation evaluate(Predictor predictor, Compute compute, List<Case> cases, BiConsumer<Case, Prediction> sink);

    /**
     * Evaluates in existing lanes.
     *
     * @param most maximum number of parallel cases
     */
    Evaluation evaluate(Predictor predictor, List<Case> cases, Lanes lanes, int most);

    /**
     * Result of a baseline without a network on the same cases.
     *
     * @param training cases that the baseline is fitted on
     */
    Evaluation baseline(List<Case> training, List<Case> cases);

    /** Name of the baseline, such as {@code best intensity range per label}. */
    String baselineName();

    /**
     * Lanes for parallel prediction.
     *
     * @param parallelCases that fit into memory, or 0 for one case in smaller tiles
     */
    static int lanes(int parallelCases, int cases, Device device, int cores) {
        int most = switch (device) {
            case CPU -> cores;
            case GPU -> 1;
        };
        return Math.max(1, Math.min(Math.min(parallelCases, cases), most));
    }
}
