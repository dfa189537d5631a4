package klarsyn.image.region;

import java.util.List;
import klarsyn.image.Box;
import klarsyn.image.Shape;
import klarsyn.image.Volume;

/** The nonzero part of an image, such as the head in a skull-stripped scan. */
public final class NonZero {

    private NonZero() {}

    /** The bounding box of all voxels that are not 0 in any of the channels; the whole image if all are 0. */
    public static Box box(List<Volume> channels) {
        Shape shape = channels.getFirst().shape();
        int[] low = {shape.x(), shape.y(), shape.z()};
        int[] high = {-1, -1, -1};
        for (Volume channel : channels) {
            widen(channel.voxels(), shape, low, high);
        }
        return high[0] < 0 ? Box.whole(shape) : new Box(low[0], low[1], low[2], high[0] + 1, high[1] + 1, high[2] + 1);
    }

    private static void widen(float[] voxels, Shape shape, int[] low, int[] high) {
        for (int z = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++) {
                int row = shape.index(0, y, z);
                int first = 0;
                while (first < shape.x() && voxels[row + first] == 0) {
                    first++;
                }
                if (first < shape.x()) {
                    int last = shape.x() - 1;
                    while (voxels[row + last] == 0) {
                        last--;
                    }
                    low[0] = Math.min(low[0], first);
                    high[0] = Math.max(high[0], last);
                    low[1] = Math.min(low[1], y);
                    high[1] = Math.max(high[1], y);
                    low[2] = Math.min(low[2], z);
                    high[2] = z > high[2] ? z : high[2];
                }
            }
        }
    }

    /**
     * Mask of voxels in a box that are not 0 in any of the channels, or are enclosed by such voxels, {@code [x][y][z]}
     * of the box.
     *
     * <p>Zeros are enclosed if no path through faces joins them to the border of the box. As in nnU-Net, a single slice
     * keeps its holes, because all its voxels are at the border.
     */
    public static boolean[] mask(List<Volume> channels, Box box) {
        Shape size = box.shape();
        Shape shape = channels.getFirst().shape();
        boolean[] mask = new boolean[size.voxels()];
        boolean holes = false;
        for (int z = 0, at = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                int row = shape.index(box.fromX(), box.fromY() + y, box.fromZ() + z);
                for (int x = 0; x < size.x(); x++, at++) {
                    mask[at] = isNonZero(channels, row + x);
                    holes |= !mask[at];
                }
            }
        }
        boolean flat = size.x() == 1 || size.y() == 1 || size.z() == 1;
        return !holes || flat ? mask : Holes.fill(mask, size, Connectivity.FACES);
    }

    private static boolean isNonZero(List<Volume> channels, int index) {
        for (int channel = 0; channel < channels.size(); channel++) {
            if (channels.get(channel).voxels()[index] != 0) {
                return true;
            }
        }
        return false;
    }
}
