package klarsyn.train.patch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import klarsyn.data.Labels;

/**
 * Where a case shows a structure.
 *
 * @param structure number of the label or region in the order of the task's labels; −1 for all that is annotated
 * @param count     voxels that it has
 * @param positions some of them, evenly spread, in the order of the array
 */
record Places(int structure, long count, int[] positions) {

    private static final int POSITIONS = 4_096;
    private static final int ANNOTATED = -1;

    /** Those labels and regions that occur, in the task's order. */
    static List<Places> of(short[] voxels, Labels labels) {
        List<Places> places = new ArrayList<>();
        for (int structure = 0; structure < labels.foreground().size(); structure++) {
            boolean[] members = new boolean[Short.MAX_VALUE + 1];
            for (int value : labels.foreground().get(structure).members()) {
                members[value] = true;
            }
            add(voxels, structure, members, places);
        }
        return List.copyOf(places);
    }

    /** All that is annotated, background too, if some values are ignored; else nothing. */
    static List<Places> annotated(short[] voxels, Set<Integer> ignored) {
        List<Places> places = new ArrayList<>();
        if (!ignored.isEmpty()) {
            boolean[] members = new boolean[Short.MAX_VALUE + 1];
            Arrays.fill(members, true);
            ignored.forEach(value -> members[value] = false);
            add(voxels, ANNOTATED, members, places);
        }
        return List.copyOf(places);
    }

    private static void add(short[] voxels, int structure, boolean[] members, List<Places> places) {
        long count = 0;
        for (short voxel : voxels) {
            count += voxel >= 0 && members[voxel] ? 1 : 0;
        }
        if (count > 0) {
            places.add(new Places(structure, count, spread(voxels, members, count)));
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
