/**
 * Sequential and lossless JPEG (ITU-T T.81) of 8 to 16 bits.
 *
 * <p>Read first: {@link klarsyn.codec.jpeg.Jpeg}.
 */
@NullMarked
package klarsyn.codec.jpeg;

import org.jspecify.annotations.NullMarked;
