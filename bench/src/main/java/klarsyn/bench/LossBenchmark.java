package klarsyn.bench;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import klarsyn.base.Seed;
import klarsyn.loss.Loss;
import klarsyn.loss.Loss.Background;
import klarsyn.loss.Loss.Over;
import klarsyn.loss.LossTarget;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Engine;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * Milliseconds of processor time of one thread for forward and backward of each loss, a batch of two patches of
 * 40×56×40, beside {@code bench/pytorch/losses.py}: the same formulas.
 *
 * <pre>
 * java -cp "bench/target/classes:$(cat bench/target/classpath)" klarsyn.bench.LossBenchmark CHANNELS STEPS [LOSS]
 * </pre>
 */
final class LossBenchmark {

    private static final long[] PATCH = {40, 56, 40};
    private static final long[] SMALL = {20, 28, 20};

    private static final Set<String> SLOW = Set.of("hausdorff", "boundary", "cldice");

    private LossBenchmark() {}

    public static void main(String[] arguments) {
        int channels = Integer.parseInt(arguments[0]);
        int steps = Integer.parseInt(arguments[1]);
        losses(channels).forEach((name, loss) -> {
            if (arguments.length < 3 || arguments[2].equals(name)) {
                long[] patch = SLOW.contains(name) ? SMALL : PATCH;
                double least = Double.POSITIVE_INFINITY;
                for (int step = 0; step < steps + 2; step++) {
                    double milliseconds = milliseconds(loss, channels, patch, name.startsWith("region"));
                    least = step < 2 ? least : Math.min(least, milliseconds);
                }
                System.out.printf(Locale.ROOT, "klarsyn %s %d channels: %.2f ms%n", name, channels, least);
            }
        });
        System.exit(0);
    }

    private static SequencedMap<String, Loss> losses(int channels) {
        SequencedMap<String, Loss> losses = new LinkedHashMap<>();
        losses.put("ce", Loss.CrossEntropy.plain());
        losses.put("dice", Loss.Dice.smooth(Background.EXCLUDED, Over.SAMPLE));
        losses.put("dice-ce", Loss.standard());
        losses.put("dice-topk", Loss.nnunetTopK(Over.SAMPLE));
        losses.put(
                "generalized-dice",
                new Loss.GeneralisedDice(
                        Background.INCLUDED, Over.SAMPLE, Loss.VolumeWeight.INVERSE_SQUARE, 1e-5, 1e-5));
        losses.put(
                "tversky", new Loss.Tversky(Background.EXCLUDED, Over.SAMPLE, 0.3, 0.7, 0.75, 1e-5, 1e-5, List.of()));
        losses.put("focal", Loss.Focal.plain(Background.INCLUDED));
        losses.put("unified-focal", new Loss.UnifiedFocal(0.5, 0.7, 0.5));
        losses.put("region-dice-ce", Loss.standard());
        losses.put("region-focal", Loss.Focal.plain(Background.INCLUDED));
        losses.put(
                "wasserstein",
                new Loss.Wasserstein(nearAmongThemselves(channels), Loss.ErrorWeight.FOREGROUND, 1e-5, 1e-5));
        losses.put("hausdorff", new Loss.Hausdorff(Background.EXCLUDED, Over.SAMPLE, 2, Loss.Scale.PLAIN));
        losses.put("boundary", new Loss.Boundary(Background.EXCLUDED));
        losses.put("cldice", new Loss.ClDice(3, 1));
        return losses;
    }

    /** Foreground classes half as far from each other as from background. */
    private static List<List<Double>> nearAmongThemselves(int channels) {
        return IntStream.range(0, channels)
                .mapToObj(row -> IntStream.range(0, channels)
                        .mapToObj(column -> row == column ? 0.0 : row * column > 0 ? 0.5 : 1.0)
                        .toList())
                .toList();
    }

    private static double milliseconds(Loss loss, int channels, long[] patch, boolean regions) {
        try (Scope _ = Scope.open("bench")) {
            Engine.useThreads(1);
            RandomGenerator random = Seed.of(1).generator();
            int voxels = (int) (patch[0] * patch[1] * patch[2]);
            float[] logits = new float[2 * channels * voxels];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (float) random.nextGaussian();
            }
            float[] labels = new float[2 * voxels];
            for (int i = 0; i < labels.length; i++) {
                int stripe = i / 700;
                labels[i] = i % patch[2] > patch[2] / 3 ? stripe % channels : 0;
            }
            Tensor leaf =
                    Tensor.of(logits, 2, channels, patch[0], patch[1], patch[2]).asParameter();
            Tensor truth = Tensor.of(labels, 2, 1, patch[0], patch[1], patch[2]);
            Tensor dense = regions ? truth.oneHot(channels) : truth;
            long start = nanoseconds();
            LossTarget target = regions ? LossTarget.ofRegions(dense) : LossTarget.ofClasses(truth);
            Tensor value = loss.of(leaf, target);
            Autograd.gradients(value, List.of(leaf));
            return (nanoseconds() - start) / 1e6;
        }
    }

    private static long nanoseconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
