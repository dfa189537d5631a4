package klarsyn.data.file;

import klarsyn.image.Geometry;

/** Describes grids for messages. */
public final class Grids {

    private Grids() {}

    /** Shape, spacing and affine in one line. */
    public static String describe(Geometry geometry) {
        return "%s voxels of %s, affine %s"
                .formatted(
                        geometry.shape(), geometry.spacing(), geometry.affine().description());
    }
}
