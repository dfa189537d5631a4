package klarsyn.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.image.Geometry;
import klarsyn.image.Reorientation;
import klarsyn.image.Shape;
import klarsyn.prepare.Preprocessing;

/**
 * Memory in bytes for predicting one image, without the columns of its tiles.
 *
 * @param process  Java, libtorch and weights
 * @param image    as read
 * @param preparing during preprocessing, mostly freed afterwards
 * @param seen     preprocessed images
 * @param result   labels or probabilities
 * @param network  patches and their computation
 */
record MemoryEstimate(long process, long image, long preparing, long seen, long result, long network) {

    /** A process after a small prediction, without the weights: fitted on measured runs (bench/README.md). */
    private static final long PROCESS = 270L << 20;

    /**
     * The estimate for an image grid.
     *
     * @param bytesPerVoxel of the result
     * @param network     bytes to compute a window
     */
    static MemoryEstimate of(List<Member> members, Geometry grid, int bytesPerVoxel, long network) {
        long voxels = grid.shape().voxels();
        int channels = members.getFirst().plan().modalities().size();
        long weights = 0;
        long preparing = 0;
        long seen = 0;
        for (Member member : members) {
            weights += 4 * member.plan().network().numbers() * member.networks().size();
            preparing = Math.max(preparing, seen + preparing(member, grid, channels));
            seen += 4L * channels * member.route(grid).grid().image().voxels();
        }
        return new MemoryEstimate(
                PROCESS + weights, 4 * voxels * channels, preparing, seen, voxels * bytesPerVoxel, network);
    }

    /** Reoriented copy and resizing steps of one channel, the channels before it, and the mask of nonzero voxels. */
    private static long preparing(Member member, Geometry grid, int channels) {
        Preprocessing how = member.plan().preprocessing();
        Reorientation reorientation = how.frame().reorientation(grid);
        Shape from = reorientation.to().shape();
        Shape to = member.route(grid).grid().image();
        boolean copied = !reorientation.isIdentity() || how.normalized() == Preprocessing.Normalized.BEFORE_RESIZING;
        long bytes = (copied ? 4L * from.voxels() : 0) + 4L * (channels - 1) * to.voxels();
        if (how.masks()) {
            bytes += 5L * from.voxels();
        }
        return bytes + (from.equals(to) ? 4L * to.voxels() : 4L * steps(from, to));
    }

    /** Voxels of all resizing steps, axis by axis, the one with the strongest reduction first. */
    private static long steps(Shape from, Shape to) {
        List<Integer> axes = new ArrayList<>(Stream.of(2, 1, 0)
                .sorted(java.util.Comparator.comparingDouble(axis -> (double) to.along(axis) / from.along(axis)))
                .toList());
        long voxels = from.voxels();
        long sum = 0;
        for (int axis : axes) {
            if (from.along(axis) != to.along(axis)) {
                voxels = voxels / from.along(axis) * to.along(axis);
                sum += voxels;
            }
        }
        return sum;
    }

    /** Memory while labels are decided, without the columns. */
    long deciding() {
        return process + image + seen + result + network;
    }

    /** Peak resident size with columns of this many bytes. */
    long peak(long columns) {
        return Math.max(process + image + preparing, deciding() + columns);
    }
}
