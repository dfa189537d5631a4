package klarsyn.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import klarsyn.base.Seed;
import klarsyn.format.Images;
import klarsyn.image.Volume;
import klarsyn.nn.Network;
import klarsyn.nn.UNet;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.SegmentationPlan;
import klarsyn.predict.Forecast;
import klarsyn.predict.SegmentationPredictor;
import klarsyn.tensor.Scope;

/**
 * Seconds and peak resident memory of predicting a large image with many classes, the network being a single
 * convolution of one voxel: what remains is everything but the network's own arithmetic.
 *
 * <pre>
 * python3 bench/nibabel/read.py --make ct.nii.gz 321
 * java -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -cp "bench/target/classes:$(cat bench/target/classpath)" \
 *     klarsyn.bench.PredictBenchmark ct.nii.gz CLASSES MM PATCH OUT.nii.gz [MEMORY_MIB]
 * </pre>
 */
final class PredictBenchmark {

    private PredictBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        SegmentationPlan plan =
                OneVoxelNetwork.plan(number(arguments[1]), Double.parseDouble(arguments[2]), number(arguments[3]));
        try (Scope _ = Scope.open("bench")) {
            Network network = UNet.create(plan.network(), plan.classFrequencies(), Seed.of(1));
            try (Weights weights = Weights.of(network)) {
                SegmentationPredictor predictor = SegmentationPredictor.of(plan, network);
                if (arguments.length > 5) {
                    predictor = predictor.withMemory((long) number(arguments[5]) << 20);
                }
                Stopwatch watch = new Stopwatch();
                Forecast forecast = predictor.forecast(Images.readGeometry(file));
                System.out.printf(
                        Locale.ROOT,
                        "forecast of %.2f s, %d MiB: %s%n",
                        forecast.seconds(),
                        forecast.bytes() >> 20,
                        forecast);
                watch.print("forecast");
                List<Volume> image = Images.readChannels(file);
                watch.print("read");
                var labels = predictor.predict(image).labels();
                watch.print("predict");
                Images.writeOnGridOf(labels, file, Path.of(arguments[4]));
                watch.print("write");
                System.out.printf(Locale.ROOT, "%d weights, %s%n", weights.count(), peak());
            }
        }
    }

    private static int number(String argument) {
        return Integer.parseInt(argument);
    }

    /** Largest resident size so far, as Linux tells it. */
    private static String peak() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM")).findFirst().orElse("peak unknown");
        }
    }

    /** Prints the time since the last print, on the wall and of all threads. */
    private static final class Stopwatch {

        private long wall = System.nanoTime();
        private long cpu = cpu();

        private static long cpu() {
            return ManagementFactory.getOperatingSystemMXBean()
                            instanceof com.sun.management.OperatingSystemMXBean system
                    ? system.getProcessCpuTime()
                    : 0;
        }

        void print(String what) throws IOException {
            long wallNow = System.nanoTime();
            long cpuNow = cpu();
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %6.2f s, processor %6.2f s, %s%n",
                    what,
                    (wallNow - wall) / 1e9,
                    (cpuNow - cpu) / 1e9,
                    peak());
            wall = wallNow;
            cpu = cpuNow;
        }
    }
}
