package klarsyn.evaluate.voxel;

import klarsyn.image.Shape;

/**
 * The surface voxels of a mask: those with a face neighbor outside, or at the border of the array.
 *
 * <p>Axes with a single voxel are ignored, so the surface of a slice is its outline.
 */
final class Surface {

    private final boolean[] voxels;
    private final int count;

    private Surface(boolean[] voxels, int count) {
        this.voxels = voxels;
        this.count = count;
    }

    /**
     * Finds the surface.
     *
     * @param mask  cropped to a box that contains all of it
     * @param solid the mask and voxels that bound it without creating a surface: ignored voxels; the mask itself if
     *              there are none
     * @param shape shape of the mask
     * @param image shape of the image that the mask was cropped from
     */
    static Surface of(boolean[] mask, boolean[] solid, Shape shape, Shape image) {
        int strideY = shape.x();
        int strideZ = shape.x() * shape.y();
        boolean[] voxels = new boolean[mask.length];
        int count = 0;
        boolean single = image.voxels() == 1;
        int index = 0;
        for (int z = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++) {
                for (int x = 0; x < shape.x(); x++, index++) {
                    boolean inside = !single
                            && mask[index]
                            && (image.x() == 1 || hasBoth(solid, index, 1, x, shape.x()))
                            && (image.y() == 1 || hasBoth(solid, index, strideY, y, shape.y()))
                            && (image.z() == 1 || hasBoth(solid, index, strideZ, z, shape.z()));
                    if (mask[index] && !inside) {
                        voxels[index] = true;
                        count++;
                    }
                }
            }
        }
        return new Surface(voxels, count);
    }

    private static boolean hasBoth(boolean[] solid, int index, int stride, int position, int length) {
        return position > 0 && position < length - 1 && solid[index - stride] && solid[index + stride];
    }

    /** Number of surface voxels. */
    int count() {
        return count;
    }

    /** All voxels that are not on the surface. */
    boolean[] elsewhere() {
        boolean[] elsewhere = new boolean[voxels.length];
        for (int index = 0; index < voxels.length; index++) {
            elsewhere[index] = !voxels[index];
        }
        return elsewhere;
    }

    /** Indices of the surface voxels in an array of the same shape, ascending. */
    int[] indices() {
        int[] indices = new int[count];
        int next = 0;
        for (int index = 0; index < voxels.length; index++) {
            if (voxels[index]) {
                indices[next++] = index;
            }
        }
        return indices;
    }

    /** Values of a map of the same shape at the surface voxels, in their order. */
    double[] valuesOf(float[] map) {
        double[] values = new double[count];
        int next = 0;
        for (int index = 0; index < voxels.length; index++) {
            if (voxels[index]) {
                values[next++] = map[index];
            }
        }
        return values;
    }
}
