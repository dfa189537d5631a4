package klarsyn.predict;

import java.util.List;
import java.util.OptionalLong;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.predict.window.Route;

/**
 * The memory that a prediction may take.
 *
 * @param footprint what it holds but for the columns of its tiles
 * @param memory    largest resident size of the process in bytes; empty for no limit
 */
record MemoryLimit(MemoryEstimate footprint, OptionalLong memory) {

    /** Without a limit columns stay below this, if there are tiles so small. */
    private static final long COLUMNS = 1L << 30;

    /** What the forecast of the process's size is off by, as a part of it. */
    private static final long SAFETY = 16;

    /** Bytes from which on what is no longer needed is cleared away before more is taken. */
    private static final long WORTH_CLEARING = 64L << 20;

    /**
     * The fewest tiles that fit.
     *
     * @throws PlanException if not even the smallest tile does
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
                    "predicting %s voxels with %d outputs takes at least %d MiB, %d MiB are allowed"
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

    /** Clears away what trials have left, if much is to be made in preparing. */
    void clearForPreparing() {
        clearFor(footprint.preparing());
    }

    /** Clears away what preparing has left, if that or the columns to be made are large. */
    void clearForDeciding(Tiling tiling) {
        clearFor(Math.max(footprint.preparing(), tiling.bytes()));
    }

    /** The Java machine would rather grow than collect, and the resident size with it. */
    private static void clearFor(long bytes) {
        if (bytes > WORTH_CLEARING) {
            System.gc();
        }
    }
}
