/**
 * JPEG-LS (ITU-T T.87), lossless and near-lossless.
 *
 * <p>Read first: {@link klarsyn.codec.jpegls.JpegLs}.
 */
@NullMarked
package klarsyn.codec.jpegls;

import org.jspecify.annotations.NullMarked;
