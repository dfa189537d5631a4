package klarsyn.evaluate.voxel;

import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.Spacing;

/** How far apart two voxels lie. */
public sealed interface Distance {

    /**
     * Along a straight line, in mm, between voxels of a grid with axes at right angles.
     *
     * @param spacing distance of neighbouring voxels
     */
    record Euclidean(Spacing spacing) implements Distance {}

    /**
     * Along a straight line, in mm, on a sheared grid: between positions in the world.
     *
     * @param affine from voxel indices to mm; where it puts the first voxel does not matter
     */
    record World(Affine affine) implements Distance {}

    /** Along a straight line, in mm, between the voxels of a grid, sheared or not. */
    static Distance inMm(Geometry grid) {
        return grid.isSheared() ? new World(grid.affine()) : new Euclidean(grid.spacing());
    }

    /** Counted in steps from voxel to voxel, whatever their spacing; for comparison with other tools. */
    enum Steps implements Distance {
        /** Across faces, edges and corners. */
        CHESSBOARD,
        /** Across faces only. */
        TAXICAB
    }
}
