/**
 * Invented heads in which every label is known, for tests, benchmarks and the demonstration.
 *
 * <p>Read first: {@link klarsyn.phantom.Phantoms}. Nothing here knows a network.
 *
 * <pre>{@code
 * Cohort heads = Phantoms.write(folder, 40, recipe, Seed.of(7));
 * }</pre>
 */
@NullMarked
package klarsyn.phantom;

import org.jspecify.annotations.NullMarked;
