package klarsyn.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Kernels and strides of a U-Net that follow from spacing and patch, after nnU-Net's rules.
 *
 * <p>An axis is halved while its feature map keeps at least four voxels and its spacing is within a factor of two of the
 * finest that can still be halved; an axis gets a kernel of three once its spacing is within a factor of two of the
 * finest (Isensee et al., 2021). Axes are depth, height, width.
 *
 * @param kernels one entry a resolution, the finest first
 * @param strides one entry a resolution, ones first
 * @param patch   the patch, enlarged to what the strides divide
 */
record Topology(List<List<Integer>> kernels, List<List<Integer>> strides, Patch patch) {

    private static final int SMALLEST_MAP = 4;

    static Topology of(List<Double> spacing, List<Integer> patch) {
        double[] mm = spacing.stream().mapToDouble(Double::doubleValue).toArray();
        int[] size = patch.stream().mapToInt(Integer::intValue).toArray();
        int[] divisor = {1, 1, 1};
        int[] kernel = {1, 1, 1};
        List<List<Integer>> kernels = new ArrayList<>();
        List<List<Integer>> strides = new ArrayList<>(List.of(List.of(1, 1, 1)));
        for (List<Integer> axes = halvable(mm, size); !axes.isEmpty(); axes = halvable(mm, size)) {
            widen(kernel, mm);
            kernels.add(List.of(kernel[0], kernel[1], kernel[2]));
            List<Integer> stride = new ArrayList<>(List.of(1, 1, 1));
            for (int axis : axes) {
                stride.set(axis, 2);
                divisor[axis] *= 2;
                mm[axis] *= 2;
                size[axis] = Math.ceilDiv(size[axis], 2);
            }
            strides.add(List.copyOf(stride));
        }
        kernels.add(List.of(3, 3, 3));
        Patch enlarged = new Patch(
                Math.ceilDiv(patch.get(0), divisor[0]) * divisor[0],
                Math.ceilDiv(patch.get(1), divisor[1]) * divisor[1],
                Math.ceilDiv(patch.get(2), divisor[2]) * divisor[2]);
        return new Topology(kernels.stream().map(one -> within(one, patch)).toList(), List.copyOf(strides), enlarged);
    }

    /** In a picture, whose depth is one, a kernel across it would only see padding: 2-D is 3-D with depth one. */
    private static List<Integer> within(List<Integer> kernel, List<Integer> patch) {
        boolean picture = patch.get(0) == 1 && patch.get(1) > 1 && patch.get(2) > 1;
        return picture ? List.of(1, kernel.get(1), kernel.get(2)) : kernel;
    }

    private static List<Integer> halvable(double[] mm, int[] size) {
        List<Integer> large = new ArrayList<>();
        double finest = Double.POSITIVE_INFINITY;
        for (int axis = 0; axis < 3; axis++) {
            if (size[axis] >= 2 * SMALLEST_MAP) {
                large.add(axis);
                finest = Math.min(finest, mm[axis]);
            }
        }
        double limit = 2 * finest;
        List<Integer> axes = large.stream().filter(axis -> mm[axis] < limit).toList();
        return axes.size() == 1 && size[axes.getFirst()] < 3 * SMALLEST_MAP ? List.of() : axes;
    }

    private static void widen(int[] kernel, double[] mm) {
        double finest = Math.min(mm[0], Math.min(mm[1], mm[2]));
        for (int axis = 0; axis < 3; axis++) {
            if (mm[axis] / finest < 2) {
                kernel[axis] = 3;
            }
        }
    }
}
