/**
 * Who, what, and which target: the cases of a data set, how they are divided, and whether they are fit for use.
 *
 * <p>Read first: {@link klarsyn.data.Cohort}, {@link klarsyn.data.Split}, {@link klarsyn.preflight.Preflight}. Nothing here
 * knows a network; images come from {@code klarsyn.format} and stay in their own grids.
 *
 * <pre>{@code
 * var cohort = Cohort.open(Path.of("Task04_Hippocampus"));
 * var scan = Preflight.scan(cohort, 2);
 * Preflight.requireClean(scan);
 * var split = Split.holdOut(cohort.cases(), Split.ONE_STRATUM, 0.1, 0.2, Seed.of(7));
 * }</pre>
 */
@NullMarked
package klarsyn.data;

import org.jspecify.annotations.NullMarked;
