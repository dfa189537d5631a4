/**
 * Training on whole pictures that have one class each: prepared pictures, augmentation, and cross-entropy.
 *
 * <p>Read first: {@link klarsyn.train.picture.PictureSampler}, {@link klarsyn.train.picture.PreparedPictures}. Nothing
 * here knows the training loop.
 */
@NullMarked
package klarsyn.train.picture;

import org.jspecify.annotations.NullMarked;
