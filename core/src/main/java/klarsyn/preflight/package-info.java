/**
 * Checks every case of a cohort once before training, and reports problems with their location and fix.
 *
 * <p>Read first: {@link klarsyn.preflight.Preflight}. Nothing here depends on networks.
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
