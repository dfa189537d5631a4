package klarsyn.image.region;

import klarsyn.image.LabelMap;
import klarsyn.image.Shape;

/**
 * Fills the holes of a mask.
 *
 * <p>A hole is background without a path to the border of the array. {@code Connectivity} defines the steps of a path:
 * with FACES, a wall that is closed across edges and corners encloses. An axis of a single voxel has no border, so a
 * slice is filled in its plane. As SciPy's {@code ndimage.binary_fill_holes}.
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

    /** The label map with background that is enclosed by one label assigned to it; other labels do not change. */
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

    /** By component number; 0, the mask itself, counts as closed. */
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
