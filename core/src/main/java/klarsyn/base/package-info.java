/**
 * What every stage stands on: errors that say what fixes them, one source of randomness, figures with their interval.
 *
 * <p>Read first: {@link klarsyn.base.KlarsynException}, {@link klarsyn.base.Seed}. The list is closed: a type belongs
 * here only if packages at both ends of the pipeline need it and it knows nothing of images or tensors.
 *
 * <pre>{@code
 * var random = Seed.of(7).child("augment", step).generator();
 * throw new DataException("the image is empty", Where.of("case_3", file), "leave it out: --exclude case_3");
 * }</pre>
 */
@NullMarked
package klarsyn.base;

import org.jspecify.annotations.NullMarked;
