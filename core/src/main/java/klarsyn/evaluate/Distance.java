package klarsyn.evaluate;

import klarsyn.image.Spacing;

/** How far apart two voxels lie. */
public sealed interface Distance {

    /**
     * Along a straight line, in mm: what to report.
     *
     * @param spacing distance of neighbouring voxels
     */
    record Euclidean(Spacing spacing) implements Distance {}

    /** Counted in steps from voxel to voxel, whatever their spacing; for comparison with other tools. */
    enum Steps implements Distance {
        /** Across faces, edges and corners. */
        CHESSBOARD,
        /** Across faces only. */
        TAXICAB
    }
}
