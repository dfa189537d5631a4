/**
 * Resampling of images and label maps to another grid.
 *
 * <p>Read first: {@link klarsyn.image.resample.Resampling}, {@link klarsyn.image.resample.ResizeRule}. Conventions of
 * coordinates are stated at each method.
 *
 * <pre>{@code
 * Volume isotropic = Resampling.to(head, Spacing.isotropic(1), Interpolation.CUBIC);
 * }</pre>
 */
@NullMarked
package klarsyn.image.resample;

import org.jspecify.annotations.NullMarked;
