/**
 * Pictures, stacks and volumes in TIFF files, with the axes that ImageJ, OME and tifffile describe.
 *
 * <p>Read first: {@code Tiff}, {@code TiffPage}, {@code TiffAxes}. Nothing here depends on the meaning of channels.
 */
@NullMarked
package klarsyn.format.tiff;

import org.jspecify.annotations.NullMarked;
