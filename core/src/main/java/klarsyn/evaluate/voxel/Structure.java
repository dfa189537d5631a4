package klarsyn.evaluate.voxel;

import java.util.BitSet;
import java.util.Collection;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.image.Box;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;

/**
 * The values of one label.
 *
 * @param members values of its voxels
 * @param ignored ignored reference values; neither is modified
 */
public record Structure(BitSet members, BitSet ignored) {

    public static Structure of(Label label, Labels labels) {
        return new Structure(values(label.members()), values(labels.ignored()));
    }

    public static BitSet values(Collection<Integer> values) {
        BitSet set = new BitSet();
        values.forEach(set::set);
        return set;
    }

    /** Mask of the label in a box; false for voxels that the reference ignores. */
    public boolean[] mask(LabelMap map, LabelMap reference, Box box) {
        boolean[] mask = select(map, box, members);
        if (!ignored.isEmpty()) {
            boolean[] without = ignored(reference, box);
            for (int i = 0; i < mask.length; i++) {
                mask[i] &= !without[i];
            }
        }
        return mask;
    }

    /** Mask of ignored reference voxels in a box. */
    boolean[] ignored(LabelMap reference, Box box) {
        return select(reference, box, ignored);
    }

    private static boolean[] select(LabelMap map, Box box, BitSet values) {
        Shape shape = box.shape();
        boolean[] mask = new boolean[shape.voxels()];
        boolean[] isOne = new boolean[Short.MAX_VALUE + 1];
        values.stream().forEach(value -> isOne[value] = true);
        short[] voxels = map.voxels();
        int index = 0;
        for (int k = 0; k < shape.z(); k++) {
            for (int j = 0; j < shape.y(); j++) {
                int row = map.shape().index(box.fromX(), box.fromY() + j, box.fromZ() + k);
                for (int i = 0; i < shape.x(); i++, index++) {
                    mask[index] = isOne[voxels[row + i]];
                }
            }
        }
        return mask;
    }
}
