/**
 * The pixels of a DICOM object: stored bits of every frame, decompressed, and what they mean in gray or color.
 *
 * <p>Read first: {@link klarsyn.dicom.pixel.PixelData}, {@link klarsyn.dicom.pixel.PixelFormat}. Nothing here knows
 * which slices form a volume.
 */
@NullMarked
package klarsyn.dicom.pixel;

import org.jspecify.annotations.NullMarked;
