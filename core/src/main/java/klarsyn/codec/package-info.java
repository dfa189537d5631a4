/**
 * Decoders for the compressed pixels of DICOM files, written from the standards, without native code.
 *
 * <p>Read first: {@link klarsyn.codec.jpeg.Jpeg}, {@link klarsyn.codec.jpegls.JpegLs},
 * {@link klarsyn.codec.jpeg2000.Jpeg2000}: each decodes the bytes of one codestream to {@link klarsyn.codec.Samples} of
 * a size known to the caller.
 *
 * <pre>{@code
 * Samples samples = JpegLs.decode(frame, new Raster(512, 512, 1));
 * int first = samples.values()[0];
 * }</pre>
 *
 * <p>This package does not depend on DICOM, photometric interpretations or volumes.
 */
@NullMarked
package klarsyn.codec;

import org.jspecify.annotations.NullMarked;
