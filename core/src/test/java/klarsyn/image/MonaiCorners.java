package klarsyn.image;

/**
 * MONAI's {@code align_corners}, which matches the outer faces of a grid to the centers of its corner voxels: another
 * convention, but expressible by a shifted grid.
 */
final class MonaiCorners {

    private MonaiCorners() {}

    /**
     * The grid whose voxel x is at {@code x · n / (n − 1) − 1/2} of the given one.
     *
     * @param source whether it is sampled from: then an axis of one voxel is read at this voxel for every position
     */
    static Geometry aligned(Geometry grid, int axes, boolean source) {
        double[] scale = {1, 1, 1};
        double[] offset = {0, 0, 0};
        for (int axis = 0; axis < Math.min(3, axes); axis++) {
            int n = grid.shape().along(axis);
            scale[axis] = n > 1 ? n / (n - 1.0) : source ? 1e7 : 1;
            offset[axis] = n == 1 && source ? 0 : -0.5;
        }
        return new Geometry(
                grid.shape(),
                grid.affine()
                        .times(new Affine(
                                scale[0], 0, 0, offset[0], 0, scale[1], 0, offset[1], 0, 0, scale[2], offset[2])));
    }
}
