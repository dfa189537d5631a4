package klarsyn.image;

import java.util.Arrays;
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
        return Labelling.label(mask, shape, connectivity);
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
        short[] kept = map.voxels().clone();
        boolean[] mask = new boolean[kept.length];
        for (int label : labels) {
            for (int i = 0; i < mask.length; i++) {
                mask[i] |= kept[i] == label;
            }
        }
        boolean[] largest = of(mask, map.shape(), connectivity).largest(parts);
        for (int i = 0; i < kept.length; i++) {
            if (mask[i] && !largest[i]) {
                kept[i] = 0;
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
