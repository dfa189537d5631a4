/**
 * NIfTI-1 and NIfTI-2, as single files, pairs and Analyze images, with the rules of precedence for their placement.
 *
 * <p>Read first: {@code Nifti}, {@code NiftiHeader}, {@code NiftiPrecedence}. Follows nifti1.h and nifti2.h of the
 * NIfTI Data Format Working Group.
 */
@NullMarked
package klarsyn.format.nifti;

import org.jspecify.annotations.NullMarked;
