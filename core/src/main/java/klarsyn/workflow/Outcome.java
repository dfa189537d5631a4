package klarsyn.workflow;

import klarsyn.data.split.Split;
import klarsyn.evaluate.Evaluation;
import klarsyn.model.Provenance;
import klarsyn.plan.Plan;
import klarsyn.report.RunReport;

/**
 * The result of one training and its test.
 *
 * @param split      training, validation and test cases
 * @param plan       of the run
 * @param provenance of the model
 * @param test       of the held-out cases
 * @param baseline   of the same cases
 * @param curve      learning curve
 */
record Outcome(
        Split split, Plan plan, Provenance provenance, Evaluation test, Evaluation baseline, RunReport.Curve curve) {}
