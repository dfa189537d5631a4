package klarsyn.plan;

/**
 * What a plan will hold in memory while it trains.
 *
 * <p>Fitted on measured runs ({@code bench/recipes}): a process with libtorch and a working heap holds about 750 MiB; a
 * sample holds some 28 maps of its patch with the finest resolution's channels until the backward pass has used them;
 * weights are there as such, as gradients of each lane, and as the optimiser's state.
 */
final class MemoryForecast {

    private static final long PROCESS = 750L << 20;
    private static final int MAPS = 28;

    private MemoryForecast() {}

    /** Peak resident bytes. */
    static long bytes(Plan plan) {
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
