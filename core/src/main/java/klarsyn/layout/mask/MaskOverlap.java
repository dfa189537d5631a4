package klarsyn.layout.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.format.Images;

/** Whether several masks of a case show the same structure, drawn by different annotators. */
final class MaskOverlap {

    /** Dice coefficient from which two masks may show the same structure. */
    private static final double SAME = 0.6;

    /** Share of a mask inside another from which it is a part of it, not another annotation. */
    private static final double PART = 0.98;

    private MaskOverlap() {}

    /** Whether any contains several labels, or two overlap strongly and neither is a part of the other. */
    static boolean areDrawingsOfTheSame(List<Path> masks) {
        List<BitSet> drawn = new ArrayList<>();
        for (Path mask : masks) {
            if (LabelContents.hasSeveralLabels(mask)) {
                return true;
            }
            drawn.add(drawn(mask));
        }
        for (int i = 0; i < drawn.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (isSame(drawn.get(i), drawn.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isSame(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        double shared = both.cardinality();
        double smaller = Math.min(one.cardinality(), other.cardinality());
        double dice = 2 * shared / Math.max(1, one.cardinality() + other.cardinality());
        return dice >= SAME && (shared < PART * smaller || one.equals(other));
    }

    private static BitSet drawn(Path mask) {
        BitSet drawn = new BitSet();
        try {
            float[] voxels = Images.readChannels(mask).getFirst().voxels();
            for (int i = 0; i < voxels.length; i++) {
                if (voxels[i] > 0) {
                    drawn.set(i);
                }
            }
        } catch (DataException unreadable) {
            return new BitSet(); // reported when cases are read
        }
        return drawn;
    }
}
