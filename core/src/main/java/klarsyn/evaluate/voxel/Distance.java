package klarsyn.evaluate.voxel;

import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.Spacing;

/** Distance measure between voxels. */
public sealed interface Distance {

    /**
     * Euclidean distance in mm on an orthogonal grid.
     *
     * @param spacing distance of neighboring voxels
     */
    record Euclidean(Spacing spacing) implements Distance {}

    /**
     * Euclidean distance in mm on a sheared grid: between world positions.
     *
     * @param affine from voxel indices to mm; its translation is irrelevant
     */
    record World(Affine affine) implements Distance {}

    /** Euclidean distance in mm on any grid. */
    static Distance inMm(Geometry grid) {
        return grid.isSheared() ? new World(grid.affine()) : new Euclidean(grid.spacing());
    }

    /** Number of steps between voxels, regardless of spacing; for comparison with other tools. */
    enum Steps implements Distance {
        /** Across faces, edges and corners. */
        CHESSBOARD,
        /** Across faces only. */
        TAXICAB
    }
}
