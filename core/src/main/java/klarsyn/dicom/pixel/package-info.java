/**
 * The pixels of a DICOM object: decompressed stored values of every frame, and their conversion to modality values or
 * RGB.
 *
 * <p>Read first: {@link klarsyn.dicom.pixel.PixelData}, {@link klarsyn.dicom.pixel.PixelFormat}. Nothing here depends
 * on which slices form a volume.
 */
@NullMarked
package klarsyn.dicom.pixel;

import org.jspecify.annotations.NullMarked;
