package klarsyn.predict.window;

/**
 * A box of voxels processed by the network at once; may extend beyond the image.
 *
 * @param d      first slice, z of the image
 * @param h      first row, y of the image
 * @param w      first column, x of the image
 * @param depth  slices
 * @param height rows
 * @param width  columns
 */
public record Window(int d, int h, int w, int depth, int height, int width) {

    public int voxels() {
        return Math.multiplyExact(Math.multiplyExact(depth, height), width);
    }
}
