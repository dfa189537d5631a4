package klarsyn.workflow;

import klarsyn.base.Stop;
import klarsyn.data.Task;
import klarsyn.plan.Plan;
import klarsyn.tensor.Resources;

/** Selects the evaluator for a plan's task. */
public final class CaseEvaluators {

    private CaseEvaluators() {}

    /** The evaluator for a plan's task. */
    public static CaseEvaluator of(Plan plan) {
        return of(plan.task());
    }

    private static CaseEvaluator of(Task task) {
        return switch (task) {
            case Task.Segmentation(var labels) ->
                new SegmentationEvaluator(labels, Resources.available(), Stop.never());
            case Task.Classification classification ->
                new ClassificationEvaluator(classification, Resources.available(), Stop.never());
            case Task.Regression _ -> throw new IllegalArgumentException("regression is not supported");
        };
    }
}
