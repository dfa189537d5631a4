package klarsyn.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import klarsyn.data.label.Labels;
import klarsyn.image.Spacing;
import klarsyn.nn.UNetArchitecture;
import klarsyn.plan.AugmentationPlan;
import klarsyn.plan.Compute;
import klarsyn.plan.Inference;
import klarsyn.plan.Optimization;
import klarsyn.plan.Optimization.Optimizer;
import klarsyn.plan.Optimization.Schedule;
import klarsyn.plan.Patch;
import klarsyn.plan.SegmentationPlan;
import klarsyn.prepare.Normalization;
import klarsyn.prepare.Preprocessing;
import klarsyn.tensor.Device;
import klarsyn.tensor.Engine;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Resources;
import klarsyn.train.patch.PatchStepTimer;

/**
 * Seconds of one training step with AdamW, batch 2 of 40×56×40, beside {@code bench/pytorch/step.py}: the same network.
 * Prints GFLOP/s of its convolutions too, and those of one product of two large matrices in one thread.
 *
 * <pre>
 * java -cp "bench/target/classes:$(cat bench/target/classpath)" klarsyn.bench.StepBenchmark \
 *     16-48-96-192 1-2-2-2 fp32 channels_last LANES STEPS [adamw|muon]
 * </pre>
 */
final class StepBenchmark {

    private static final Patch PATCH = new Patch(40, 56, 40);
    private static final int BATCH = 2;

    private StepBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        UNetArchitecture network = network(numbers(arguments[0]), numbers(arguments[1]));
        Compute compute = new Compute(
                Device.CPU,
                Precision.valueOf(arguments[2].toUpperCase(Locale.ROOT)),
                Layout.valueOf(arguments[3].toUpperCase(Locale.ROOT)),
                Integer.parseInt(arguments[4]),
                BATCH);
        int steps = Integer.parseInt(arguments[5]);
        Optimizer optimizer = Optimizer.valueOf(arguments.length > 6 ? arguments[6].toUpperCase(Locale.ROOT) : "ADAMW");
        double seconds = new PatchStepTimer(Resources.available()).seconds(plan(network, compute, optimizer), steps);
        double operations = 3.0 * BATCH * network.operations(PATCH.depth(), PATCH.height(), PATCH.width());
        double product = SpeedOfProducts.gigaflops(Precision.FP32);
        double reached = operations / seconds / 1e9;
        System.out.printf(
                Locale.ROOT,
                "klarsyn, libtorch %s %s %s %s, %d lanes: fastest %.3f s, %.0f GFLOP/s;"
                        + " a matrix product in one thread: %.0f GFLOP/s, share per core %.0f %%%n",
                Engine.version(),
                arguments[2],
                arguments[3],
                network.features(),
                compute.lanes(),
                seconds,
                reached,
                product,
                100 * reached / Engine.cores() / product);
        System.exit(0);
    }

    private static List<Integer> numbers(String text) {
        return Stream.of(text.split("-")).map(Integer::valueOf).toList();
    }

    private static UNetArchitecture network(List<Integer> features, List<Integer> blocks) {
        int stages = features.size();
        List<List<Integer>> strides = new ArrayList<>(Collections.nCopies(stages, List.of(2, 2, 2)));
        strides.set(0, List.of(1, 1, 1));
        return UNetArchitecture.plain(
                1, 3, features, Collections.nCopies(stages, List.of(3, 3, 3)), strides, blocks, 1);
    }

    private static SegmentationPlan plan(UNetArchitecture network, Compute compute, Optimizer optimizer) {
        return new SegmentationPlan(
                SegmentationPlan.FORMAT,
                "Benchmark",
                Labels.of("one", "two"),
                List.of("MRI"),
                Preprocessing.klarsyn("RAS", Spacing.isotropic(1), List.of(Normalization.zScore())),
                PATCH,
                network,
                List.of(0.9, 0.05, 0.05),
                compute,
                new Optimization(optimizer, 3e-3, 0.03, 1e-4, 1, Schedule.COSINE, 0.05, 0),
                AugmentationPlan.mirroring(List.of()),
                new Inference(0.5, List.of(), 1),
                List.of());
    }
}
