package klarsyn.predict;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Volume;

/** Short trials of kernels on this machine under its current load. */
final class KernelTrial {

    /** Duration of kernel trials, so that the kernels are compiled. */
    private static final double SECONDS = 0.3;

    /** Number of voxels of a trial, unless that is less than a few slices. */
    private static final int VOXELS = 1 << 21;

    /** Bytes of garbage that repeated trials may leave. */
    private static final long GARBAGE_BYTES = 64L << 20;

    private KernelTrial() {}

    /** Seconds to prepare one voxel of a channel. */
    static double preparing(Member member, Geometry grid) {
        Shape shape = grid.shape();
        int slices = Math.max(16, Math.ceilDiv(VOXELS, shape.x() * shape.y()));
        Shape slab = new Shape(shape.x(), shape.y(), Math.min(shape.z(), slices));
        int channels = member.plan().modalities().size();
        float[] ramp = new float[slab.voxels()];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = 1 + i % 1000;
        }
        List<Volume> image = IntStream.range(0, channels)
                .mapToObj(_ -> new Volume(new Geometry(slab, grid.affine()), ramp))
                .toList();
        return fastest(() -> member.plan().preprocessing().apply(image)) / ((double) slab.voxels() * channels);
    }

    /** The minimum time of two or more repetitions. */
    static double fastest(Runnable work) {
        return Arrays.stream(seconds(work, () -> {})).min().orElseThrow();
    }

    /**
     * The median time of two or more repetitions, with other work in between that is not measured; the first half are
     * warm-up.
     */
    static double usual(Runnable work, Runnable between) {
        double[] seconds = seconds(work, between);
        double[] warm = Arrays.copyOfRange(seconds, seconds.length / 2, seconds.length);
        Arrays.sort(warm);
        return warm[(warm.length - 1) / 2];
    }

    private static double[] seconds(Runnable work, Runnable between) {
        DoubleStream.Builder seconds = DoubleStream.builder();
        System.gc(); // a forecast must not make the process larger than its own estimate
        long heap = heapBytes();
        long begin = System.nanoTime();
        for (int time = 0; time < 2 || System.nanoTime() - begin < SECONDS * 1e9; time++) {
            between.run();
            long start = System.nanoTime();
            work.run();
            seconds.add((System.nanoTime() - start) / 1e9);
            if (heapBytes() - heap > GARBAGE_BYTES) {
                System.gc();
            }
        }
        return seconds.build().toArray();
    }

    private static long heapBytes() {
        Runtime machine = Runtime.getRuntime();
        return machine.totalMemory() - machine.freeMemory();
    }
}
