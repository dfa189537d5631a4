/**
 * Plans a training: from the data by rules, from machine and budget by measurement, as text and as JSON.
 *
 * <p>Read first: {@link klarsyn.plan.SegmentationPlan}, {@link klarsyn.plan.Planner}, {@link klarsyn.plan.Budget}. It
 * must not know the state of a training.
 *
 * <pre>{@code
 * var fingerprint = Fingerprint.of(preflight.cases(), preflight.foreground(trainingIds));
 * Planner planner = Planner.of(cohort, fingerprint, Budget.minutes(5));
 * SegmentationPlan plan = planner.byRules();                                       // Klarsyn's own
 * plan.reasons().forEach(reason -> System.err.println(reason.why()));
 * }</pre>
 */
@NullMarked
package klarsyn.plan;

import org.jspecify.annotations.NullMarked;
