/**
 * Training, validation and test cases, and folds, divided by patient.
 *
 * <p>Read first: {@link klarsyn.data.split.Split}, {@link klarsyn.data.split.Division}.
 *
 * <pre>{@code
 * Split split = Split.holdOut(cohort.cases(), Split.ONE_STRATUM, 0.1, 0.2, Seed.of(7));
 * }</pre>
 */
@NullMarked
package klarsyn.data.split;

import org.jspecify.annotations.NullMarked;
