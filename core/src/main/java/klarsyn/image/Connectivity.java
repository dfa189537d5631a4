package klarsyn.image;

/** Which voxels touch. */
public enum Connectivity {
    /** Across faces, 6 neighbours (4 in a single slice). */
    FACES(1),
    /** Across faces and edges, 18 neighbours (8 in a single slice). */
    EDGES(2),
    /** Across faces, edges and corners, 26 neighbours. */
    CORNERS(3);

    private final int steps;

    Connectivity(int steps) {
        this.steps = steps;
    }

    /** Along how many axes at once a neighbour may lie one step away. */
    int steps() {
        return steps;
    }
}
