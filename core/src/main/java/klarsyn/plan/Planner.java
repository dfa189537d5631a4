package klarsyn.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.data.Labels;
import klarsyn.data.WorldAxis;
import klarsyn.image.Orientation;
import klarsyn.image.Spacing;
import klarsyn.nn.UNetArchitecture;
import klarsyn.nn.UNetStyle.Blocks;
import klarsyn.preflight.Intensities;
import klarsyn.tensor.Device;
import klarsyn.tensor.Engine;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;

/**
 * Derives a plan: by nnU-Net's rules from the data, by measurement from machine and budget.
 *
 * <p>The rules for small budgets are those of {@code bench/recipes}.
 */
public final class Planner {

    private static final int DRAFT_WIDTH = 24;
    private static final int BATCH = 2;
    private static final int PATCH_VOXELS = 96_000;
    private static final int SMALLEST_PATCH_VOXELS = 8_000;

    private final Cohort cohort;
    private final Fingerprint fingerprint;
    private final Budget budget;
    private final Blocks blocks;

    private Planner(Cohort cohort, Fingerprint fingerprint, Budget budget, Blocks blocks) {
        this.cohort = cohort;
        this.fingerprint = fingerprint;
        this.budget = budget;
        this.blocks = blocks;
    }

    /** A planner for a cohort, whose fingerprint comes from its training cases alone. */
    public static Planner of(Cohort cohort, Fingerprint fingerprint, Budget budget) {
        return new Planner(cohort, fingerprint, budget, Blocks.PLAIN);
    }

    /** The same with another kind of U-Net, where Klarsyn's own rules decide. */
    public Planner withBlocks(Blocks other) {
        return new Planner(cohort, fingerprint, budget, other);
    }

    /**
     * The plan by rules alone: no clock, the same on every machine with the same number of cores and kind of processor.
     *
     * @throws PlanException if not even the smallest network fits the memory
     */
    public Plan byRules() {
        Plan plan = draft(DRAFT_WIDTH, PATCH_VOXELS);
        for (int voxels = PATCH_VOXELS; voxels >= SMALLEST_PATCH_VOXELS; voxels /= 2) {
            for (Reach.Width width : Reach.WIDTHS) {
                plan = draft(Math.min(width.channels(), DRAFT_WIDTH), voxels);
                if (MemoryForecast.bytes(plan) <= budget.memoryBytes()) {
                    return plan.withReasons(reasons(plan, "width 24 serves without a measured clock"));
                }
            }
        }
        throw new PlanException(
                "%d MiB of memory hold no training".formatted(budget.memoryBytes() >> 20),
                Where.of("--memory"),
                "give at least --memory %dM".formatted((MemoryForecast.bytes(plan) >> 20) + 1));
    }

    /**
     * The plan that reaches furthest in the time left, by a short trial on this machine.
     *
     * @param cost            what measures a step
     * @param trainingSeconds wall clock left for calibration and training
     * @throws PlanException if not even the smallest network gets enough steps
     */
    public Plan byMeasurement(StepCost cost, double trainingSeconds) {
        Reach reach = new Reach(budget.memoryBytes(), cost, trainingSeconds, System.nanoTime());
        Plan draft = byRules();
        double allowed = Math.min(20, 0.04 * trainingSeconds);
        Calibration calibration = Calibration.run(draft, cost, Engine.cores(), allowed);
        Plan best = draft.withCompute(calibration.fastest().compute());
        Reach.Choice choice = furthest(best, calibration.fastest().secondsPerStep(), reach);
        List<Reason> reasons = new ArrayList<>(reasons(choice.plan(), choice.why()));
        reasons.removeIf(reason -> reason.key().startsWith("compute."));
        reasons.addAll(measured(calibration));
        return choice.plan().withReasons(reasons);
    }

    // ---- by nnU-Net's rules

    /**
     * What nnU-Net's planner of a preset would write into {@code plans.json} for these cases.
     *
     * @param preset any but {@link Preset#KLARSYN}
     * @throws PlanException if the preset is not nnU-Net's
     */
    public NnunetPlans nnunetPlans(Preset preset) {
        NnunetLimits limits = preset.nnunet()
                .orElseThrow(() -> new PlanException(
                        "the preset %s is not nnU-Net's".formatted(preset.word()),
                        Where.of("--preset"),
                        "one of nnunet, resenc-m, resenc-l, resenc-xl"));
        return NnunetPlanner.plan(limits, NnunetDataset.of(cohort, fingerprint.cases()), fingerprint.asStored());
    }

