/**
 * Sliding windows over an image, the network on each, and logits of one part of the image at a time.
 *
 * <p>Read first: {@code Passage}, {@code WindowGrid}, {@code LogitColumn}. Nothing here depends on labels or files.
 */
@NullMarked
package klarsyn.predict.window;

import org.jspecify.annotations.NullMarked;
