/**
 * The command line: parses, calls the library, prints.
 *
 * <p>Read first: {@link klarsyn.app.Klarsyn}, the root command. Whatever it can do, the library can do with the same
 * words; nothing is computed here.
 *
 * <pre>{@code
 * ./klarsyn version
 * }</pre>
 */
@NullMarked
package klarsyn.app;

import org.jspecify.annotations.NullMarked;
