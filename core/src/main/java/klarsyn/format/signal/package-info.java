/**
 * Signals in time: EDF, BDF, WFDB, and columns of text.
 *
 * <p>Read first: {@link klarsyn.format.signal.Signals}. Nothing here knows what a signal's lead means.
 */
@NullMarked
package klarsyn.format.signal;

import org.jspecify.annotations.NullMarked;
