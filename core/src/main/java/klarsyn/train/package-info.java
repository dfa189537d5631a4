/**
 * The only training loop: from prepared cases to weights, resumable, and bit-identical for a number of steps.
 *
 * <p>Read first: {@link klarsyn.train.Trainer}, {@link klarsyn.train.TrainingEvent}. It must not depend on the
 * terminal, nor on prediction and metrics: validation is passed in.
 */
@NullMarked
package klarsyn.train;

import org.jspecify.annotations.NullMarked;
