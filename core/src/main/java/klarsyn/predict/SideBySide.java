package klarsyn.predict;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import klarsyn.base.Heap;
import klarsyn.image.Geometry;
import klarsyn.plan.Budget;

/** How many images memory and the Java heap hold at a time, each predicted without a limit of its own and judged. */
record SideBySide(List<Member> members, Trials trials, int threads, OptionalLong memory) {

    /** Of a voxel: prediction and reference, their masks and the parts that they fall into. */
    private static final long JUDGING_BYTES = 16;

    /**
     * So many, at the most; 0 if one alone must be cut into smaller tiles.
     *
     * @throws klarsyn.base.PlanException if the memory does not suffice for a single tile of one image
     */
    int count(List<Geometry> images, int most) {
        Geometry largest = images.stream()
                .distinct()
                .max(Comparator.comparingLong(image -> bytes(image, 0)))
                .orElseThrow();
        long network = trials.windowBytes(members, largest);
        Arrangement arrangement = Arrangement.of(members, largest);
        MemoryEstimate footprint = MemoryEstimate.of(members, largest, arrangement.bytesAVoxel(), network);
        long each = bytes(largest, network);
        long fit = (memory.orElse(Budget.DEFAULT_MEMORY) - footprint.process()) / each;
        if (fit < 1) {
            arrangement.tilings(new MemoryLimit(footprint, memory), threads);
        }
        return Math.clamp(fit, 0, Heap.parallelCases(each - network, most));
    }

    /** Beside the process itself. */
    private long bytes(Geometry image, long network) {
        Arrangement arrangement = Arrangement.of(members, image);
        MemoryEstimate footprint = MemoryEstimate.of(members, image, arrangement.bytesAVoxel(), network);
        long columns = arrangement.tilings(new MemoryLimit(footprint, OptionalLong.empty()), threads).stream()
                .mapToLong(Tiling::bytes)
                .max()
                .orElseThrow();
        return Math.max(
                footprint.peak(columns) - footprint.process(),
                JUDGING_BYTES * image.shape().voxels());
    }
}
