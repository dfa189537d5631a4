package klarsyn.image;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The connected parts of a mask, numbered from 1 in the order of their first voxels.
 *
 * @param shape  voxels along each axis
 * @param labels number of each voxel's part, 0 outside the mask; nobody writes to it
 * @param sizes  voxels of each part; entry 0 counts the voxels outside the mask; nobody writes to it
 */
public record Components(Shape shape, int[] labels, int[] sizes) {

    /** The parts of a mask, {@code [x][y][z]} with x fastest; numbers as SciPy's {@code ndimage.label}. */
    public static Components of(boolean[] mask, Shape shape, Connectivity connectivity) {
        return ComponentLabeling.label(mask, shape, connectivity);
    }

    /**
     * The label map without the smaller parts of one label; they become background, other labels stay.
     *
     * <p>Parts that tie for the largest are all kept, as in nnU-Net.
     */
    public static LabelMap keepLargest(LabelMap map, int label, Connectivity connectivity) {
        return keepLargest(map, Set.of(label), 1, connectivity);
    }

    /**
     * The label map with only the largest parts of some labels, which count together as one mask; what is not kept of
     * them becomes background, other labels stay.
     *
     * @param parts how many to keep; those that tie with the last of them are kept too
     */
    public static LabelMap keepLargest(LabelMap map, Set<Integer> labels, int parts, Connectivity connectivity) {
        boolean[] isOne = new boolean[Short.MAX_VALUE + 1];
        labels.forEach(label -> isOne[label] = true);
        short[] voxels = map.voxels();
        Optional<Box> around = Box.around(voxel -> isOne[voxels[voxel]], map.shape());
        return around.isEmpty() ? map : keepLargest(map, isOne, around.get(), parts, connectivity);
    }

    /** Looks only where the labels are: of a large image that is little. */
    private static LabelMap keepLargest(LabelMap map, boolean[] isOne, Box box, int parts, Connectivity connectivity) {
        Shape size = box.shape();
        short[] inside = box.cut(map.voxels(), map.shape());
        boolean[] mask = new boolean[inside.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = isOne[inside[i]];
        }
        boolean[] largest = of(mask, size, connectivity).largest(parts);
        short[] kept = map.voxels().clone();
        int at = 0;
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                int row = map.shape().index(box.fromX(), box.fromY() + y, box.fromZ() + z);
                for (int x = 0; x < size.x(); x++, at++) {
                    if (mask[at] && !largest[at]) {
                        kept[row + x] = 0;
                    }
                }
            }
        }
        return new LabelMap(map.geometry(), kept);
    }

    /** Number of parts. */
    public int count() {
        return sizes.length - 1;
    }

    /** Voxels of part 1 to {@link #count()}. */
    public int size(int part) {
        return sizes[part];
    }

    /** Where the largest part is, and every other of the same size; empty if there is none. */
    public boolean[] largest() {
        return largest(1);
    }

    /** Where the largest parts are, so many of them and every other of the size of the last. */
    public boolean[] largest(int parts) {
        if (parts < 0) {
            throw new IllegalArgumentException("no fewer than 0 parts can be kept: " + parts);
        }
        int[] bySize = sizes.clone();
        Arrays.sort(bySize, 1, bySize.length);
        int least = parts == 0 ? Integer.MAX_VALUE : bySize[Math.max(Math.min(1, count()), bySize.length - parts)];
        boolean[] mask = new boolean[labels.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = labels[i] > 0 && sizes[labels[i]] >= least;
        }
        return mask;
    }
}
