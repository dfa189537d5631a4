/**
 * nnU-Net's plans: its planner reproduced value by value, its {@code plans.json} read and written, and Klarsyn's plan
 * for each of its configurations.
 *
 * <p>Read first: {@link klarsyn.plan.nnunet.NnunetRules}, {@link klarsyn.plan.nnunet.NnunetPlans}. Models trained by
 * nnU-Net are read in {@code klarsyn.nnunet}.
 */
@NullMarked
package klarsyn.plan.nnunet;

import org.jspecify.annotations.NullMarked;
