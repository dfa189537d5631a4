/**
 * Who, what, and which target: the cases of a data set, and how they are divided.
 *
 * <p>Read first: {@link klarsyn.data.Cohort}, {@link klarsyn.data.Split}. Nothing here knows a network; images come from
 * {@code klarsyn.format} and stay in their own grids.
 *
 * <pre>{@code
 * var cohort = Layouts.open(Path.of("Task04_Hippocampus"));
 * var split = Split.holdOut(cohort.cases(), Split.ONE_STRATUM, 0.1, 0.2, Seed.of(7));
 * }</pre>
 */
@NullMarked
package klarsyn.data;

import org.jspecify.annotations.NullMarked;
