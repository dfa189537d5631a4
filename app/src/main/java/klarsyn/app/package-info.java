/**
 * The command line: parses, calls the library, prints.
 *
 * <p>Read first: {@link klarsyn.app.Klarsyn}, the root command. All functions are also available in the library, with
 * the same names; nothing is computed here.
 *
 * <pre>{@code
 * ./klarsyn version
 * }</pre>
 */
@NullMarked
package klarsyn.app;

import org.jspecify.annotations.NullMarked;
