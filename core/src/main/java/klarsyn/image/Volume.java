package klarsyn.image;

/**
 * One channel of an image with the position of its voxels.
 *
 * @param geometry shape and affine
 * @param voxels   intensities, {@code [x][y][z]} with x fastest; not modified after construction
 */
public record Volume(Geometry geometry, float[] voxels) {

    /** Rejects an array that does not match the shape. */
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

    /** The same intensities at the same positions with axes permuted and flipped, without loss. */
    public Volume reorientedTo(Orientation orientation) {
        return Reorientation.between(geometry, orientation).apply(this);
    }

    /** A block of voxels at its position in the world; {@code padding} defines values outside the image. */
    public Volume cut(Box box, Padding padding) {
        return new Volume(geometry.cut(box), box.cut(voxels, shape(), padding));
    }
}
