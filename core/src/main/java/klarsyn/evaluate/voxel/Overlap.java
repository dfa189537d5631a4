package klarsyn.evaluate.voxel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import klarsyn.image.Box;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;

/** Overlap of one structure in a reference and a prediction: voxel counts and the common bounding box. */
public final class Overlap {

    private static final Overlap[] NONE = {};

    private final BitSet members;
    private long both;
    private long missed;
    private long spurious;
    private long counted;
    private int minX = Integer.MAX_VALUE;
    private int minY = Integer.MAX_VALUE;
    private int minZ = Integer.MAX_VALUE;
    private int maxX = -1;
    private int maxY = -1;
    private int maxZ = -1;

    private Overlap(BitSet members) {
        this.members = members;
    }

    /**
     * Counts structures in one pass over two maps of the same shape.
     *
     * @param structures the values of each, which may overlap
     * @param ignored    reference values whose voxels are not counted
     */
    public static List<Overlap> count(LabelMap reference, LabelMap predicted, List<BitSet> structures, BitSet ignored) {
        List<Overlap> overlaps = structures.stream().map(Overlap::new).toList();
        Overlap[][] byValue = byValue(overlaps);
        Shape shape = reference.shape();
        short[] ours = reference.voxels();
        short[] theirs = predicted.voxels();
        boolean[] skipped = new boolean[Short.MAX_VALUE + 1];
        ignored.stream().forEach(value -> skipped[value] = true);
        boolean includesBackground = byValue[0].length > 0;
        long left = 0;
        int index = 0;
        for (int z = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++) {
                for (int x = 0; x < shape.x(); x++, index++) {
                    int a = ours[index];
                    int b = theirs[index];
                    if ((a | b) != 0 || includesBackground) {
                        if (skipped[a]) {
                            left++;
                        } else {
                            add(byValue[a], byValue[b], a, b, x, y, z);
                        }
                    }
                }
            }
        }
        for (Overlap overlap : overlaps) {
            overlap.counted = ours.length - left;
        }
        return overlaps;
    }

    private static Overlap[][] byValue(List<Overlap> overlaps) {
        Overlap[][] byValue = new Overlap[Short.MAX_VALUE + 1][];
        java.util.Arrays.fill(byValue, NONE);
        for (Overlap overlap : overlaps) {
            overlap.members.stream().forEach(value -> {
                List<Overlap> all = new ArrayList<>(List.of(byValue[value]));
                all.add(overlap);
                byValue[value] = all.toArray(NONE);
            });
        }
        return byValue;
    }

    private static void add(Overlap[] ours, Overlap[] theirs, int a, int b, int x, int y, int z) {
        for (Overlap overlap : ours) {
            overlap.grow(x, y, z);
            if (a == b || overlap.members.get(b)) {
                overlap.both++;
            } else {
                overlap.missed++;
            }
        }
        if (a != b) {
            for (Overlap overlap : theirs) {
                if (!overlap.members.get(a)) {
                    overlap.spurious++;
                    overlap.grow(x, y, z);
                }
            }
        }
    }

    private void grow(int x, int y, int z) {
        minX = Math.min(minX, x);
        minY = Math.min(minY, y);
        minZ = Math.min(minZ, z);
        maxX = Math.max(maxX, x);
        maxY = Math.max(maxY, y);
        maxZ = Math.max(maxZ, z);
    }

    /** The counts; ignored voxels are excluded. */
    public Confusion confusion() {
        return new Confusion(both, spurious, missed, counted - both - spurious - missed);
    }

    /** Whether neither has the structure. */
    public boolean isEmpty() {
        return both + missed + spurious == 0;
    }

    /** Whether exactly one of them has the structure. */
    public boolean isOneSided() {
        return !isEmpty() && (both + missed == 0 || both + spurious == 0);
    }

    /** The bounding box of the structure in both; there must be one. */
    public Box box() {
        return new Box(minX, minY, minZ, maxX + 1, maxY + 1, maxZ + 1);
    }
}
