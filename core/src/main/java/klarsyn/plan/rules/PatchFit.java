package klarsyn.plan.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The largest patch within a limit, by nnU-Net's search.
 *
 * <p>It starts from the median image, or from a cube in mm of 256³ voxels (a square of 2048²) if that is smaller, and
 * repeatedly shortens the axis that is longest relative to the median image, by the divisor of the strides.
 */
public final class PatchFit {

    private static final double VOXELS_3D = 256 * 256 * 256;
    private static final double PIXELS_2D = 2048 * 2048;

    private PatchFit() {}

    /**
     * The patch with its topology.
     *
     * @param spacing  mm along two or three axes
     * @param median   voxels of the median image along the same axes
     * @param tooLarge the limit; a patch of single voxels is returned regardless
     */
    public static Topology of(List<Double> spacing, List<Double> median, Predicate<Topology> tooLarge) {
        Topology topology = Topology.of(spacing, start(spacing, median));
        while (tooLarge.test(topology) && topology.voxels() > 1) {
            topology = smaller(spacing, median, topology);
        }
        return topology;
    }

    private static List<Double> start(List<Double> spacing, List<Double> median) {
        double all = spacing.size() == 3 ? VOXELS_3D : PIXELS_2D;
        double product = spacing.stream().mapToDouble(mm -> 1 / mm).reduce(1, (a, b) -> a * b);
        double scale = Math.pow(all / product, 1.0 / spacing.size());
        return IntStream.range(0, spacing.size())
                .mapToObj(axis -> Math.min(Math.rint(1 / spacing.get(axis) * scale), median.get(axis)))
                .toList();
    }

    /**
     * A step is the divisor of the shortened patch: from 256 with strides that divide by 64, 224 must not be skipped.
     */
    private static Topology smaller(List<Double> spacing, List<Double> median, Topology topology) {
        List<Integer> size = new ArrayList<>(topology.size());
        int axis = longest(size, median);
        size.set(axis, topology.size().get(axis) - topology.divisor(axis));
        int step = Topology.of(spacing, size).divisor(axis);
        size.set(axis, Math.max(1, topology.size().get(axis) - step));
        return Topology.of(spacing, size);
    }

    /** The last of the axes that are longest relative to the median image; single voxels cannot be shortened. */
    private static int longest(List<Integer> size, List<Double> median) {
        return IntStream.range(0, size.size())
                .filter(axis -> size.get(axis) > 1)
                .reduce((a, b) -> size.get(b) / median.get(b) >= size.get(a) / median.get(a) ? b : a)
                .orElseThrow();
    }
}
