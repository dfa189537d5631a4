package klarsyn.bench;

import java.util.List;
import java.util.Locale;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Engine;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * Milliseconds per sample of a 3×3×3 convolution, forward and backward, over samples, channels, layout and precision, in
 * one thread, beside {@code bench/pytorch/convolution.py}.
 *
 * <pre>
 * java -cp "bench/target/classes:$(cat bench/target/classpath)" klarsyn.bench.ConvolutionBenchmark fp32 40 56 40
 * </pre>
 */
final class ConvolutionBenchmark {

    private static final int[][] CHANNELS = {{1, 16}, {8, 8}, {16, 16}, {24, 24}, {32, 32}, {48, 48}};
    private static final long[] ONES = {1, 1, 1};
    private static final int RUNS = 7;

    private ConvolutionBenchmark() {}

    public static void main(String[] arguments) {
        Precision precision = Precision.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        long[] size = new long[3];
        for (int axis = 0; axis < 3; axis++) {
            size[axis] = Long.parseLong(arguments[1 + axis]);
        }
        Engine.useThreads(1);
        for (int[] channels : CHANNELS) {
            for (int samples = 1; samples <= 2; samples++) {
                for (Layout layout : Layout.values()) {
                    print(channels, samples, size, precision, layout);
                }
            }
        }
        System.exit(0);
    }

    private static void print(int[] channels, int samples, long[] size, Precision precision, Layout layout) {
        double[] milliseconds = fastest(channels, samples, size, precision, layout);
        double operations = 2.0 * 27 * channels[0] * channels[1] * size[0] * size[1] * size[2];
        System.out.printf(
                Locale.ROOT,
                "klarsyn %s %d to %d channels, %d samples, %s: %.1f + %.1f ms per sample, %.0f GFLOP/s%n",
                precision.name().toLowerCase(Locale.ROOT),
                channels[0],
                channels[1],
                samples,
                layout.name().toLowerCase(Locale.ROOT),
                milliseconds[0],
                milliseconds[1],
                3 * operations / (milliseconds[0] + milliseconds[1]) / 1e6);
    }

    /** Forward and backward. */
    private static double[] fastest(int[] channels, int samples, long[] size, Precision precision, Layout layout) {
        double[] fastest = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        for (int run = 0; run < RUNS; run++) {
            try (Scope _ = Scope.open("run")) {
                Tensor image = Tensor.zeros(samples, channels[0], size[0], size[1], size[2])
                        .to(precision)
                        .to(layout)
                        .asParameter();
                Tensor weight = Tensor.zeros(channels[1], channels[0], 3, 3, 3).asParameter();
                long start = System.nanoTime();
                Tensor output = image.convolve(weight, ONES, ONES);
                long middle = System.nanoTime();
                Autograd.gradients(output.sum(), List.of(image, weight));
                long end = System.nanoTime();
                fastest[0] = Math.min(fastest[0], (middle - start) / 1e6 / samples);
                fastest[1] = Math.min(fastest[1], (end - middle) / 1e6 / samples);
            }
        }
        return fastest;
    }
}
