package klarsyn.image;

/**
 * One channel of an image with the place of its voxels in the world.
 *
 * @param geometry shape and affine
 * @param voxels   intensities, {@code [x][y][z]} with x fastest; nobody writes to it after construction
 */
public record Volume(Geometry geometry, float[] voxels) {

    /** Refuses an array of another length than the shape's. */
    public Volume {
        if (voxels.length != geometry.shape().voxels()) {
            throw new IllegalArgumentException("%d voxels do not fill %s".formatted(voxels.length, geometry.shape()));
        }
    }

    /** Number of voxels along each axis. */
    public Shape shape() {
        return geometry.shape();
    }

    /** Distance between voxels in mm. */
    public Spacing spacing() {
        return geometry.spacing();
    }

    /** Intensity at voxel (i, j, k). */
    public float at(int i, int j, int k) {
        return voxels[geometry.shape().index(i, j, k)];
    }

    /** The same intensities at the same places in the world with axes permuted and turned round, exactly. */
    public Volume reorientedTo(Orientation orientation) {
        return Reorientation.between(geometry, orientation).apply(this);
    }

    /** A block of voxels at its place in the world; {@code padding} says what it holds where it reaches outside. */
    public Volume cut(Box box, Padding padding) {
        return new Volume(geometry.cut(box), box.cut(voxels, shape(), padding));
    }
}
