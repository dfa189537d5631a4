package klarsyn.predict.window;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klarsyn.base.Workers;
import klarsyn.tensor.Engine;

/**
 * Weighted means of overlapping windows over one tile, for the slices that windows reach plus one.
 *
 * <p>Each voxel sums the same windows in the same order for any tile, so results are bit-identical.
 */
public final class LogitColumn {

    /** From this number of outputs per batch on, freed memory is returned to the system. */
    private static final long WORTH_GIVING_BACK = 1 << 21;

    /** Below this number of values per window, more threads do not pay off. */
    private static final int WORTH_THREADS = 1 << 21;

    private final WindowGrid grid;
    private final ImageWindows image;
    private final PatchFunction function;
    private final Tile tile;
    private final int outputs;
    private final int plane;
    private final Workers workers;
    private final Store store;
    private final float[][] sums;
    private final float[][] weights;
    private int layer;
    private int opened;
    private int finished;

    /**
     * Buffers of columns, allocated once for the largest of several tiles to avoid garbage.
     *
     * @param importance weight of each voxel of a window
     * @param patches    a batch of windows
     * @param sums       of weighted outputs, one array per slice
     * @param weights    per voxel, one array per slice
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Store(float[] importance, float[] patches, float[][] sums, float[][] weights) {

        /**
         * Buffers for the columns of a passage.
         *
         * @param plane voxels per slice of the largest tile
         */
        static Store of(WindowGrid grid, int channels, Importance importance, int outputs, int plane) {
            int slices = slices(grid);
            return new Store(
                    importance.map(grid.size()),
                    new float[Math.multiplyExact(grid.batch() * channels, grid.windowVoxels())],
                    new float[slices][Math.multiplyExact(outputs, plane)],
                    new float[slices][plane]);
        }
    }

    /**
     * @param tile    at most as large as the store allows; invalidates the previous column of that store
     *
     * @param outputs outputs per voxel
     * @param threads threads for summation; they do not affect results
     */
    LogitColumn(
            WindowGrid grid,
            ImageWindows image,
            PatchFunction function,
            Store store,
            Tile tile,
            int outputs,
            int threads) {
        this.grid = grid;
        this.image = image;
        this.function = function;
        this.tile = tile;
        this.outputs = outputs;
        this.plane = Math.toIntExact(tile.plane());
        this.workers = new Workers(threads);
        this.store = store;
        this.sums = store.sums();
        this.weights = store.weights();
    }

    /** Number of slices held at once. */
    private static int slices(WindowGrid grid) {
        return Math.min(grid.image().z(), grid.reach() + 1);
    }

    /** Bytes of a column of a tile. */
    public static long bytes(WindowGrid grid, Tile tile, int outputs) {
        return 4L * slices(grid) * tile.plane() * (outputs + 1);
    }

    Tile tile() {
        return tile;
    }

    /** Voxels per slice, the stride between outputs. */
    int plane() {
        return plane;
    }

    /** Slices before this one are complete; older ones than a window's depth are released. */
    public int finished() {
        return finished;
    }

    /** Computes windows until a slice is complete; the previous one is then still available. */
    public void reach(int z) {
        while (finished <= z) {
            int next = Math.min(layer + grid.layersAtOnce(), grid.layers());
            compute(grid.windows(layer, next, tile));
            giveBackMemory();
            layer = next;
            finish(grid.firstSlice(next));
        }
    }

    /**
     * The means of a slice completed by {@link #reach}, {@code [output][y][x]} of the tile; valid until the next call.
     */
    float[] slice(int z) {
        return sums[z % sums.length];
    }

    /** Freed blocks of different sizes fragment memory, and the process would grow with each window. */
    private void giveBackMemory() {
        if ((long) grid.batch() * outputs * grid.windowVoxels() >= WORTH_GIVING_BACK) {
            Engine.giveBackMemory();
        }
    }

    private void compute(List<Window> windows) {
        for (int from = 0; from < windows.size(); from += grid.batch()) {
            List<Window> batch = windows.subList(from, Math.min(from + grid.batch(), windows.size()));
            int step = Math.multiplyExact(image.count(), grid.windowVoxels());
            for (int n = 0; n < batch.size(); n++) {
                image.cut(batch.get(n), store.patches(), n * step);
            }
            float[] filled = batch.size() == grid.batch()
                    ? store.patches()
                    : Arrays.copyOf(store.patches(), batch.size() * step);
            int[] size = grid.size();
            long[] shape = {batch.size(), image.count(), size[0], size[1], size[2]};
            function.apply(filled, shape, logits -> add(batch, logits));
        }
    }

    private void add(List<Window> batch, MemorySegment logits) {
        for (int n = 0; n < batch.size(); n++) {
            Window window = batch.get(n);
            open(Math.min(grid.image().z(), window.d() + window.depth()));
            weigh(window);
            int first = n * outputs;
            boolean alone = (long) outputs * window.voxels() < WORTH_THREADS;
            int parts = alone ? 1 : Math.min(workers.threads(), outputs);
            List<Integer> all = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                all.add(part);
            }
            if (parts == 1) {
                addOutputs(window, logits, first, 0, outputs);
            } else {
                workers.map(all, part -> "outputs " + part, part -> {
                    addOutputs(window, logits, first, part * outputs / parts, (part + 1) * outputs / parts);
                    return part;
                });
            }
        }
    }

    /** Clears the buffers of slices that windows reach for the first time. */
    private void open(int end) {
        for (; opened < end; opened++) {
            Arrays.fill(sums[opened % sums.length], 0, outputs * plane, 0);
            Arrays.fill(weights[opened % weights.length], 0, plane, 0);
        }
    }

    private void weigh(Window window) {
        float[] importance = store.importance();
        int firstX = Math.max(tile.fromX(), window.w());
        int endX = Math.min(tile.toX(), window.w() + window.width());
        for (int z = firstSlice(window); z < endSlice(window); z++) {
            float[] weight = weights[z % weights.length];
            for (int y = firstRow(window); y < endRow(window); y++) {
                int from = ((z - window.d()) * window.height() + y - window.h()) * window.width() - window.w();
                int to = (y - tile.fromY()) * tile.width() - tile.fromX();
                for (int x = firstX; x < endX; x++) {
                    weight[to + x] += importance[from + x];
                }
            }
        }
    }

    private void addOutputs(Window window, MemorySegment logits, int first, int from, int to) {
        int rows = endRow(window) - firstRow(window);
        float[] block = new float[rows * window.width()];
        for (int k = from; k < to; k++) {
            for (int z = firstSlice(window); z < endSlice(window); z++) {
                int inWindow = ((z - window.d()) * window.height() + firstRow(window) - window.h()) * window.width();
                long offset = (long) (first + k) * window.voxels() + inWindow;
                MemorySegment.copy(logits, ValueLayout.JAVA_FLOAT, 4 * offset, block, 0, block.length);
                float[] sum = sums[z % sums.length];
                int at = k * plane + (firstRow(window) - tile.fromY()) * tile.width();
                for (int row = 0; row < rows; row++) {
                    addRow(window, block, row * window.width(), inWindow, sum, at + row * tile.width());
                }
            }
        }
    }

    private void addRow(Window window, float[] block, int row, int inWindow, float[] sum, int at) {
        int firstX = Math.max(tile.fromX(), window.w());
        int endX = Math.min(tile.toX(), window.w() + window.width());
        int from = row - window.w();
        int weight = inWindow + from;
        int to = at - tile.fromX();
        float[] importance = store.importance();
        for (int x = firstX; x < endX; x++) {
            sum[to + x] += importance[weight + x] * block[from + x];
        }
    }

    private int firstSlice(Window window) {
        return Math.max(0, window.d());
    }

    private int endSlice(Window window) {
        return Math.min(grid.image().z(), window.d() + window.depth());
    }

    private int firstRow(Window window) {
        return Math.max(tile.fromY(), window.h());
    }

    private int endRow(Window window) {
        return Math.min(tile.toY(), window.h() + window.height());
    }

    /** Converts the sums of complete slices to means. */
    private void finish(int end) {
        for (; finished < end; finished++) {
            float[] sum = sums[finished % sums.length];
            float[] weight = weights[finished % weights.length];
            for (int k = 0; k < outputs; k++) {
                for (int i = 0; i < plane; i++) {
                    sum[k * plane + i] /= weight[i];
                }
            }
        }
    }
}
