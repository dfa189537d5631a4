/**
 * Regions of a mask: connected components, holes, distances to the border.
 *
 * <p>Read first: {@link klarsyn.image.region.Components}, {@link klarsyn.image.region.DistanceTransform}.
 *
 * <pre>{@code
 * LabelMap clean = Components.keepLargest(mask, 1, Connectivity.CORNERS);
 * float[] mm = DistanceTransform.mm(clean.mask(1), clean.shape(), clean.spacing());
 * }</pre>
 */
@NullMarked
package klarsyn.image.region;

import org.jspecify.annotations.NullMarked;
