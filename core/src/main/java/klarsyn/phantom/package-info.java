/**
 * Synthetic heads with known labels, for tests, benchmarks and the demonstration.
 *
 * <p>Read first: {@link klarsyn.phantom.Phantoms}. Nothing here depends on networks.
 *
 * <pre>{@code
 * Cohort heads = Phantoms.write(folder, 40, recipe, Seed.of(7));
 * }</pre>
 */
@NullMarked
package klarsyn.phantom;

import org.jspecify.annotations.NullMarked;
