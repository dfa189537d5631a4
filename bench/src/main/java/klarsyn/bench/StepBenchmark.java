package klarsyn.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
 *
 * <pre>
 * java -cp "bench/target/classes:$(cat bench/target/classpath)" klarsyn.bench.StepBenchmark WIDTH bf16|fp32 LANES STEPS
 * </pre>
 */
final class StepBenchmark {

    private StepBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int width = Integer.parseInt(arguments[0]);
        Precision precision = Precision.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        int lanes = Integer.parseInt(arguments[2]);
        SegmentationPlan plan = plan(width, new Compute(Device.CPU, precision, Layout.CONTIGUOUS, lanes, 2));
        double seconds = new PatchStepTimer(Resources.available()).seconds(plan, Integer.parseInt(arguments[3]));
        System.out.printf(
                Locale.ROOT,
                "klarsyn, libtorch %s %s width %d lanes %d: fastest %.3f s%n",
                Engine.version(),
                arguments[1],
                width,
                lanes,
                seconds);
        System.exit(0);
    }

    private static SegmentationPlan plan(int width, Compute compute) {
        List<Integer> features = new ArrayList<>();
        for (int stage = 0; stage < 4; stage++) {
            features.add(width << stage);
        }
        List<Integer> two = List.of(2, 2, 2);
        UNetArchitecture network = UNetArchitecture.plain(
                1,
                3,
                features,
                Collections.nCopies(4, List.of(3, 3, 3)),
                List.of(List.of(1, 1, 1), two, two, two),
                List.of(2, 2, 2, 2),
                1);
        return new SegmentationPlan(
                SegmentationPlan.FORMAT,
                "Benchmark",
                Labels.of("one", "two"),
                List.of("MRI"),
                Preprocessing.klarsyn("RAS", Spacing.isotropic(1), List.of(Normalization.zScore())),
                new Patch(40, 56, 40),
                network,
                List.of(0.9, 0.05, 0.05),
                compute,
                new Optimization(Optimizer.ADAMW, 3e-3, 0.03, 1e-4, 1, Schedule.COSINE, 0.05, 0),
                AugmentationPlan.mirroring(List.of()),
                new Inference(0.5, List.of(), 1),
                List.of());
    }
}
