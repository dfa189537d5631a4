/**
 * Plans: every setting of a training as one record per task, with shared parts.
 *
 * <p>Read first: {@link klarsyn.plan.Plan}, {@link klarsyn.plan.SegmentationPlan},
 * {@link klarsyn.plan.ClassificationPlan}. Nothing here depends on the state of a training.
 *
 * <pre>{@code
 * int steps = plan.optimization().steps();
 * plan.reasons().forEach(reason -> System.err.println(reason.why()));
 * }</pre>
 */
@NullMarked
package klarsyn.plan;

import org.jspecify.annotations.NullMarked;
