package klarsyn.predict;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import klarsyn.image.Geometry;
import klarsyn.image.Padding;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.image.resample.Interpolation;
import klarsyn.predict.export.Decision;
import klarsyn.predict.export.Export;
import klarsyn.predict.export.Placement;
import klarsyn.predict.window.Activation;
import klarsyn.predict.window.AxisWeights;
import klarsyn.predict.window.ImageAxes;
import klarsyn.predict.window.ImageWindows;
import klarsyn.predict.window.Importance;
import klarsyn.predict.window.LogitColumn;
import klarsyn.predict.window.Passage;
import klarsyn.predict.window.PatchFunction;
import klarsyn.predict.window.Route;
import klarsyn.predict.window.Tile;
import klarsyn.predict.window.WindowGrid;

/**
 * Short trials of adding windows and deciding labels, on this machine under its current load: on the first one or two
 * layers of the image's own windows, because columns larger than the caches take several times as long.
 */
final class SlabTrial {

    /** Size of a column that exceeds all caches; larger ones are not slower. */
    private static final long NUMBERS = 1 << 26;

    /** Width and height of structures in voxels. */
    private static final int STRUCTURE = 8;

    /** Number of layer groups that are computed together, in a slab. */
    private static final int GROUPS = 2;

    private final Route slab;
    private final MemorySegment logits;
    private final int threads;

    private SlabTrial(Route slab, MemorySegment logits, int threads) {
        this.slab = slab;
        this.logits = logits;
        this.threads = threads;
    }

    /** Seconds to add an image's windows and to decide its labels, with all threads. */
    static double seconds(Route route, Tiling tiling, int threads) {
        WindowGrid grid = route.grid();
        Route slab = slab(route, tiling);
        double layers = (double) grid.layers() / slab.grid().layers();
        double planes = (double) grid.seenPlane() / slab.grid().seenPlane();
        try (Arena arena = Arena.ofShared()) {
            return new SlabTrial(slab, structures(route, arena), threads).seconds() * layers * planes;
        } finally {
            System.gc(); // otherwise both columns would be in memory at the same time
        }
    }

    private double seconds() {
        Shape image = slab.axes().shape();
        List<Tile> whole = List.of(new Tile(image));
        Export export = new Export(
                List.of(new Passage(slab, this::logits, blank(slab.grid().image()), new Importance.Constant())),
                Activation.SOFTMAX,
                new Export.LabelSink(
                        new Decision.Largest(),
                        new short[image.voxels()],
                        new Placement(0, 1, image.x(), image.x() * image.y())),
                threads);
        List<LogitColumn.Store> stores = export.stores(whole);
        return KernelTrial.fastest(() -> export.fill(whole, stores));
    }

    private void logits(float[] patches, long[] shape, PatchFunction.Use use) {
        use.accept(logits);
    }

    private static ImageWindows blank(Shape shape) {
        Volume volume = new Volume(Geometry.of(shape, Spacing.isotropic(1)), new float[shape.voxels()]);
        return new ImageWindows(List.of(volume), Padding.ZERO);
    }

    // ---- what is measured

    /** The first layers of an image's windows that are computed together, over the first tile. */
    private static Route slab(Route route, Tiling tiling) {
        WindowGrid grid = route.grid();
        Tile tile = route.axes().seen(Tile.of(route.axes().shape(), 0, tiling.down(), 0, tiling.across()));
        int[] size = grid.size();
        int[][] starts = {
            Arrays.copyOf(grid.starts(0), Math.min(grid.layers(), GROUPS * grid.layersAtOnce())),
            before(grid.starts(1), tile.toY()),
            before(grid.starts(2), tile.toX())
        };
        int depth = Math.min(grid.image().z(), end(starts[0], size[0]));
        int width = Math.min(tile.width(), end(starts[2], size[2]));
        while (starts[1].length > 1 && (long) route.outputs() * depth * width * end(starts[1], size[1]) > NUMBERS) {
            starts[1] = Arrays.copyOf(starts[1], starts[1].length - 1);
        }
        Shape seen = new Shape(width, Math.min(tile.rows(), end(starts[1], size[1])), depth);
        return new Route(
                new WindowGrid(seen, size, starts, grid.batch()),
                axes(seen, grid.image(), route.axes()),
                route.outputs());
    }

    private static int[] before(int[] starts, int end) {
        return Arrays.stream(starts).filter(start -> start < end).toArray();
    }

    private static int end(int[] starts, int size) {
        return starts[starts.length - 1] + size;
    }

    /** Resampling from a part of the network's grid to a part of the image of the same size. */
    private static ImageAxes axes(Shape part, Shape whole, ImageAxes axes) {
        return new ImageAxes(
                axis(part.x(), whole.x(), axes.x()),
                axis(part.y(), whole.y(), axes.y()),
                axis(part.z(), whole.z(), axes.z()));
    }

    private static AxisWeights axis(int part, int whole, AxisWeights axis) {
        int length = Math.max(1, Math.round((float) part * axis.length() / whole));
        return AxisWeights.of(part, length, Interpolation.LINEAR);
    }

    /** Logits of a batch of windows: blocks whose outputs differ from those of their neighbors. */
    private static MemorySegment structures(Route route, Arena arena) {
        WindowGrid grid = route.grid();
        int[] size = grid.size();
        long lines = (long) grid.batch() * route.outputs() * size[0] * size[1];
        MemorySegment logits = arena.allocate(ValueLayout.JAVA_FLOAT, lines * size[2]);
        for (long line = 0; line < lines; line++) {
            int y = (int) (line % size[1]);
            int output = (int) (line / ((long) size[1] * size[0]) % route.outputs());
            for (int x = 0; x < size[2]; x++) {
                boolean inside = (x / STRUCTURE + 2 * (y / STRUCTURE)) % route.outputs() == output;
                logits.setAtIndex(ValueLayout.JAVA_FLOAT, line * size[2] + x, inside ? 1 : 0);
            }
        }
        return logits;
    }
}
