package klarsyn.predict;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import klarsyn.predict.window.LogitColumn;
import klarsyn.predict.window.NetworkFunction;
import klarsyn.predict.window.Tile;
import klarsyn.predict.window.WindowGrid;
import klarsyn.tensor.Engine;

/**
 * Measured cost of one window on this machine under its current load.
 *
 * @param seconds of all passes
 * @param bytes   peak native memory, including the patch
 */
record WindowTrial(double seconds, long bytes) {

    /** Windows of up to this many voxels are tried as a whole, larger ones in part. */
    private static final int WINDOW_VOXELS = 1 << 20;

    /** Size of a column that exceeds the caches next to a window. */
    private static final long COLUMN = 1 << 24;

    /** Predicts a window with a member's network a few times. */
    static WindowTrial of(Member member, WindowGrid grid) {
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
                List.of(member.networks().getFirst()),
                List.of(),
                member.plan().compute().available());
        float[] column = column(member, grid);
        System.gc(); // otherwise garbage collection would hide the network's memory
        try (MemorySampler sampler = MemorySampler.start()) {
            double seconds = KernelTrial.usual(() -> one.apply(patch, shape, outputs -> {}), () -> negate(column));
            long heap = 4L * (grid.batch() * channels + 2) * grid.windowVoxels(); // patches and weights
            long bytes = (long) (sampler.most() * share * grid.batch()) + heap;
            return new WindowTrial(seconds * share * member.function().passes(), bytes);
        }
    }

    private static float[] column(Member member, WindowGrid grid) {
        long numbers = LogitColumn.bytes(grid, new Tile(grid.image()), member.outputs()) / Float.BYTES;
        float[] column = new float[(int) Math.min(numbers, COLUMN)];
        Arrays.fill(column, 1);
        return column;
    }

    /** Between two windows an image's column is processed, which evicts the network from the caches. */
    private static void negate(float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = -numbers[i];
        }
    }

    /** Samples the resident size, because libtorch does not report its peak memory. */
    private static final class MemorySampler implements AutoCloseable {

        private final long before = Engine.residentBytes();
        private final AtomicLong most = new AtomicLong();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Thread thread =
                Thread.ofPlatform().daemon().name("resident size").unstarted(this::sample);

        static MemorySampler start() {
            MemorySampler sampler = new MemorySampler();
            sampler.thread.start();
            return sampler;
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
}
