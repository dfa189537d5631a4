/**
 * What all readers share: the bytes of a file, the voxels, labels and numbers that it stores, and notes on how they
 * were read.
 *
 * <p>Read first: {@link klarsyn.format.file.ImageFormat}, {@link klarsyn.format.file.StoredLabels}, {@link
 * klarsyn.format.file.FileBytes}. No single format is known here.
 */
@NullMarked
package klarsyn.format.file;

import org.jspecify.annotations.NullMarked;
