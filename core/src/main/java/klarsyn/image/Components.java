package klarsyn.image;

import java.util.Arrays;

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
        boolean[] mask = map.mask(label);
        boolean[] largest = of(mask, map.shape(), connectivity).largest();
        short[] kept = map.voxels().clone();
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
        int most = Arrays.stream(sizes).skip(1).max().orElse(0);
        boolean[] mask = new boolean[labels.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = labels[i] > 0 && sizes[labels[i]] == most;
        }
        return mask;
    }
}
