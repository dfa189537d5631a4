package klarsyn.train.patch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import klarsyn.data.label.Labels;

/**
 * Voxels of a structure in a case.
 *
 * @param structure index of the label or region in the task; −1 for all annotated voxels
 * @param count     number of voxels
 * @param positions a sample of them, evenly spaced, in array order
 */
record StructureVoxels(int structure, long count, int[] positions) {

    private static final int POSITIONS = 4_096;
    private static final int ANNOTATED = -1;

    /** The labels and regions that occur, in the task's order. */
    static List<StructureVoxels> of(short[] voxels, Labels labels) {
        List<StructureVoxels> places = new ArrayList<>();
        for (int structure = 0; structure < labels.foreground().size(); structure++) {
            boolean[] members = new boolean[Short.MAX_VALUE + 1];
            for (int value : labels.foreground().get(structure).members()) {
                members[value] = true;
            }
            add(voxels, structure, members, places);
        }
        return List.copyOf(places);
    }

    /** All annotated voxels, background included, if some values are ignored; otherwise nothing. */
    static List<StructureVoxels> annotated(short[] voxels, Set<Integer> ignored) {
        List<StructureVoxels> places = new ArrayList<>();
        if (!ignored.isEmpty()) {
            boolean[] members = new boolean[Short.MAX_VALUE + 1];
            Arrays.fill(members, true);
            ignored.forEach(value -> members[value] = false);
            add(voxels, ANNOTATED, members, places);
        }
        return List.copyOf(places);
    }

    private static void add(short[] voxels, int structure, boolean[] members, List<StructureVoxels> places) {
        long count = 0;
        for (short voxel : voxels) {
            count += voxel >= 0 && members[voxel] ? 1 : 0;
        }
        if (count > 0) {
            places.add(new StructureVoxels(structure, count, spread(voxels, members, count)));
        }
    }

    private static int[] spread(short[] voxels, boolean[] members, long count) {
        int kept = (int) Math.min(count, POSITIONS);
        int[] positions = new int[kept];
        int next = 0;
        long seen = 0;
        for (int i = 0; i < voxels.length && next < kept; i++) {
            if (voxels[i] >= 0 && members[voxels[i]] && seen++ * kept / count >= next) {
                positions[next++] = i;
            }
        }
        return next == kept ? positions : Arrays.copyOf(positions, next);
    }
}
