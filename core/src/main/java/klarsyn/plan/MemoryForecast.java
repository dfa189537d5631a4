package klarsyn.plan;

import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.tensor.Device;

/**
 * What a plan will hold in memory while it trains.
 *
 * <p>Fitted on measured runs ({@code bench/recipes}): a process with libtorch and a working heap holds about 750 MiB; a
 * sample holds some 28 maps of its patch with the finest resolution's channels until the backward pass has used them;
 * weights are there as such, as gradients of each lane, and as the optimizer's state.
 */
public final class MemoryForecast {

    private static final long PROCESS = 750L << 20;
    private static final int MAPS = 28;

    private MemoryForecast() {}

    /**
     * Refuses a plan whose step would not fit the memory, on a processor.
     *
     * @param other what may be done instead of giving more
     * @throws PlanException with what would fit
     */
    public static void require(SegmentationPlan plan, Budget budget, String other) {
        long needed = bytes(plan);
        if (plan.compute().device() == Device.CPU && needed > budget.memoryBytes()) {
            throw new PlanException(
                    "a step of %d patches as planned needs about %d MiB, and %d are allowed"
                            .formatted(plan.compute().batch(), needed >> 20, budget.memoryBytes() >> 20),
                    Where.of("--memory"),
                    "give --memory %dM, or %s".formatted((needed >> 20) + 1, other));
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
