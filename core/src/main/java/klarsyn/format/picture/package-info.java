/**
 * Pictures of 8 or 16 bits: PNG, JPEG, and through ImageIO BMP, GIF and WebP.
 *
 * <p>Read first: {@link klarsyn.format.picture.PictureFormat}, {@link klarsyn.format.picture.Pixels}. TIFF files are in
 * {@code klarsyn.format.tiff}.
 */
@NullMarked
package klarsyn.format.picture;

import org.jspecify.annotations.NullMarked;
