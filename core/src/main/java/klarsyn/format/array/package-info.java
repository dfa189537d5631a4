/**
 * Numeric arrays without a position in the world: NumPy, IDX and HDF5.
 *
 * <p>Read first: {@link klarsyn.format.array.NumericArrays}. Nothing here depends on the meaning of axes other than the
 * rows and columns of images.
 */
@NullMarked
package klarsyn.format.array;

import org.jspecify.annotations.NullMarked;
