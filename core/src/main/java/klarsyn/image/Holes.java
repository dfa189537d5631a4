package klarsyn.image;

/**
 * Fills what a mask encloses.
 *
 * <p>A hole is what no path outside the mask joins to the border of the array. {@code Connectivity} says how such a path
 * may step: with FACES a wall that is closed across edges and corners is tight. Along an axis of a single voxel there is
 * no border, so that a slice is filled in its plane. As SciPy's {@code ndimage.binary_fill_holes}.
 */
public final class Holes {

    private Holes() {}

    /** The mask with its holes filled, {@code [x][y][z]} with x fastest. */
    public static boolean[] fill(boolean[] mask, Shape shape, Connectivity outside) {
        boolean[] rest = new boolean[mask.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = !mask[i];
        }
        Components parts = Components.of(rest, shape, outside);
        boolean[] open = reachingTheBorder(parts);
        boolean[] filled = new boolean[mask.length];
        for (int i = 0; i < filled.length; i++) {
            filled[i] = !open[parts.labels()[i]];
        }
        return filled;
    }

    /** The labels with the background that one label encloses given to it; other labels inside stay as they are. */
    public static LabelMap fill(LabelMap map, int label, Connectivity outside) {
        boolean[] filled = fill(map.mask(label), map.shape(), outside);
        short[] labels = map.voxels().clone();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == 0 && filled[i]) {
                labels[i] = (short) label;
            }
        }
        return new LabelMap(map.geometry(), labels);
    }

    /** By number of the part; 0, the mask itself, is closed. */
    private static boolean[] reachingTheBorder(Components parts) {
        boolean[] open = new boolean[parts.count() + 1];
        Shape shape = parts.shape();
        int stride = 1;
        for (int axis = 0; axis < 3; axis++) {
            int length = shape.along(axis);
            if (length > 1) {
                for (int block = 0; block < parts.labels().length; block += stride * length) {
                    for (int inner = 0; inner < stride; inner++) {
                        open[parts.labels()[block + inner]] = true;
                        open[parts.labels()[block + inner + stride * (length - 1)]] = true;
                    }
                }
            }
            stride *= length;
        }
        open[0] = false;
        return open;
    }
}
