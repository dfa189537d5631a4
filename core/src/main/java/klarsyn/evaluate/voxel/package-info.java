/**
 * Metrics of one case, voxel by voxel: overlap, surface distances, detection.
 *
 * <p>Read first: {@link klarsyn.evaluate.voxel.Confusion}, {@link klarsyn.evaluate.voxel.SurfaceDistances},
 * {@link klarsyn.evaluate.voxel.Lesions}. Means over cases and confidence intervals are in {@code klarsyn.evaluate}.
 */
@NullMarked
package klarsyn.evaluate.voxel;

import org.jspecify.annotations.NullMarked;
