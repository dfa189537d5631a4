package klarsyn;

import java.util.List;
import klarsyn.data.Split;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.model.Provenance;
import klarsyn.plan.Plan;
import klarsyn.report.RunReport;

/**
 * What one training and its test came to.
 *
 * @param split      what was learned from and judged on
 * @param plan       what was followed
 * @param provenance of the model
 * @param scores     of the held-out cases
 * @param baseline   Dice of each held-out case without learning
 * @param curve      how training went
 */
record Outcome(
        Split split,
        Plan plan,
        Provenance provenance,
        SegmentationEvaluation scores,
        List<Double> baseline,
        RunReport.Curve curve) {

    Outcome {
        baseline = List.copyOf(baseline);
    }
}
