/**
 * Preprocessing of images: axes, crop, spacing and intensities, and the way back to the image's own grid.
 *
 * <p>Read first: {@link klarsyn.prepare.Preprocessing}, {@link klarsyn.prepare.Normalization},
 * {@link klarsyn.prepare.PreprocessedImage}. Nothing here depends on a network.
 */
@NullMarked
package klarsyn.prepare;

import org.jspecify.annotations.NullMarked;
