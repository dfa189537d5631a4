/**
 * What is done to an image before a network sees it: axes, crop, spacing and intensities, and the way back to its own
 * grid.
 *
 * <p>Read first: {@link klarsyn.prepare.Preprocessing}, {@link klarsyn.prepare.Normalization}, {@link
 * klarsyn.prepare.PreprocessedImage}. Nothing here knows which network follows.
 */
@NullMarked
package klarsyn.prepare;

import org.jspecify.annotations.NullMarked;
