package klarsyn.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;
import klarsyn.evaluate.voxel.Distance;
import klarsyn.evaluate.voxel.SurfaceDistances;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.region.Components;
import klarsyn.image.region.Connectivity;

/**
 * Seconds to find the connected parts of a mask, and to measure the distances between the surfaces of two.
 *
 * <p>Least and median over the repeats, on the wall and of the one thread that works; {@code bench/scipy/masks.py} does
 * the same with SciPy and scikit-image, on the same masks: lumps where a sum of sines is above 0.
 *
 * <pre>
 * java -cp "bench/target/classes:$(cat bench/target/classpath)" klarsyn.bench.MaskBenchmark EDGE REPEATS
 * </pre>
 */
final class MaskBenchmark {

    private MaskBenchmark() {}

    public static void main(String[] arguments) {
        int edge = Integer.parseInt(arguments[0]);
        int repeats = Integer.parseInt(arguments[1]);
        Shape shape = new Shape(edge, edge, edge);
        boolean[] reference = lumps(shape, 0);
        boolean[] predicted = lumps(shape, 0.3);
        for (Connectivity connectivity : new Connectivity[] {Connectivity.FACES, Connectivity.CORNERS}) {
            time(
                    "parts " + connectivity,
                    repeats,
                    () -> Components.of(reference, shape, connectivity).count());
        }
        Distance distance = new Distance.Euclidean(new Spacing(0.8, 0.8, 2.5));
        time("surfaces", repeats, () -> {
            SurfaceDistances distances = SurfaceDistances.of(reference, predicted, shape, distance);
            return Math.round(1e6 * (distances.hausdorff(95) + distances.average() + distances.within(1)));
        });
    }

    private static boolean[] lumps(Shape shape, double phase) {
        boolean[] mask = new boolean[shape.voxels()];
        for (int z = 0, at = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++) {
                for (int x = 0; x < shape.x(); x++, at++) {
                    mask[at] = Math.sin(0.31 * x + phase)
                                    + Math.sin(0.23 * y)
                                    + Math.sin(0.17 * z + phase)
                                    + 0.5 * Math.sin(2.9 * x + 1.7 * y + 2.3 * z)
                            > 1;
                }
            }
        }
        return mask;
    }

    private static void time(String what, int repeats, LongSupplier work) {
        var threads = ManagementFactory.getThreadMXBean();
        double[] wall = new double[repeats];
        double[] cpu = new double[repeats];
        long result = 0;
        for (int repeat = -5; repeat < repeats; repeat++) { // the first five warm up
            long cpuBefore = threads.getCurrentThreadCpuTime();
            long wallBefore = System.nanoTime();
            result = work.getAsLong();
            if (repeat >= 0) {
                wall[repeat] = (System.nanoTime() - wallBefore) / 1e9;
                cpu[repeat] = (threads.getCurrentThreadCpuTime() - cpuBefore) / 1e9;
            }
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        System.out.printf(
                Locale.ROOT,
                "klarsyn %-14s wall %.4f s (least %.4f), thread %.4f s (least %.4f), result %d%n",
                what,
                wall[repeats / 2],
                wall[0],
                cpu[repeats / 2],
                cpu[0],
                result);
    }
}