    /**
     * The plan of one of nnU-Net's configurations, on this machine and for this budget.
     *
     * <p>Time and steps are the budget's; memory is not looked at, since nnU-Net fixes what a step needs.
     *
     * @param preset        any but {@link Preset#KLARSYN}
     * @param configuration such as {@code 3d_fullres}; see {@link NnunetPlans#firstConfiguration}
     * @throws PlanException if the preset is not nnU-Net's, or its plans have no such configuration
     */
    public Plan nnunet(Preset preset, String configuration) {
        Plan plan = nnunetPlans(preset)
                .plan(
                        configuration,
                        cohort.task(),
                        cohort.channels().stream().map(Cohort.Channel::modality).toList());
        Plan here = plan.withClassFrequencies(frequencies())
                .withCompute(compute().withBatch(plan.compute().batch()))
                .withOptimisation(plan.optimisation().withSteps(steps()));
        return here.withReasons(NnunetReasons.of(here));
    }

    /** The widest network that makes enough steps; where not even the narrowest does, on half the patch, and so on. */
    private Reach.Choice furthest(Plan first, double firstSeconds, Reach reach) {
        Plan draft = first;
        double seconds = firstSeconds;
        for (int voxels = PATCH_VOXELS / 2; ; voxels /= 2) {
            Optional<Reach.Choice> choice = reach.widest(draft, seconds);
            if (choice.isPresent()) {
                return choice.get();
            }
            if (voxels < SMALLEST_PATCH_VOXELS) {
                throw tooLittleTime(draft, seconds, reach.trainingSeconds());
            }
            Plan smaller = draft(DRAFT_WIDTH, voxels).withCompute(first.compute());
            if (smaller.patch().voxels() < draft.patch().voxels()) {
                draft = smaller;
                seconds = reach.cost().seconds(draft, 1);
            }
        }
    }

    private static PlanException tooLittleTime(Plan draft, double seconds, double trainingSeconds) {
        Reach.Width smallest = Reach.WIDTHS.getLast();
        double step = Reach.guess(seconds, smallest, draft.network().features().getFirst());
        return new PlanException(
                "%.0f seconds are left for training, a step of the smallest network takes %.2f"
                        .formatted(Math.max(0, trainingSeconds), step),
                Where.of("--minutes"),
                String.format(
                        Locale.ROOT,
                        "give at least %.1f minutes more",
                        Math.max(0.1, (2 * smallest.fewestSteps() * step - trainingSeconds) / 60)));
    }

    // ---- what follows from the data

    private Plan draft(int width, int patchVoxels) {
        Orientation orientation = orientation(fingerprint);
        List<Double> spacing =
                slowestFirst(orientation, axis -> fingerprint.spacing().along(axis));
        List<Double> shape = slowestFirst(orientation, fingerprint.shape()::get);
        Topology topology = fit(spacing, shape, patchVoxels);
        UNetArchitecture network = network(topology, width);
        List<Integer> mirror = mirrorAxes(orientation);
        return new Plan(
                Plan.FORMAT,
                cohort.name(),
                cohort.task(),
                cohort.channels().stream().map(Cohort.Channel::modality).toList(),
                Preprocessing.klarsyn(
                        orientation.toString(),
                        new Spacing(spacing.get(2), spacing.get(1), spacing.get(0)),
                        normalisations()),
                topology.patch(),
                network,
                frequencies(),
                compute().withLayout(layout(network)),
                Optimisation.DEFAULT.withSteps(steps()),
                Augmenting.mirroring(mirror),
                new Inference(0.5, List.of(), 0),
                List.of());
    }

    private UNetArchitecture network(Topology topology, int width) {
        int channels = cohort.channels().size();
        int classes = labels().classes();
        int stages = topology.strides().size();
        List<Integer> features = Reach.features(width, stages);
        List<List<Integer>> kernels = topology.kernels();
        List<List<Integer>> strides = topology.strides();
        List<Integer> two = Collections.nCopies(stages, 2);
        List<Integer> one = Collections.nCopies(stages, 1);
        return switch (blocks) {
            case PLAIN -> UNetArchitecture.plain(channels, classes, features, kernels, strides, two, 1);
            case RESIDUAL_ENCODER ->
                UNetArchitecture.residualEncoder(channels, classes, features, kernels, strides, one, 1);
            case RESIDUAL -> UNetArchitecture.residual(channels, classes, features, kernels, strides, one, 1);
        };
    }

