package klarsyn.plan.rules;

import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.plan.Budget;
import klarsyn.plan.SegmentationPlan;
import klarsyn.tensor.Device;

/**
 * Estimates the memory of a training.
 *
 * <p>Fitted on measured runs ({@code bench/recipes}): a process with libtorch and a heap takes about 750 MiB; a sample
 * keeps about 28 feature maps of its patch with the channels of the finest resolution until the backward pass; weights
 * are stored once, as gradients of each lane, and in the optimizer state.
 */
public final class MemoryForecast {

    private static final long PROCESS = 750L << 20;
    private static final int MAPS = 28;

    private MemoryForecast() {}

    /**
     * Rejects plans whose training step exceeds the memory limit, on a CPU.
     *
     * @param other alternative to more memory, for the message
     * @throws PlanException with a limit that suffices
     */
    public static void require(SegmentationPlan plan, Budget budget, String other) {
        long needed = bytes(plan);
        if (plan.compute().device() == Device.CPU && needed > budget.memoryBytes()) {
            throw new PlanException(
                    "a step of %d patches needs about %d MiB, but the limit is %d MiB"
                            .formatted(plan.compute().batch(), needed >> 20, budget.memoryBytes() >> 20),
                    Where.of("--memory"),
                    "use --memory %dM, or %s".formatted((needed >> 20) + 1, other));
        }
    }

    /** Peak resident bytes. */
    public static long bytes(SegmentationPlan plan) {
        long width = plan.network().features().getFirst();
        long maps = MAPS
                * width
                * plan.patch().voxels()
                * plan.compute().precision().bytes()
                * plan.compute().batch();
        return PROCESS
                + maps
                + 4 * plan.network().parameters() * (4 + plan.compute().lanes());
    }
}
