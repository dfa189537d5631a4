/**
 * What training makes small: losses of logits against what is true, as values that a plan can hold.
 *
 * <p>Read first: {@link klarsyn.loss.Loss}, {@link klarsyn.loss.LossTarget}, {@link klarsyn.loss.DeepSupervision}. A loss is
 * a record of numbers and enums; what it computes with tensors is not to be seen. It must not know plans, networks or
 * where labels come from.
 *
 * <pre>{@code
 * Loss loss = Loss.standard();                                    // cross-entropy plus Dice
 * LossTarget target = new Targets.Classes(List.of(255)).of(labels);   // 255 counts nowhere
 * Tensor value = loss.of(logits, target);
 * }</pre>
 */
@NullMarked
package klarsyn.loss;

import org.jspecify.annotations.NullMarked;
