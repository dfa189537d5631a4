/**
 * Signals: EDF, BDF, WFDB, and columns of text.
 *
 * <p>Read first: {@link klarsyn.format.signal.Signals}. Nothing here depends on the meaning of a channel.
 */
@NullMarked
package klarsyn.format.signal;

import org.jspecify.annotations.NullMarked;
