package klarsyn.predict;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import klarsyn.image.Beyond;
import klarsyn.image.Geometry;
import klarsyn.image.Interpolation;
import klarsyn.image.ResizeRule;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.tensor.Engine;

/** Short trials of what a prediction consists of, on this machine as busy as it is now. */
final class Trial {

    /** Kernels are tried for so long that they are compiled. */
    private static final double SECONDS = 0.3;

    /** Up to so many voxels a window is tried as a whole, a larger one in part. */
    private static final int WINDOW_VOXELS = 1 << 18;

    private static final int SIDE = 64;

    private Trial() {}

    /**
     * What computing one window took.
     *
     * @param seconds of all passes
     * @param bytes   of native memory at the most, and of the patch
     */
    record Windows(double seconds, long bytes) {}

    /** Computes a window of a member's network twice. */
    static Windows windows(Member member, WindowGrid grid) {
        int[] size = grid.size();
        double share = 1;
        for (int axis = 0; (long) size[0] * size[1] * size[2] > WINDOW_VOXELS && axis < 12; axis++) {
            int divisor = member.plan().network().divisor(axis % 3);
            int half = Math.max(divisor, size[axis % 3] / 2 / divisor * divisor);
            share *= (double) size[axis % 3] / half;
            size[axis % 3] = half;
        }
        int channels = member.plan().modalities().size();
        int voxels = Math.multiplyExact(Math.multiplyExact(size[0], size[1]), size[2]);
        float[] patch = new float[channels * voxels];
        for (int i = 0; i < patch.length; i++) {
            patch[i] = (i * 31 % 17 - 8) / 8f;
        }
        long[] shape = {1, channels, size[0], size[1], size[2]};
        NetworkFunction one = new NetworkFunction(
                List.of(member.networks().getFirst()), List.of(), member.plan().compute());
        double seconds = Double.MAX_VALUE;
        try (Watch watch = Watch.start()) {
            for (int run = 0; run < 2; run++) {
                long start = System.nanoTime();
                one.apply(patch, shape, outputs -> {});
                seconds = Math.min(seconds, (System.nanoTime() - start) / 1e9);
            }
            long heap = 4L * (grid.batch() * channels + 2) * grid.windowVoxels(); // patches and weights
            long bytes = (long) (watch.most() * share * grid.batch()) + heap;
            return new Windows(seconds * share * member.function().passes(), bytes);
        }
    }

    /** Samples the resident size, as libtorch says nowhere what it took at the most. */
    private static final class Watch implements AutoCloseable {

        private final long before = Engine.residentBytes();
        private final AtomicLong most = new AtomicLong();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Thread thread =
                Thread.ofPlatform().daemon().name("resident size").unstarted(this::sample);

        static Watch start() {
            Watch watch = new Watch();
            watch.thread.start();
            return watch;
        }

        private void sample() {
            while (!ended.get()) {
                most.accumulateAndGet(Engine.residentBytes() - before, Math::max);
                try {
                    Thread.sleep(1);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        long most() {
            return most.get();
        }

        @Override
        public void close() {
            ended.set(true);
        }
    }

    /** Seconds that bringing one number of a column to the image's grid takes, all threads together. */
    static double exporting(int outputs, int threads) {
        Shape seen = new Shape(SIDE / 3, SIDE / 3, SIDE / 3);
        Shape image = new Shape(SIDE, SIDE, SIDE);
        Spacing mm = Spacing.isotropic(1);
        float[] noise = new float[seen.voxels()];
        Volume volume = new Volume(Geometry.of(seen, mm), noise);
        SlidingWindow whole =
                new SlidingWindow(List.of(0, 0, 0), new WindowSteps.Even(1), new Importance.Constant(), Beyond.ZERO, 1);
        float[] logits = new float[Math.multiplyExact(outputs, seen.voxels())];
        for (int i = 0; i < logits.length; i++) {
            // blobs of a few voxels, the outputs' in different places, as structures are
            int output = i / seen.voxels();
            logits[i] = (float) Math.sin(2.4 * output + 0.5 * (i % seen.x()) + 0.002 * (i % seen.voxels()));
        }
        Route route = new Route(
                whole.over(seen),
                ImageAxes.between(seen, mm, image, mm, ResizeRule.even(Interpolation.LINEAR)),
                outputs);
        Passage passage = new Passage(
                route,
                PatchFunction.onHeap((patches, shape) -> logits),
                new ImageWindows(List.of(volume), Beyond.ZERO),
                whole.importance());
        short[] labels = new short[image.voxels()];
        Export export = new Export(
                List.of(passage),
                Activation.SOFTMAX,
                new Export.LabelSink(new Decision.Largest(), labels, new Placement(0, 1, SIDE, SIDE * SIDE)),
                threads);
        List<Tile> tiles = List.of(new Tile(image));
        return fastest(() -> export.fill(tiles)) / ((double) image.voxels() * outputs);
    }

    /** Seconds that adding one number of a window to a column takes, all threads together. */
    static double summing(int outputs, int threads) {
        Shape shape = new Shape(SIDE, SIDE, SIDE / 2);
        WindowGrid grid = new SlidingWindow(
                        List.of(SIDE / 2, SIDE / 2, SIDE / 2),
                        new WindowSteps.Even(0.5),
                        new Importance.Constant(),
                        Beyond.ZERO,
                        1)
                .over(shape);
        float[] logits = new float[Math.multiplyExact(outputs, grid.windowVoxels())];
        Volume volume = new Volume(Geometry.of(shape, Spacing.isotropic(1)), new float[shape.voxels()]);
        Tile all = new Tile(shape);
        LogitColumn.Store store =
                LogitColumn.Store.of(grid, 1, new Importance.Constant(), outputs, shape.x() * shape.y());
        ImageWindows image = new ImageWindows(List.of(volume), Beyond.ZERO);
        PatchFunction function = PatchFunction.onHeap((patches, size) -> logits);
        double seconds = fastest(
                () -> new LogitColumn(grid, image, function, store, all, outputs, threads).reach(shape.z() - 1));
        return seconds / ((double) grid.count(all) * logits.length);
    }

    /** Seconds that preparing one voxel of a channel takes. */
    static double preparing(Member member, Geometry own) {
        Shape shape = own.shape();
        Shape small = new Shape(part(shape.x()), part(shape.y()), part(shape.z()));
        Geometry grid = new Geometry(small, own.affine());
        int channels = member.plan().modalities().size();
        List<Volume> image = IntStream.range(0, channels)
                .mapToObj(channel -> new Volume(grid, ramp(small.voxels())))
                .toList();
        return fastest(() -> member.plan().preprocessing().apply(image)) / ((double) small.voxels() * channels);
    }

    private static int part(int voxels) {
        return Math.min(voxels, SIDE + SIDE / 2);
    }

    private static float[] ramp(int voxels) {
        float[] ramp = new float[voxels];
        for (int i = 0; i < voxels; i++) {
            ramp[i] = 1 + i % 1000;
        }
        return ramp;
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
