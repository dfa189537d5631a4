package klarsyn.predict;

import java.util.List;
import java.util.OptionalLong;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.predict.window.Route;

/**
 * The memory limit of a prediction.
 *
 * @param footprint estimate without the columns of its tiles
 * @param memory    limit of the resident size in bytes; empty for no limit
 */
record MemoryLimit(MemoryEstimate footprint, OptionalLong memory) {

    /** Without a limit columns stay below this size, if tiles can be small enough. */
    private static final long COLUMNS = 1L << 30;

    /** Relative error of the estimated process size. */
    private static final long SAFETY = 16;

    /** Minimum size in bytes for which unused memory is released before more is allocated. */
    private static final long MIN_RELEASED = 64L << 20;

    /**
     * The smallest number of tiles that fits.
     *
     * @throws PlanException if not even the smallest tile fits
     */
    Tiling tiling(List<Route> routes, int threads) {
        if (memory.isEmpty()) {
            return Tiling.within(COLUMNS, routes, threads).orElseGet(() -> Tiling.smallest(routes, threads));
        }
        long limit = memory.getAsLong();
        Tiling smallest = Tiling.smallest(routes, threads);
        long least = footprint.peak(smallest.bytes());
        if (least > limit) {
            throw new PlanException(
                    "predicting %s voxels with %d outputs needs at least %d MiB, but the limit is %d MiB"
                            .formatted(
                                    routes.getFirst().axes().shape(),
                                    routes.getFirst().outputs(),
                                    mebibytes(least),
                                    limit >> 20),
                    Where.of("--memory"),
                    "allow %d MiB or more, or predict a part of the image".formatted(mebibytes(least)));
        }
        long columns = limit - footprint.deciding();
        return Tiling.within(columns - limit / SAFETY, routes, threads)
                .or(() -> Tiling.within(columns, routes, threads))
                .orElse(smallest);
    }

    private static long mebibytes(long bytes) {
        return Math.ceilDiv(bytes, 1L << 20);
    }

    /** Releases memory of trials before large preprocessing. */
    void clearForPreparing() {
        clearFor(footprint.preparing());
    }

    /** Releases memory of preprocessing, if it or the following columns are large. */
    void clearForDeciding(Tiling tiling) {
        clearFor(Math.max(footprint.preparing(), tiling.bytes()));
    }

    /** Java prefers to grow its heap over collecting garbage, which increases the resident size. */
    private static void clearFor(long bytes) {
        if (bytes > MIN_RELEASED) {
            System.gc();
        }
    }
}
