/**
 * NRRD with attached and detached data, and the segments that 3D Slicer stores in it.
 *
 * <p>Read first: {@code Nrrd}, {@code NrrdHeader}, {@code NrrdPlacement}. Follows the NRRD 5 definition of the Teem
 * library.
 */
@NullMarked
package klarsyn.format.nrrd;

import org.jspecify.annotations.NullMarked;
