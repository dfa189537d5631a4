package klarsyn.plan;

import klarsyn.nn.UNetStyle.Blocks;

/** Whose rules a plan is made by. */
public sealed interface Recipe {

    /** Klarsyn's own with a plain U-Net. */
    Recipe KLARSYN = new Own(Blocks.PLAIN);

    /**
     * Klarsyn's own: what learns most in the given time and memory.
     *
     * @param blocks what the U-Net is made of
     */
    record Own(Blocks blocks) implements Recipe {}

    /**
     * nnU-Net's: what its planner would choose for a graphics card, trained for the time that is given.
     *
     * @param preset        any but {@link Preset#KLARSYN}
     * @param configuration such as {@code 3d_fullres} or {@code 2d}
     */
    record Nnunet(Preset preset, String configuration) implements Recipe {}
}
