/**
 * Training on whole pictures with one class each: prepared pictures, augmentation and cross-entropy.
 *
 * <p>Read first: {@link klarsyn.train.picture.PictureSampler}, {@link klarsyn.train.picture.PreparedPictures}. Nothing
 * here depends on the training loop.
 */
@NullMarked
package klarsyn.train.picture;

import org.jspecify.annotations.NullMarked;
