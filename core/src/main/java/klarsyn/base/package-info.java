/**
 * Shared basics: errors with their fixes, random seeds, values with confidence intervals.
 *
 * <p>Read first: {@link klarsyn.base.KlarsynException}, {@link klarsyn.base.Seed}. A type belongs
 * here only if packages at both ends of the pipeline need it; it must not depend on images or tensors.
 *
 * <pre>{@code
 * var random = Seed.of(7).child("augment", step).generator();
 * throw new DataException("the image is empty", Where.of("case_3", file), "exclude it: --exclude case_3");
 * }</pre>
 */
@NullMarked
package klarsyn.base;

import org.jspecify.annotations.NullMarked;
