package klarsyn.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.data.Labels;
import klarsyn.nn.UNetStyle.Blocks;
import klarsyn.tensor.Resources;

/**
 * Derives a plan: by nnU-Net's rules from the data, by measurement from machine and budget.
 *
 * <p>The rules for small budgets are those of {@code bench/recipes}.
 */
public final class Planner {

    private static final int DRAFT_WIDTH = 24;
    private static final int BATCH = 2;

    /** With fewer, pictures are learned at half their resolution where their labels allow it (bench/recipes). */
    private static final long STEPS_AT_FULL_RESOLUTION = 2_000;

    private final Cohort cohort;
    private final Labels labels;
    private final Fingerprint fingerprint;
    private final Budget budget;
    private final Resources resources;
    private final OwnRules own;

    private Planner(
            Cohort cohort, Labels labels, Fingerprint fingerprint, Budget budget, Resources resources, OwnRules own) {
        this.cohort = cohort;
        this.labels = labels;
        this.fingerprint = fingerprint;
        this.budget = budget;
        this.resources = resources;
        this.own = own;
    }

    /** A planner for segmenting these structures; the fingerprint is that of the training cases alone. */
    public static Planner of(Cohort cohort, Labels labels, Fingerprint fingerprint, Budget budget) {
        return new Planner(
                cohort,
                labels,
                fingerprint,
                budget,
                Resources.available(),
                OwnRules.of(cohort, labels, fingerprint, Blocks.PLAIN));
    }

    /** The same for a part of the machine; by default all of it is used. */
    public Planner on(Resources other) {
        return new Planner(cohort, labels, fingerprint, budget, other, own);
    }

    /** The same with another kind of U-Net, where Klarsyn's own rules decide. */
    public Planner withBlocks(Blocks other) {
        return new Planner(
                cohort, labels, fingerprint, budget, resources, OwnRules.of(cohort, labels, fingerprint, other));
    }

    private Optional<Planner> atHalfResolution() {
        return own.atHalfResolution().map(rules -> new Planner(cohort, labels, fingerprint, budget, resources, rules));
    }

    /**
     * The plan by rules alone: no clock, the same on every machine with the same number of cores and kind of processor.
     *
     * @throws PlanException if not even the smallest network fits the memory
     */
    public SegmentationPlan byRules() {
        boolean few = budget.steps() > 0 && budget.steps() < STEPS_AT_FULL_RESOLUTION;
        return (few ? atHalfResolution().orElse(this) : this).narrowEnough();
    }

    private SegmentationPlan narrowEnough() {
        SegmentationPlan plan = narrowEnough(UnaryOperator.identity());
        return plan.withReasons(reasons(plan, "width 24 serves without a measured clock"));
    }

    private SegmentationPlan narrowEnough(UnaryOperator<Compute> way) {
        return own.patchSizes().stream()
                .flatMap(voxels -> fitting(voxels, way).stream())
                .findFirst()
                .orElseThrow(this::tooLittleMemory);
    }

    /** The draft on patches of so many voxels, as wide as memory allows; empty if not even the narrowest fits. */
    private Optional<SegmentationPlan> fitting(int voxels, UnaryOperator<Compute> way) {
        return own.widths().stream()
                .map(width -> draft(Math.min(width.channels(), DRAFT_WIDTH), voxels))
                .map(plan -> plan.withCompute(way.apply(plan.compute())))
                .filter(plan -> MemoryForecast.bytes(plan) <= budget.memoryBytes())
                .findFirst();
    }

    private PlanException tooLittleMemory() {
        SegmentationPlan smallest =
                draft(own.widths().getLast().channels(), own.patchSizes().getLast());
        return new PlanException(
                "%d MiB of memory are too little for training".formatted(budget.memoryBytes() >> 20),
                Where.of("--memory"),
                "give at least --memory %dM".formatted((MemoryForecast.bytes(smallest) >> 20) + 1));
    }

