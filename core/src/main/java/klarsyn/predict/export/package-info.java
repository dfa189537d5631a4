/**
 * From logits on the network's grid to labels or probabilities on the image grid.
 *
 * <p>Read first: {@code Export}, {@code Decision}, {@code Placement}. Nothing here depends on how logits were computed.
 */
@NullMarked
package klarsyn.predict.export;

import org.jspecify.annotations.NullMarked;
