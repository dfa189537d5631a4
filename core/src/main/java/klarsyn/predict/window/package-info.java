/**
 * Windows that slide over an image, the network on each, and the logits of one part of the image at a time.
 *
 * <p>Read first: {@code Passage}, {@code WindowGrid}, {@code LogitColumn}. Nothing here knows labels or files.
 */
@NullMarked
package klarsyn.predict.window;

import org.jspecify.annotations.NullMarked;
