package klarsyn.evaluate.voxel;

import java.util.BitSet;
import java.util.Collection;
import klarsyn.data.Labels;
import klarsyn.data.Labels.Label;
import klarsyn.image.Box;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;

/**
 * What belongs to one label of a label map.
 *
 * @param members values of its voxels
 * @param ignored values of voxels of the reference that count nowhere; nobody writes to either
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

    /** Which voxels of a box have the label in a map; those that the reference ignores have not. */
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

    /** Which voxels of a box the reference ignores. */
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