    /** Batch norm is fastest with channels last, and instance norm far slower. */
    private static Layout layout(UNetArchitecture network) {
        return switch (network.style().norm()) {
            case BATCH -> Layout.CHANNELS_LAST;
            case INSTANCE -> Layout.CONTIGUOUS;
        };
    }

    private Labels labels() {
        return cohort.task().labels();
    }

    /** Regions overlap, so that background is none of them. */
    private List<Double> frequencies() {
        List<Double> all = fingerprint.frequencies();
        return labels().areRegions() ? all.subList(1, all.size()) : all;
    }

    /** Arrays in RAS, the coarsest axis moved to the slowest place, as nnU-Net transposes; across a picture is coarsest. */
    private static Orientation orientation(Fingerprint fingerprint) {
        List<Integer> order = TargetSpacing.coarsestFirst(IntStream.of(2, 1, 0)
                .mapToObj(axis -> fingerprint.shape().get(axis) <= 1
                        ? Double.POSITIVE_INFINITY
                        : fingerprint.spacing().along(axis))
                .toList());
        StringBuilder letters = new StringBuilder();
        for (int axis : order.reversed()) {
            letters.append("SAR".charAt(axis));
        }
        return Orientation.parse(letters.toString());
    }

    private static List<Double> slowestFirst(Orientation orientation, IntToDoubleFunction value) {
        List<Double> values = new ArrayList<>();
        for (int axis = 2; axis >= 0; axis--) {
            values.add(value.applyAsDouble(orientation.along(axis).worldAxis()));
        }
        return values;
    }

    /** The largest patch of the median image's proportions that holds few enough voxels; a picture has no depth. */
    private static Topology fit(List<Double> spacing, List<Double> shape, int voxels) {
        int from = shape.getFirst() <= 1 ? 1 : 0;
        return PatchFit.of(spacing.subList(from, 3), shape.subList(from, 3), one -> one.voxels() > voxels)
                .inDepth();
    }

    private List<Normalisation> normalisations() {
        List<Normalisation> schemes = new ArrayList<>();
        for (Cohort.Channel channel : cohort.channels()) {
            boolean hounsfield = channel.modality().equalsIgnoreCase("CT");
            Intensities all = fingerprint.foreground().get(channel.index());
            schemes.add(
                    hounsfield
                            ? Normalisation.ct(all.percentile00_5(), all.percentile99_5(), all.mean(), all.std())
                            : Normalisation.zScore());
        }
        return schemes;
    }

    private List<Integer> mirrorAxes(Orientation orientation) {
        Set<WorldAxis> sided = labels().sidedAxes();
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            boolean leftRight = orientation.along(2 - axis).worldAxis() == WorldAxis.X.ordinal();
            if (leftRight && !sided.contains(WorldAxis.X)) {
                axes.add(axis);
            }
        }
        return axes;
    }

    // ---- what follows from machine and budget

    private static Compute compute() {
        Device device = Device.best();
        Precision precision = device == Device.GPU || Engine.hasFastBf16() ? Precision.BF16 : Precision.FP32;
        int lanes = device == Device.GPU ? 1 : Math.min(BATCH, Engine.cores());
        return new Compute(device, precision, Layout.CONTIGUOUS, lanes, BATCH);
    }

    /** 0 for as many as the minutes hold. */
    private long steps() {
        return switch (budget.time()) {
            case Budget.Iterations(long steps) -> steps;
            case Budget.Minutes _ -> 0;
        };
    }

    // ---- in words

    private List<Reason> reasons(Plan plan, String width) {
        return PlanReasons.of(plan, fingerprint, labels(), width);
    }

    private static List<Reason> measured(Calibration calibration) {
        String why = "the fastest that was tried here, seconds a step: " + calibration.words();
        return List.of(
                new Reason("compute.precision", "", why),
                new Reason("compute.layout", "", "tried with the precision"),
                new Reason("compute.lanes", "", "tried with the precision"));
    }
}
