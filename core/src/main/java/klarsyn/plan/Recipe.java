package klarsyn.plan;

import klarsyn.nn.UNetStyle.Blocks;

/** The planner of a study. */
public sealed interface Recipe {

    /** Klarsyn's planner with a plain U-Net. */
    Recipe KLARSYN = new Own(Blocks.PLAIN);

    /**
     * Klarsyn's planner: the network that learns most within time and memory.
     *
     * @param blocks kind of U-Net
     */
    record Own(Blocks blocks) implements Recipe {}

    /**
     * nnU-Net's planner, with the user's time limit instead of its number of epochs.
     *
     * @param preset        any but {@link Preset#KLARSYN}
     * @param configuration such as {@code 3d_fullres} or {@code 2d}
     */
    record Nnunet(Preset preset, String configuration) implements Recipe {}
}
