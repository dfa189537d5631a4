/**
 * Looks at every case of a cohort once, before time is spent on it, and says what is wrong, where, and what fixes it.
 *
 * <p>Read first: {@link klarsyn.preflight.Preflight}. Nothing here knows a network.
 *
 * <pre>{@code
 * var scan = Preflight.scan(Layouts.open(Path.of("Task04_Hippocampus")), 2);
 * scan.findings().forEach(IO::println);
 * Preflight.requireClean(scan);
 * }</pre>
 */
@NullMarked
package klarsyn.preflight;

import org.jspecify.annotations.NullMarked;
