/**
 * Training on patches of label maps: prepared cases, positions of patches, augmentation, and the loss at each
 * supervised resolution.
 *
 * <p>Read first: {@link klarsyn.train.patch.PatchSampler}, {@link klarsyn.train.patch.PreparedCases}. Nothing here
 * depends on the training loop.
 */
@NullMarked
package klarsyn.train.patch;

import org.jspecify.annotations.NullMarked;
