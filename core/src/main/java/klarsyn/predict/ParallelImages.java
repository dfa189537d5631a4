package klarsyn.predict;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import klarsyn.base.Heap;
import klarsyn.image.Geometry;
import klarsyn.plan.Budget;

/**
 * Number of images that fit into memory and the Java heap at the same time, each predicted without a limit and
 * evaluated.
 */
record ParallelImages(List<Member> members, Trials trials, int threads, OptionalLong memory) {

    /** Bytes per voxel: prediction and reference, their masks and components. */
    private static final long EVALUATION_BYTES = 16;

    /**
     * Number of parallel images, up to a maximum; 0 if one image must be divided into smaller tiles.
     *
     * @throws klarsyn.base.PlanException if the memory does not suffice for a single tile of one image
     */
    int count(List<Geometry> images, int most) {
        Geometry largest = images.stream()
                .distinct()
                .max(Comparator.comparingLong(image -> bytes(image, 0)))
                .orElseThrow();
        long network = trials.windowBytes(members, largest);
        ModelGroups modelGroups = ModelGroups.of(members, largest);
        MemoryEstimate footprint = MemoryEstimate.of(members, largest, modelGroups.bytesPerVoxel(), network);
        long each = bytes(largest, network);
        long fit = (memory.orElse(Budget.DEFAULT_MEMORY) - footprint.process()) / each;
        if (fit < 1) {
            modelGroups.tilings(new MemoryLimit(footprint, memory), threads);
        }
        return Math.clamp(fit, 0, Heap.parallelCases(each - network, most));
    }

    /** In addition to the process itself. */
    private long bytes(Geometry image, long network) {
        ModelGroups modelGroups = ModelGroups.of(members, image);
        MemoryEstimate footprint = MemoryEstimate.of(members, image, modelGroups.bytesPerVoxel(), network);
        long columns = modelGroups.tilings(new MemoryLimit(footprint, OptionalLong.empty()), threads).stream()
                .mapToLong(Tiling::bytes)
                .max()
                .orElseThrow();
        return Math.max(
                footprint.peak(columns) - footprint.process(),
                EVALUATION_BYTES * image.shape().voxels());
    }
}
