/**
 * Training losses of logits against a reference, as values that a plan can store.
 *
 * <p>Read first: {@link klarsyn.loss.Loss}, {@link klarsyn.loss.LossTarget}, {@link klarsyn.loss.DeepSupervision}. A
 * loss is a record of numbers and enums; its tensor computation is internal. It must not depend on plans, networks or
 * the origin of labels.
 *
 * <pre>{@code
 * Loss loss = Loss.standard();                                    // cross-entropy plus Dice
 * LossTarget target = new Targets.Classes(List.of(255)).of(labels);   // 255 is ignored
 * Tensor value = loss.of(logits, target);
 * }</pre>
 */
@NullMarked
package klarsyn.loss;

import org.jspecify.annotations.NullMarked;
