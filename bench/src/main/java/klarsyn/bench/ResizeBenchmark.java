package klarsyn.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.image.Shape;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.Resampling;

/**
 * Seconds to resize an image by cubic splines and by straight lines, and labels by their largest share.
 *
 * <p>Least and median over the repeats, on the wall and of the one thread that works; {@code bench/scipy/resize.py} does
 * the same with SciPy.
 *
 * <pre>
 * java -cp "bench/target/classes:$(cat bench/target/classpath)" klarsyn.bench.ResizeBenchmark FROM TO LABELS REPEATS
 * </pre>
 */
final class ResizeBenchmark {

    private ResizeBenchmark() {}

    public static void main(String[] arguments) {
        int from = Integer.parseInt(arguments[0]);
        int to = Integer.parseInt(arguments[1]);
        int labels = Integer.parseInt(arguments[2]);
        int repeats = Integer.parseInt(arguments[3]);
        Shape before = new Shape(from, from, from);
        Shape after = new Shape(to, to, to);
        float[] image = noise(before);
        short[] map = blocks(before, labels);
        for (Interpolation how : new Interpolation[] {Interpolation.CUBIC, Interpolation.LINEAR}) {
            time("image  " + how, repeats, () -> Resampling.resize(image, before, after, how));
        }
        time("labels LINEAR", repeats, () -> Resampling.resizeLabels(map, before, after, Interpolation.LINEAR));
    }

    private static float[] noise(Shape shape) {
        RandomGenerator random = Seed.of(1).generator();
        float[] voxels = new float[shape.voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) random.nextGaussian();
        }
        return voxels;
    }

    /** Blocks of eight voxels an edge, each of some label. */
    private static short[] blocks(Shape shape, int labels) {
        short[] map = new short[shape.voxels()];
        for (int z = 0, i = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++) {
                for (int x = 0; x < shape.x(); x++, i++) {
                    map[i] = (short) ((x / 8 * 7 + y / 8 * 5 + z / 8 * 3) % labels);
                }
            }
        }
        return map;
    }

    private static void time(String what, int repeats, Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        double[] wall = new double[repeats];
        double[] cpu = new double[repeats];
        for (int repeat = -1; repeat < repeats; repeat++) { // the first warms up
            long cpuBefore = threads.getCurrentThreadCpuTime();
            long wallBefore = System.nanoTime();
            work.run();
            if (repeat >= 0) {
                wall[repeat] = (System.nanoTime() - wallBefore) / 1e9;
                cpu[repeat] = (threads.getCurrentThreadCpuTime() - cpuBefore) / 1e9;
            }
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        System.out.printf(
                Locale.ROOT,
                "klarsyn %-14s wall %.4f s (least %.4f), thread %.4f s (least %.4f)%n",
                what,
                wall[repeats / 2],
                wall[0],
                cpu[repeats / 2],
                cpu[0]);
    }
}
