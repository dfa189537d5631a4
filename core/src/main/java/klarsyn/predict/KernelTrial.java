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
    private static final int NUMBERS = 1 << 21;

    /** Bytes that repeating a trial may leave to be collected. */
    private static final long LEFT_BEHIND = 64L << 20;

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
        return (int) Math.min(all, Math.max(least, Math.ceilDiv(NUMBERS, numbers)));
    }

    /** Seconds that adding up an image's windows to means takes, all threads together. */
    static double summing(Route route, int threads) {
        int outputs = route.outputs();
        int[] size = route.grid().size();
        size[0] = slices((long) outputs * size[1] * size[2], 1, size[0]);
        WindowGrid alone = halves(size, 1);
        WindowGrid overlapping = halves(size, 2);
        float[] logits = new float[Math.multiplyExact(outputs, alone.windowVoxels())];
        double once = summing(alone, logits, outputs, threads) / alone.image().voxels();
        double both = summing(overlapping, logits, outputs, threads);
        long voxels = overlapping.image().voxels();
        double adding = Math.clamp((both - once * voxels) / (overlapping.seenVoxels() - voxels), 0, once);
        return adding * route.grid().seenVoxels()
                + (once - adding) * route.grid().image().voxels();
    }

    private static double summing(WindowGrid grid, float[] logits, int outputs, int threads) {
        LogitColumn.Store store = store(grid, outputs);
        return fastest(() -> sum(grid, store, logits, outputs, threads));
    }

    /** Windows that overlap by half, in an image so many times as long along each axis. */
    private static WindowGrid halves(int[] size, int times) {
        SlidingWindow halves = new SlidingWindow(
                Arrays.stream(size).boxed().toList(),
                new WindowSteps.Even(0.5),
                new Importance.Constant(),
                Beyond.ZERO,
                1);
        return halves.over(new Shape(size[2] * times, size[1] * times, size[0] * times));
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
        double summing = fastest(() -> sum(grid, store(grid, route.outputs()), logits, route.outputs(), threads));
        return Math.max(0, both - summing) / ((double) image.voxels() * route.outputs());
    }

    private static LogitColumn.Store store(WindowGrid grid, int outputs) {
        Shape shape = grid.image();
        return LogitColumn.Store.of(grid, 1, new Importance.Constant(), outputs, shape.x() * shape.y());
    }

    private static void sum(WindowGrid grid, LogitColumn.Store store, float[] logits, int outputs, int threads) {
        Shape shape = grid.image();
        PatchFunction function = PatchFunction.onHeap((patches, size) -> logits);
        new LogitColumn(grid, blank(shape), function, store, new Tile(shape), outputs, threads).reach(shape.z() - 1);
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

    /** The least seconds of a few times, twice or more. */
    static double fastest(Runnable work) {
        double fastest = Double.MAX_VALUE;
        System.gc(); // a forecast must not make the process larger than what it foretells
        long heap = heapBytes();
        long begin = System.nanoTime();
        for (int time = 0; time < 2 || System.nanoTime() - begin < SECONDS * 1e9; time++) {
            long start = System.nanoTime();
            work.run();
            fastest = Math.min(fastest, (System.nanoTime() - start) / 1e9);
            if (heapBytes() - heap > LEFT_BEHIND) {
                System.gc();
            }
        }
        return fastest;
    }

    private static long heapBytes() {
        Runtime machine = Runtime.getRuntime();
        return machine.totalMemory() - machine.freeMemory();
    }
}
