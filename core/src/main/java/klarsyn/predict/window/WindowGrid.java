package klarsyn.predict.window;

import java.util.ArrayList;
import java.util.List;
import klarsyn.image.Shape;

/** The windows of one image, in layers of equal depth. */
public final class WindowGrid {

    private final Shape image;
    private final int[] size;
    private final int[][] starts;
    private final int batch;
    private final int layersAtOnce;

    /**
     * @param size   voxels of a window along depth, height, width
     *
     * @param starts start positions of the windows along these
     * @param batch  windows computed at once
     */
    public WindowGrid(Shape image, int[] size, int[][] starts, int batch) {
        this.image = image;
        this.size = size;
        this.starts = starts;
        this.batch = batch;
        // Slices of 2-D networks have few windows each and are independent: several fill a batch.
        this.layersAtOnce = size[0] == 1 ? Math.max(1, batch / (starts[1].length * starts[2].length)) : 1;
    }

    public Shape image() {
        return image;
    }

    public int[] size() {
        return size.clone();
    }

    public int windowVoxels() {
        return Math.multiplyExact(Math.multiplyExact(size[0], size[1]), size[2]);
    }

    public int batch() {
        return batch;
    }

    /** Start positions of the windows along depth (0), height (1) or width (2). */
    public int[] starts(int axis) {
        return starts[axis].clone();
    }

    public int layers() {
        return starts[0].length;
    }

    /** Layers that are computed together. */
    public int layersAtOnce() {
        return layersAtOnce;
    }

    /** The first slice reached by layers from this one on; the image's depth if there are none. */
    int firstSlice(int layer) {
        return layer < starts[0].length ? Math.max(0, starts[0][layer]) : image.z();
    }

    /** Maximum number of slices touched by the layers computed together. */
    int reach() {
        int reach = 0;
        for (int layer = 0; layer < layers(); layer++) {
            int last = Math.min(layer + layersAtOnce, layers()) - 1;
            reach = Math.max(reach, starts[0][last] + size[0] - starts[0][layer]);
        }
        return Math.min(reach, image.z());
    }

    /** The windows of some layers that intersect a tile, in summation order. */
    List<Window> windows(int fromLayer, int toLayer, Tile tile) {
        List<Window> windows = new ArrayList<>();
        for (int layer = fromLayer; layer < Math.min(toLayer, layers()); layer++) {
            for (int h : starts[1]) {
                for (int w : starts[2]) {
                    if (meets(h, size[1], tile.fromY(), tile.toY()) && meets(w, size[2], tile.fromX(), tile.toX())) {
                        windows.add(new Window(starts[0][layer], h, w, size[0], size[1], size[2]));
                    }
                }
            }
        }
        return windows;
    }

    /** Number of windows that intersect a tile. */
    long count(Tile tile) {
        return (long) layers() * rows(tile.fromY(), tile.toY()) * columns(tile.fromX(), tile.toX());
    }

    /** Voxels per slice covered by the windows of a layer, with multiplicity. */
    public long seenPlane() {
        return seen(starts[1], size[1], image.y()) * seen(starts[2], size[2], image.x());
    }

    private static long seen(int[] starts, int size, int length) {
        long seen = 0;
        for (int start : starts) {
            seen += Math.min(length, start + size) - Math.max(0, start);
        }
        return seen;
    }

    /** Rows of windows in a layer that intersect rows of the image. */
    int rows(int from, int to) {
        return met(starts[1], size[1], from, to);
    }

    /** Columns of windows in a layer that intersect columns of the image. */
    int columns(int from, int to) {
        return met(starts[2], size[2], from, to);
    }

    private static int met(int[] starts, int size, int from, int to) {
        int count = 0;
        for (int start : starts) {
            count += meets(start, size, from, to) ? 1 : 0;
        }
        return count;
    }

    private static boolean meets(int start, int size, int from, int to) {
        return start < to && start + size > from;
    }
}
