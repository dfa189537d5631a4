package klarsyn.plan.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.plan.Patch;

/**
 * Kernels and strides of a U-Net from spacing and patch, by nnU-Net's rules, in two or three dimensions.
 *
 * <p>An axis is halved while its feature map keeps a minimum size and its spacing is within a factor of two of the
 * finest axis that can still be halved; an axis gets kernels of three once its spacing is within a factor of two of the
 * finest (Isensee et al., 2021). Axes are ordered from slowest to fastest.
 *
 * @param kernels one entry per resolution, the finest first
 * @param strides one entry per resolution, ones first
 * @param size    the patch, rounded up to the divisor of the strides
 */
public record Topology(List<List<Integer>> kernels, List<List<Integer>> strides, List<Integer> size) {

    private static final int SMALLEST_MAP = 4;
    private static final int ANY_NUMBER = 999_999;

    /**
     * The topology of a network for a patch.
     *
     * @param size in voxels; the median image may have half ones
     */
    static Topology of(List<Double> spacing, List<? extends Number> size) {
        return of(spacing, size, ANY_NUMBER);
    }

    /**
     * The topology of a network with limited depth.
     *
     * @param most maximum number of halvings of an axis
     */
    static Topology of(List<Double> spacing, List<? extends Number> size, int most) {
        return of(spacing, size, SMALLEST_MAP, most);
    }

    /**
     * The topology with other limits.
     *
     * @param smallestMap minimum voxels of the coarsest feature map along a halved axis
     * @param most        maximum number of halvings of an axis
     */
    static Topology of(List<Double> spacing, List<? extends Number> size, int smallestMap, int most) {
        Halving halving = new Halving(spacing, size, smallestMap, most);
        List<List<Integer>> kernels = new ArrayList<>();
        List<List<Integer>> strides = new ArrayList<>(List.of(Collections.nCopies(spacing.size(), 1)));
        for (List<Integer> axes = halving.axes(); !axes.isEmpty(); axes = halving.axes()) {
            kernels.add(halving.widenedKernel());
            strides.add(halving.halve(axes));
        }
        kernels.add(Collections.nCopies(spacing.size(), 3));
        List<Integer> enlarged = new ArrayList<>();
        for (int axis = 0; axis < spacing.size(); axis++) {
            int divisor = 1 << halving.halved[axis];
            enlarged.add((int) Math.ceil(size.get(axis).doubleValue() / divisor) * divisor);
        }
        return new Topology(List.copyOf(kernels), List.copyOf(strides), List.copyOf(enlarged));
    }

    /** Voxels along an axis per voxel of the coarsest resolution. */
    int divisor(int axis) {
        return strides.stream().mapToInt(stride -> stride.get(axis)).reduce(1, Math::multiplyExact);
    }

    /** Voxels of the patch. */
    public long voxels() {
        return size.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** The same as a 3-D network: a 2-D network processes pictures of depth one, with kernels of depth one. */
    Topology inDepth() {
        return size.size() == 3 ? this : new Topology(prependOnes(kernels), prependOnes(strides), prependOne(size));
    }

    private static List<List<Integer>> prependOnes(List<List<Integer>> rows) {
        return rows.stream().map(Topology::prependOne).toList();
    }

    private static List<Integer> prependOne(List<Integer> row) {
        return List.of(1, row.get(0), row.get(1));
    }

    /** The patch, for a 3-D topology. */
    Patch patch() {
        return Patch.of(size);
    }

    /** The size of a patch while its axes are halved. */
    private static final class Halving {

        private final double[] mm;
        private final double[] size;
        private final int smallestMap;
        private final int most;
        private final int[] halved;
        private final Integer[] kernel;

        Halving(List<Double> spacing, List<? extends Number> size, int smallestMap, int most) {
            this.mm = spacing.stream().mapToDouble(Double::doubleValue).toArray();
            this.size = size.stream().mapToDouble(Number::doubleValue).toArray();
            this.smallestMap = smallestMap;
            this.most = most;
            this.halved = new int[mm.length];
            this.kernel = Collections.nCopies(mm.length, 1).toArray(Integer[]::new);
        }

        /** The axes that are halved next; none if the network ends. */
        List<Integer> axes() {
            List<Integer> large = IntStream.range(0, mm.length)
                    .filter(axis -> size[axis] >= 2 * smallestMap)
                    .boxed()
                    .toList();
            double finest = large.stream().mapToDouble(axis -> mm[axis]).min().orElse(1);
            List<Integer> axes = large.stream()
                    .filter(axis -> mm[axis] / finest < 2 && halved[axis] < most)
                    .toList();
            return axes.size() == 1 && size[axes.getFirst()] < 3 * smallestMap ? List.of() : axes;
        }

        List<Integer> widenedKernel() {
            double finest = Arrays.stream(mm).min().orElseThrow();
            for (int axis = 0; axis < mm.length; axis++) {
                kernel[axis] = mm[axis] / finest < 2 ? 3 : kernel[axis];
            }
            return List.of(kernel);
        }

        List<Integer> halve(List<Integer> axes) {
            Integer[] stride = Collections.nCopies(mm.length, 1).toArray(Integer[]::new);
            for (int axis : axes) {
                stride[axis] = 2;
                halved[axis]++;
                mm[axis] *= 2;
                size[axis] = Math.ceil(size[axis] / 2);
            }
            return List.of(stride);
        }
    }
}
