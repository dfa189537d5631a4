/**
 * Terminal output: progress, tables, errors, numbers with units.
 *
 * <p>Read first: {@code Session}, {@code Progress}, {@code ErrorReporter}. Nothing here depends on a command.
 */
@NullMarked
package klarsyn.app.terminal;

import org.jspecify.annotations.NullMarked;
