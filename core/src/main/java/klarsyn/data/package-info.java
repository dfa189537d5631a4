/**
 * The cases of a data set, and the task that their targets define.
 *
 * <p>Read first: {@link klarsyn.data.Cohort}, {@link klarsyn.data.split.Split}. Nothing here depends on networks; images are
 * read by {@code klarsyn.format} and keep their own grids.
 *
 * <pre>{@code
 * var cohort = Layouts.open(Path.of("Task04_Hippocampus"));
 * var split = Split.holdOut(cohort.cases(), Split.ONE_STRATUM, 0.1, 0.2, Seed.of(7));
 * }</pre>
 */
@NullMarked
package klarsyn.data;

import org.jspecify.annotations.NullMarked;
