/**
 * The only training loop: from prepared cases to weights, resumable, and bit for bit repeatable by steps.
 *
 * <p>Read first: {@link klarsyn.train.Trainer}, {@link klarsyn.train.TrainingEvent}. It must not know the terminal, nor
 * how images are predicted and scored: validation is lent to it.
 */
@NullMarked
package klarsyn.train;

import org.jspecify.annotations.NullMarked;
