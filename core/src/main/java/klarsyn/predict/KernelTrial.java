package klarsyn.predict;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.image.Beyond;
import klarsyn.image.Geometry;
import klarsyn.image.Interpolation;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;

/**
 * Short trials of what prediction does beside the network's arithmetic, on this machine as busy as it is now: a few
 * slices as wide and high as the true ones, as caches and threads see width and height.
 */
final class KernelTrial {

    /** Kernels are tried for so long that they are compiled. */
    private static final double SECONDS = 0.3;

    /** Numbers that a trial works through, unless that is less than a slice or two. */
    private static final int NUMBERS = 1 << 22;

    /** Voxels that structures are wide, and high. */
    private static final int STRUCTURE = 8;

    private KernelTrial() {}

    /** Seconds that preparing one voxel of a channel takes. */
    static double preparing(Member member, Geometry own) {
        Shape shape = own.shape();
        Shape slab = new Shape(shape.x(), shape.y(), slices((long) shape.x() * shape.y(), 16, shape.z()));
        int channels = member.plan().modalities().size();
        float[] ramp = new float[slab.voxels()];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = 1 + i % 1000;
        }
        List<Volume> image = IntStream.range(0, channels)
                .mapToObj(_ -> new Volume(new Geometry(slab, own.affine()), ramp))
                .toList();
        return fastest(() -> member.plan().preprocessing().apply(image)) / ((double) slab.voxels() * channels);
    }

    /** Slices of so many numbers each that make a trial: at least as many as said, at most as many as there are. */
    private static int slices(long numbers, int least, int all) {
        return (int) Math.min(all, Math.max(least, NUMBERS / numbers));
    }

    /** Seconds that adding one number of a window to a column takes, all threads together. */
    static double summing(Route route, int threads) {
        int[] size = route.grid().size();
        size[0] = slices((long) route.outputs() * size[1] * size[2], 1, size[0]);
        SlidingWindow halves = new SlidingWindow(
                Arrays.stream(size).boxed().toList(),
                new WindowSteps.Even(0.5),
                new Importance.Constant(),
                Beyond.ZERO,
                1);
        WindowGrid grid = halves.over(new Shape(size[2] * 3 / 2, size[1] * 3 / 2, size[0]));
        float[] logits = new float[Math.multiplyExact(route.outputs(), grid.windowVoxels())];
        double seconds = fastest(() -> summed(grid, logits, route.outputs(), threads));
        return seconds / ((double) grid.seenVoxels() * route.outputs());
    }

    /** Seconds that bringing one number of a column to the image's grid takes, all threads together. */
    static double exporting(Route route, Tiling tiling, int threads) {
        ImageAxes axes = route.axes();
        Tile tile = Tile.of(axes.shape(), 0, tiling.down(), 0, tiling.across());
        Tile seenTile = axes.seen(tile);
        int depth = axes.z().length();
        int slices = slices(route.outputs() * tile.plane(), 2, depth);
        int seenSlices = Math.max(1, Math.round((float) route.grid().image().z() * slices / depth));
        Shape seen = new Shape(seenTile.width(), seenTile.rows(), seenSlices);
        Shape image = new Shape(tile.width(), tile.rows(), slices);
        SlidingWindow whole = new SlidingWindow(
                List.of(seen.z(), seen.y(), seen.x()),
                new WindowSteps.Even(1),
                new Importance.Constant(),
                Beyond.ZERO,
                1);
        WindowGrid grid = whole.over(seen);
        float[] logits = structures(route.outputs(), seen);
        Export export = new Export(
                List.of(new Passage(
                        new Route(grid, linear(seen, image), route.outputs()),
                        PatchFunction.onHeap((patches, shape) -> logits),
                        blank(seen),
                        new Importance.Constant())),
                Activation.SOFTMAX,
                new Export.LabelSink(
                        new Decision.Largest(),
                        new short[image.voxels()],
                        new Placement(0, 1, image.x(), image.x() * image.y())),
                threads);
        double both = fastest(() -> export.fill(List.of(new Tile(image))));
        double summing = fastest(() -> summed(grid, logits, route.outputs(), threads));
        return Math.max(0, both - summing) / ((double) image.voxels() * route.outputs());
    }

    private static void summed(WindowGrid grid, float[] logits, int outputs, int threads) {
        Shape shape = grid.image();
        Tile all = new Tile(shape);
        LogitColumn.Store store =
                LogitColumn.Store.of(grid, 1, new Importance.Constant(), outputs, shape.x() * shape.y());
        PatchFunction function = PatchFunction.onHeap((patches, size) -> logits);
        new LogitColumn(grid, blank(shape), function, store, all, outputs, threads).reach(shape.z() - 1);
    }

    private static ImageWindows blank(Shape shape) {
        Volume volume = new Volume(Geometry.of(shape, Spacing.isotropic(1)), new float[shape.voxels()]);
        return new ImageWindows(List.of(volume), Beyond.ZERO);
    }

    private static ImageAxes linear(Shape seen, Shape image) {
        return new ImageAxes(
                AxisWeights.of(seen.x(), image.x(), Interpolation.LINEAR),
                AxisWeights.of(seen.y(), image.y(), Interpolation.LINEAR),
                AxisWeights.of(seen.z(), image.z(), Interpolation.LINEAR));
    }

    /** Logits of blocks, each of which is another output than its neighbours. */
    private static float[] structures(int outputs, Shape shape) {
        float[] logits = new float[Math.multiplyExact(outputs, shape.voxels())];
        for (int z = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++) {
                for (int x = 0; x < shape.x(); x++) {
                    int output = (x / STRUCTURE + 2 * (y / STRUCTURE)) % outputs;
                    logits[output * shape.voxels() + shape.index(x, y, z)] = 1;
                }
            }
        }
        return logits;
    }

    private static double fastest(Runnable work) {
        double fastest = Double.MAX_VALUE;
        long begin = System.nanoTime();
        do {
            long start = System.nanoTime();
            work.run();
            fastest = Math.min(fastest, (System.nanoTime() - start) / 1e9);
        } while (System.nanoTime() - begin < SECONDS * 1e9);
        return fastest;
    }
}
