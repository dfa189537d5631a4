package klarsyn.plan.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import klarsyn.base.Count;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Task;
import klarsyn.nn.EncoderArchitecture;
import klarsyn.nn.UNetStyle;
import klarsyn.nn.layer.Norm;
import klarsyn.plan.Budget;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.Compute;
import klarsyn.plan.Optimization;
import klarsyn.plan.PictureAugmentation;
import klarsyn.plan.Plan;
import klarsyn.plan.Reason;
import klarsyn.prepare.PictureInput;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Resources;

/**
 * Plans a classification of pictures: input size from the pictures, network width by measurement on this machine.
 *
 * @param cohort           name of the data set
 * @param task             the classes
 * @param modalities       name of each channel
 * @param input            of the network
 * @param classFrequencies fraction of each class among the training cases
 * @param cases            number of training cases
 * @param budget           time and memory
 * @param resources        cores and device
 */
public record ClassificationPlanner(
        String cohort,
        Task.Classification task,
        List<String> modalities,
        PictureInput input,
        List<Double> classFrequencies,
        int cases,
        Budget budget,
        Resources resources) {

    private static final UNetStyle RESIDUAL = new UNetStyle(
            UNetStyle.Blocks.RESIDUAL_ENCODER,
            UNetStyle.Contraction.STRIDED,
            Norm.Kind.BATCH,
            UNetStyle.Biases.HEAD,
            UNetStyle.Gates.NONE,
            UNetStyle.Initialization.PRIOR);

    private static final List<Integer> WIDTHS = List.of(8, 16, 24, 32, 48, 64);
    private static final int WIDTH_BY_RULE = 16;
    private static final int MAX_RESOLUTIONS = 4;
    private static final int COARSE_SIDE = 7;
    private static final int MIN_SIDE = 8;
    /** A smaller batch saves memory, down to this one; then the network becomes narrower. */
    private static final int SMALL_BATCH = 16;

    private static final int MAX_BATCH = 64;
    private static final double LABEL_SMOOTHING = 0.05;

    /** Minimum number of epochs: a wider network with fewer learns less. */
    private static final double EPOCHS = 8;

    /** Few cases need many epochs, hence this minimum number of steps. */
    private static final long STEPS = 600;

    private static final int STEPS_TIMED = 3;
    private static final int MIN_STEPS = 10;

    /** A process with libtorch and a heap, and the feature maps of the backward pass. */
    private static final long PROCESS_BYTES = 750L << 20;

    private static final int MAPS = 14;

    /**
     * The plan without measurement, identical on all machines with the same kind of processor.
     *
     * @throws PlanException if even the narrowest network exceeds the memory limit
     */
    public ClassificationPlan byRules() {
        ClassificationPlan plan = fitting(WIDTH_BY_RULE);
        return plan.withReasons(reasons("default width without measurement"));
    }

    /**
     * The plan with the widest network that reaches the required number of epochs in the remaining time, in the faster
     * precision.
     *
     * @param cost            measures a step
     * @param trainingSeconds time left for training
     * @throws PlanException if even the narrowest network cannot make enough steps
     */
    public ClassificationPlan byMeasurement(StepCost<ClassificationPlan> cost, double trainingSeconds) {
        long start = System.nanoTime();
        Timed best = fastest(fitting(WIDTHS.getFirst()), cost);
        double left = trainingSeconds - (System.nanoTime() - start) / 1e9;
        requireSteps(left, best.seconds());
        boolean enough = left / best.seconds() >= requiredSteps(best.plan());
        for (int width : WIDTHS.subList(1, WIDTHS.size())) {
            if (!enough || bytes(draft(width)) > budget.memoryBytes()) {
                break;
            }
            Timed wider = fastest(draft(width), cost);
            left = trainingSeconds - (System.nanoTime() - start) / 1e9;
            enough = left / wider.seconds() >= requiredSteps(wider.plan());
            best = enough ? wider : best;
        }
        boolean isShort = left / best.seconds() < requiredSteps(best.plan());
        return best.plan().withReasons(reasons(isShort ? "the narrowest network: time is short" : why(best, left)));
    }

    private record Timed(ClassificationPlan plan, double seconds) {}

    /** Narrow networks gain little from BF16, whose other operations are slower. */
    private static Timed fastest(ClassificationPlan plan, StepCost<ClassificationPlan> cost) {
        Timed own = new Timed(plan, cost.seconds(plan, STEPS_TIMED));
        if (plan.compute().device() == Device.GPU || plan.compute().precision() == Precision.FP32) {
            return own;
        }
        ClassificationPlan exact = plan.withCompute(plan.compute().withPrecision(Precision.FP32));
        Timed other = new Timed(exact, cost.seconds(exact, STEPS_TIMED));
        return other.seconds() < own.seconds() ? other : own;
    }

    private static void requireSteps(double left, double seconds) {
        if (left < MIN_STEPS * seconds) {
            throw new PlanException(
                    "%.0f seconds remain for training, too few for %d steps".formatted(Math.max(0, left), MIN_STEPS),
                    Where.of("--minutes"),
                    String.format(Locale.ROOT, "add at least %.1f minutes", Math.max(0.2, MIN_STEPS * seconds / 60)));
        }
    }

    private String why(Timed best, double left) {
        double epochs = left / best.seconds() * best.plan().compute().batch() / cases;
        return String.format(
                Locale.ROOT,
                "the widest measured network with enough steps: about %.0f epochs of %s (%.0f ms per step)",
                epochs,
                Count.of(cases, "training picture"),
                1000 * best.seconds());
    }

    private double requiredSteps(ClassificationPlan plan) {
        return Math.max(STEPS, EPOCHS * cases / plan.compute().batch());
    }

    private ClassificationPlan fitting(int widest) {
        return WIDTHS.reversed().stream()
                .filter(width -> width <= widest)
                .map(this::draft)
                .filter(plan -> bytes(plan) <= budget.memoryBytes())
                .findFirst()
                .orElseThrow(() -> {
                    long needed = bytes(draft(WIDTHS.getFirst())) >> 20;
                    return new PlanException(
                            "%d MiB of memory are not enough for training".formatted(budget.memoryBytes() >> 20),
                            Where.of("--memory"),
                            "use at least --memory %dM".formatted(needed + 1));
                });
    }

    /** Estimated peak resident bytes of a training. */
    private static long bytes(ClassificationPlan plan) {
        long maps = (long) MAPS
                * plan.network().features().getFirst()
                * plan.input().height()
                * plan.input().width()
                * plan.compute().precision().bytes()
                * plan.compute().batch();
        return PROCESS_BYTES
                + maps
                + 4 * plan.network().numbers() * (4 + plan.compute().lanes());
    }

    /** With the usual batch, or a smaller one if memory requires it. */
    private ClassificationPlan draft(int width) {
        int batch = batch();
        while (batch > SMALL_BATCH && bytes(draft(width, batch)) > budget.memoryBytes()) {
            batch /= 2;
        }
        return draft(width, batch);
    }

    private ClassificationPlan draft(int width, int batch) {
        EncoderArchitecture network = network(width);
        return new ClassificationPlan(
                Plan.FORMAT,
                cohort,
                task.target(),
                task.classes(),
                modalities,
                new PictureInput(
                        rounded(input.height(), network.divisor(1)),
                        rounded(input.width(), network.divisor(2)),
                        input.means(),
                        input.deviations()),
                network,
                classFrequencies,
                LABEL_SMOOTHING,
                Compute.unmeasured(resources, batch).withLayout(Layout.CHANNELS_LAST),
                Optimization.DEFAULT.withSteps(budget.steps()),
                PictureAugmentation.MILD,
                List.of());
    }

    /** The nearest multiple: halving must leave no half pixel, and batch normalization needs several pixels. */
    private static int rounded(int side, int divisor) {
        return Math.max(MIN_SIDE, Math.round((float) side / divisor) * divisor);
    }

    /** A quarter of the training cases, so that an epoch has several steps. */
    private int batch() {
        return Math.clamp(Integer.highestOneBit(Math.max(1, cases / 4)), 2, MAX_BATCH);
    }

    /** Resolutions are halved until the shorter side has few pixels; channels are doubled each time. */
    private EncoderArchitecture network(int width) {
        List<Integer> features = new ArrayList<>(List.of(width));
        List<List<Integer>> strides = new ArrayList<>(List.of(List.of(1, 1, 1)));
        int side = Math.min(input.height(), input.width());
        while (features.size() < MAX_RESOLUTIONS && side / 2 >= COARSE_SIDE) {
            features.add(2 * features.getLast());
            strides.add(List.of(1, 2, 2));
            side /= 2;
        }
        int stages = features.size();
        return new EncoderArchitecture(
                modalities.size(),
                features,
                Collections.nCopies(stages, List.of(1, 3, 3)),
                strides,
                Collections.nCopies(stages, 1),
                RESIDUAL);
    }

    private static List<Reason> reasons(String width) {
        return List.of(
                new Reason("input", "", "the median size of the training pictures, limited for a small network"),
                new Reason("network.features", "", width),
                new Reason(
                        "network.strides",
                        "",
                        "halved until the shorter side has about %d pixels".formatted(COARSE_SIDE)),
                new Reason("compute.batch", "", "for efficient computation, at most a quarter of the training cases"),
                new Reason("optimization.optimizer", "", "the same as for segmentation"),
                new Reason("labelSmoothing", "", "prevents overconfidence (Szegedy et al., 2016)"),
                new Reason(
                        "augmentation",
                        "",
                        "small rotations, shifts and changes of size and contrast rarely change the class of a"
                                + " picture; mirroring would change that of letters and digits"));
    }
}
