package klarsyn.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import klarsyn.base.Seed;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.nn.Network;
import klarsyn.nn.UNet;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.SegmentationPlan;
import klarsyn.predict.SegmentationPredictor;
import klarsyn.tensor.Scope;

/**
 * Seconds of a sliding window with Gaussian weights, from an image to its labels; {@code bench/pytorch/windows.py} does
 * the same in eager PyTorch, with the same network of one voxel.
 *
 * <pre>
 * java -cp "bench/target/classes:$(cat bench/target/classpath)" klarsyn.bench.WindowBenchmark EDGE PATCH CLASSES REPEATS
 * </pre>
 */
final class WindowBenchmark {

    private WindowBenchmark() {}

    public static void main(String[] arguments) {
        List<Integer> numbers = Arrays.stream(arguments).map(Integer::parseInt).toList();
        Shape shape = new Shape(numbers.get(0), numbers.get(0), numbers.get(0));
        SegmentationPlan plan = OneVoxelNetwork.plan(numbers.get(2), 1, numbers.get(1));
        Volume image = new Volume(Geometry.of(shape, Spacing.isotropic(1)), waves(shape));
        try (Scope _ = Scope.open("bench")) {
            Network network = UNet.create(plan.network(), plan.classFrequencies(), Seed.of(1));
            try (Weights _ = Weights.of(network)) {
                SegmentationPredictor predictor =
                        SegmentationPredictor.of(plan, network).withThreads(1);
                time(numbers.get(3), () -> predictor.predict(List.of(image)));
            }
        }
        System.exit(0);
    }

    private static float[] waves(Shape shape) {
        float[] voxels = new float[shape.voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) Math.sin(0.013 * i);
        }
        return voxels;
    }

    private static void time(int repeats, Runnable work) {
        double[] wall = new double[repeats];
        double[] processor = new double[repeats];
        for (int repeat = -2; repeat < repeats; repeat++) { // the first two warm up
            double processorBefore = processorSeconds();
            long wallBefore = System.nanoTime();
            work.run();
            if (repeat >= 0) {
                wall[repeat] = (System.nanoTime() - wallBefore) / 1e9;
                processor[repeat] = processorSeconds() - processorBefore;
            }
        }
        Arrays.sort(wall);
        Arrays.sort(processor);
        System.out.printf(
                Locale.ROOT,
                "klarsyn windows  wall %.3f s (least %.3f), processor %.3f s (least %.3f)%n",
                wall[repeats / 2],
                wall[0],
                processor[repeats / 2],
                processor[0]);
    }

    private static double processorSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9
                : Double.NaN;
    }
}
