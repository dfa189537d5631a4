package klarsyn.image.region;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import klarsyn.image.Box;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;

/**
 * The connected components of a mask, numbered from 1 in the order of their first voxels.
 *
 * @param shape  voxels along each axis
 * @param labels component number of each voxel, 0 outside the mask; not modified
 * @param sizes  voxels of each component; entry 0 counts the voxels outside the mask; not modified
 */
public record Components(Shape shape, int[] labels, int[] sizes) {

    /** The components of a mask, {@code [x][y][z]} with x fastest; numbered as by SciPy's {@code ndimage.label}. */
    public static Components of(boolean[] mask, Shape shape, Connectivity connectivity) {
        return ComponentLabeling.label(mask, shape, connectivity);
    }

    /**
     * The label map without the smaller components of one label; they become background, other labels do not change.
     *
     * <p>Components that tie for the largest are all kept, as in nnU-Net.
     */
    public static LabelMap keepLargest(LabelMap map, int label, Connectivity connectivity) {
        return keepLargest(map, Set.of(label), 1, connectivity);
    }

    /**
     * The label map with only the largest components of some labels, which are merged into one mask; the rest of these
     * labels becomes background, other labels do not change.
     *
     * @param parts number of components to keep; ties with the last one are kept too
     */
    public static LabelMap keepLargest(LabelMap map, Set<Integer> labels, int parts, Connectivity connectivity) {
        boolean[] isOne = new boolean[Short.MAX_VALUE + 1];
        labels.forEach(label -> isOne[label] = true);
        short[] voxels = map.voxels();
        Optional<Box> around = Box.around(voxel -> isOne[voxels[voxel]], map.shape());
        return around.isEmpty() ? map : keepLargest(map, isOne, around.get(), parts, connectivity);
    }

    /** Processes only the bounding box of the labels, which is small in a large image. */
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

    /** Number of components. */
    public int count() {
        return sizes.length - 1;
    }

    /** Voxels of component 1 to {@link #count()}. */
    public int size(int part) {
        return sizes[part];
    }

    /** Mask of the largest component and of all others of the same size; empty if there is none. */
    public boolean[] largest() {
        return largest(1);
    }

    /** Mask of the given number of largest components and of all others of the size of the last. */
    public boolean[] largest(int parts) {
        if (parts < 0) {
            throw new IllegalArgumentException("the number of components to keep is negative: " + parts);
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
