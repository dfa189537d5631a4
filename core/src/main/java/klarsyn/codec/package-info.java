/**
 * Decoders of the compressed pixels that DICOM files hold, written from the standards, without native code.
 *
 * <p>Read first: {@link klarsyn.codec.jpeg.Jpeg}, {@link klarsyn.codec.jpegls.JpegLs}, {@link klarsyn.codec.jpeg2000.Jpeg2000}: each turns the
 * bytes of one codestream into {@link klarsyn.codec.Samples} of a size that the caller knows beforehand.
 *
 * <pre>{@code
 * Samples samples = JpegLs.decode(frame, new Raster(512, 512, 1));
 * int first = samples.values()[0];
 * }</pre>
 *
 * <p>This package knows nothing of DICOM, of photometric interpretations or of volumes.
 */
@NullMarked
package klarsyn.codec;

import org.jspecify.annotations.NullMarked;
