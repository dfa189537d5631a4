package klarsyn.predict;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Volume;

/**
 * Short trials of kernels on this machine as busy as it is now.
 */
final class KernelTrial {

    /** Kernels are tried for so long that they are compiled. */
    private static final double SECONDS = 0.3;

    /** Voxels that a trial works through, unless that is less than a few slices. */
    private static final int VOXELS = 1 << 21;

    /** Bytes that repeating a trial may leave to be collected. */
    private static final long LEFT_BEHIND = 64L << 20;

    private KernelTrial() {}

    /** Seconds that preparing one voxel of a channel takes. */
    static double preparing(Member member, Geometry own) {
        Shape shape = own.shape();
        int slices = Math.max(16, Math.ceilDiv(VOXELS, shape.x() * shape.y()));
        Shape slab = new Shape(shape.x(), shape.y(), Math.min(shape.z(), slices));
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

    /** The least seconds of a few times, twice or more. */
    static double fastest(Runnable work) {
        return Arrays.stream(seconds(work, () -> {})).min().orElseThrow();
    }

    /**
     * The middle of the seconds of a few times, twice or more, with something else in between that is not counted; the
     * first half of them warms up.
     */
    static double usual(Runnable work, Runnable between) {
        double[] seconds = seconds(work, between);
        double[] warm = Arrays.copyOfRange(seconds, seconds.length / 2, seconds.length);
        Arrays.sort(warm);
        return warm[(warm.length - 1) / 2];
    }

    private static double[] seconds(Runnable work, Runnable between) {
        DoubleStream.Builder seconds = DoubleStream.builder();
        System.gc(); // a forecast must not make the process larger than what it foretells
        long heap = heapBytes();
        long begin = System.nanoTime();
        for (int time = 0; time < 2 || System.nanoTime() - begin < SECONDS * 1e9; time++) {
            between.run();
            long start = System.nanoTime();
            work.run();
            seconds.add((System.nanoTime() - start) / 1e9);
            if (heapBytes() - heap > LEFT_BEHIND) {
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
