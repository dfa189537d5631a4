/**
 * Arrays of numbers without a place in the world: NumPy, IDX and HDF5.
 *
 * <p>Read first: {@link klarsyn.format.array.NumericArrays}. Nothing here knows what an array's axes mean beyond an
 * image's rows and columns.
 */
@NullMarked
package klarsyn.format.array;

import org.jspecify.annotations.NullMarked;
