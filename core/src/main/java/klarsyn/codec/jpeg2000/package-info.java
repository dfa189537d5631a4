/**
 * JPEG 2000 (ITU-T T.800) and its high-throughput blocks (ITU-T T.814).
 *
 * <p>Read first: {@link klarsyn.codec.jpeg2000.Jpeg2000}, {@code J2kTile}.
 */
@NullMarked
package klarsyn.codec.jpeg2000;

import org.jspecify.annotations.NullMarked;
