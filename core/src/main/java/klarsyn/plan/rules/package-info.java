/**
 * Klarsyn's planners: plans from the data by rules, from machine and time limit by measurement.
 *
 * <p>Read first: {@link klarsyn.plan.rules.Planner}, {@link klarsyn.plan.rules.ClassificationPlanner}. The time of a
 * training step is measured by a {@link klarsyn.plan.rules.StepCost} that the caller provides.
 *
 * <pre>{@code
 * var fingerprint = Fingerprint.of(preflight.cases(), preflight.foreground(trainingIds));
 * SegmentationPlan plan = Planner.of(cohort, fingerprint, Budget.minutes(5)).byRules();
 * plan.reasons().forEach(reason -> System.err.println(reason.why()));
 * }</pre>
 */
@NullMarked
package klarsyn.plan.rules;

import org.jspecify.annotations.NullMarked;