    /**
     * The plan that reaches furthest in the time left, by a short trial on this machine.
     *
     * @param cost            what measures a step
     * @param trainingSeconds wall clock left for calibration and training
     * @throws PlanException if not even the smallest network gets enough steps
     */
    public SegmentationPlan byMeasurement(StepCost<SegmentationPlan> cost, double trainingSeconds) {
        WidthSearch reach = new WidthSearch(budget.memoryBytes(), cost, trainingSeconds, System.nanoTime());
        SegmentationPlan draft = narrowEnough();
        double allowed = Math.min(20, 0.04 * trainingSeconds);
        Calibration calibration = Calibration.run(draft, cost, resources.cores(), allowed, budget.memoryBytes());
        SegmentationPlan best = draft.withCompute(calibration.fastest().compute());
        double seconds = calibration.fastest().secondsPerStep();
        boolean few = trainingSeconds / seconds < STEPS_AT_FULL_RESOLUTION;
        Planner planner = few ? atHalfResolution().orElse(this) : this;
        if (planner != this) {
            best = planner.narrowEnough(like(best.compute()));
            seconds = cost.seconds(best, 2);
        }
        WidthSearch.Choice choice = planner.furthest(best, seconds, reach);
        List<Reason> reasons = new ArrayList<>(planner.reasons(choice.plan(), choice.why()));
        reasons.removeIf(reason -> reason.key().startsWith("compute."));
        reasons.addAll(measured(calibration));
        return choice.plan().withReasons(reasons);
    }

    /** The widest network that makes enough steps; where not even the narrowest does, on half the patch, and so on. */
    private WidthSearch.Choice furthest(SegmentationPlan first, double firstSeconds, WidthSearch reach) {
        SegmentationPlan draft = first;
        double seconds = firstSeconds;
        Optional<WidthSearch.Choice> choice = reach.widest(own, draft, seconds);
        for (int voxels : own.patchSizes().subList(1, own.patchSizes().size())) {
            Optional<SegmentationPlan> smaller =
                    choice.isPresent() ? Optional.empty() : fitting(voxels, like(first.compute()));
            if (smaller.isPresent()
                    && smaller.get().patch().voxels() < draft.patch().voxels()) {
                draft = smaller.get();
                seconds = reach.cost().seconds(draft, 1);
                choice = reach.widest(own, draft, seconds);
            }
        }
        if (choice.isEmpty()) {
            throw tooLittleTime(draft, seconds, reach.trainingSeconds());
        }
        return choice.get();
    }

    /** The measured way to compute, with as many samples a step as the plan has. */
    private static UnaryOperator<Compute> like(Compute measured) {
        return planned -> measured.withBatch(planned.batch());
    }

    private PlanException tooLittleTime(SegmentationPlan draft, double seconds, double trainingSeconds) {
        WidthSearch.Width smallest = own.widths().getLast();
        double step = WidthSearch.guess(seconds, smallest, OwnRules.width(draft));
        return new PlanException(
                "%.0f seconds are left for training, a step of the smallest network takes %.2f"
                        .formatted(Math.max(0, trainingSeconds), step),
                Where.of("--minutes"),
                String.format(
                        Locale.ROOT,
                        "give at least %.1f minutes more",
                        Math.max(0.1, (2 * smallest.fewestSteps() * step - trainingSeconds) / 60)));
    }

    private SegmentationPlan draft(int width, int patchVoxels) {
        return own.plan(width, patchVoxels, Compute.unmeasured(resources, BATCH), budget.steps());
    }

    // ---- in words

    private List<Reason> reasons(SegmentationPlan plan, String width) {
        return PlanReasons.of(plan, fingerprint, labels, width);
    }

    private static List<Reason> measured(Calibration calibration) {
        String why = "the fastest that was tried here, seconds a step: " + calibration.words();
        return List.of(
                new Reason("compute.precision", "", why),
                new Reason("compute.layout", "", "tried with the precision"),
                new Reason("compute.lanes", "", "tried with the precision"));
    }
}
