/**
 * Shared parts of all readers: file bytes, stored voxels, labels and numbers, and notes on how they were read.
 *
 * <p>Read first: {@link klarsyn.format.file.ImageFormat}, {@link klarsyn.format.file.StoredLabels},
 * {@link klarsyn.format.file.FileBytes}. Nothing here depends on a specific format.
 */
@NullMarked
package klarsyn.format.file;

import org.jspecify.annotations.NullMarked;
