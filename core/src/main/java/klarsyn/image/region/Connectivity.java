package klarsyn.image.region;

import java.util.Arrays;

/** Which neighbors of a voxel are connected to it. */
public enum Connectivity {
    /** Across faces, 6 neighbors (4 in a single slice). */
    FACES(1),
    /** Across faces and edges, 18 neighbors (8 in a single slice). */
    EDGES(2),
    /** Across faces, edges and corners, 26 neighbors. */
    CORNERS(3);

    private final int steps;

    Connectivity(int steps) {
        this.steps = steps;
    }

    /** Number of axes along which a neighbor may differ at once. */
    int steps() {
        return steps;
    }

    /** Offsets {dx, dy, dz} of the neighbors that come earlier in an array with x fastest. */
    int[][] earlierNeighbors() {
        int[][] earlier = new int[13][];
        int count = 0;
        for (int code = 0; code < 13; code++) {
            int[] step = {code % 3 - 1, code / 3 % 3 - 1, code / 9 - 1};
            if (Math.abs(step[0]) + Math.abs(step[1]) + Math.abs(step[2]) <= steps) {
                earlier[count++] = step;
            }
        }
        return Arrays.copyOf(earlier, count);
    }
}
