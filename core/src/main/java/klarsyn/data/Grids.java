package klarsyn.data;

import klarsyn.image.Geometry;

/** Puts two grids that disagree into words that show where. */
public final class Grids {

    private Grids() {}

    /** Shape, spacing and affine in one line. */
    public static String describe(Geometry geometry) {
        return "%s voxels of %s, affine %s"
                .formatted(
                        geometry.shape(), geometry.spacing(), geometry.affine().description());
    }
}
