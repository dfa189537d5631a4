/**
 * Images and label maps as plain arrays with the positions of their voxels.
 *
 * <p>Read first: {@link klarsyn.image.Volume}, {@link klarsyn.image.Geometry}, {@link klarsyn.image.resample.Resampling}. Arrays
 * are {@code [x][y][z]} with x fastest; the world is RAS millimeters. Nothing here depends on tensors, files or the
 * meaning of a label, and nothing here starts a thread.
 *
 * <pre>{@code
 * Volume head = Images.read(Path.of("head.nii.gz")).reorientedTo(Orientation.RAS);
 * Volume isotropic = Resampling.to(head, Spacing.isotropic(1), Interpolation.CUBIC);
 * LabelMap mask = Resampling.to(labels, isotropic.geometry(), Interpolation.LINEAR);
 * LabelMap clean = Components.keepLargest(mask, 1, Connectivity.CORNERS);
 * float[] mm = DistanceTransform.mm(clean.mask(1), clean.shape(), clean.spacing());
 * Box box = Box.around(clean.mask(1), clean.shape()).orElseThrow().grown(10, 10, 10);
 * Volume part = isotropic.cut(box, Padding.ZERO); // at its position in the world
 * }</pre>
 */
@NullMarked
package klarsyn.image;

import org.jspecify.annotations.NullMarked;
