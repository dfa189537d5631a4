package klarsyn.plan.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.data.label.Labels;
import klarsyn.nn.UNetStyle.Blocks;
import klarsyn.plan.Budget;
import klarsyn.plan.Compute;
import klarsyn.plan.Reason;
import klarsyn.plan.SegmentationPlan;
import klarsyn.tensor.Resources;

/**
 * Plans a segmentation: from the data by nnU-Net's rules, and for machine and budget by measurement.
 *
 * <p>The rules for small budgets are from {@code bench/recipes}.
 */
public final class Planner {

    private static final int DRAFT_WIDTH = 24;
    private static final int BATCH = 2;

    /** Limits of the time for measurements. */
    private static final double MOST_SECONDS = 20;

    private static final double MOST_SHARE = 0.04;

    /**
     * With less training time, pictures are trained at half resolution if that preserves their labels (bench/recipes).
     */
    private static final long STEPS_AT_FULL_RESOLUTION = 2_000;

    /** Steps after which volumes hardly improve (bench/recipes). */
    private static final long STEPS_OF_FULL_ACCURACY = 700;

    private final Cohort cohort;
    private final Labels labels;
    private final Fingerprint fingerprint;
    private final Budget budget;
    private final Resources resources;
    private final KlarsynRules rules;

    private Planner(
            Cohort cohort,
            Labels labels,
            Fingerprint fingerprint,
            Budget budget,
            Resources resources,
            KlarsynRules rules) {
        this.cohort = cohort;
        this.labels = labels;
        this.fingerprint = fingerprint;
        this.budget = budget;
        this.resources = resources;
        this.rules = rules;
    }

    /** A planner for these labels; the fingerprint must contain only training cases. */
    public static Planner of(Cohort cohort, Labels labels, Fingerprint fingerprint, Budget budget) {
        return new Planner(
                cohort,
                labels,
                fingerprint,
                budget,
                Resources.available(),
                KlarsynRules.of(cohort, labels, fingerprint, Blocks.PLAIN));
    }

    /** With these resources; the default is the whole machine. */
    public Planner on(Resources other) {
        return new Planner(cohort, labels, fingerprint, budget, other, rules);
    }

    /** With another kind of U-Net for Klarsyn's own plans. */
    public Planner withBlocks(Blocks other) {
        return new Planner(
                cohort, labels, fingerprint, budget, resources, KlarsynRules.of(cohort, labels, fingerprint, other));
    }

    private Optional<Planner> atHalfResolution() {
        return rules.atHalfResolution().map(half -> new Planner(cohort, labels, fingerprint, budget, resources, half));
    }

    /**
     * The plan without measurement, identical on all machines with the same number of cores and kind of processor.
     *
     * @throws PlanException if even the smallest network exceeds the memory limit
     */
    public SegmentationPlan byRules() {
        boolean few = budget.steps() > 0 && budget.steps() < STEPS_AT_FULL_RESOLUTION;
        return (few ? atHalfResolution().orElse(this) : this).narrowEnough();
    }

    private SegmentationPlan narrowEnough() {
        SegmentationPlan plan = narrowEnough(UnaryOperator.identity());
        return plan.withReasons(reasons(plan, "default width 24 without measurement"));
    }

    private SegmentationPlan narrowEnough(UnaryOperator<Compute> way) {
        return rules.patchSizes().stream()
                .flatMap(voxels -> fitting(voxels, way).stream())
                .findFirst()
                .orElseThrow(this::tooLittleMemory);
    }

    /** The draft with a maximum patch size, as wide as memory allows; empty if even the narrowest exceeds it. */
    private Optional<SegmentationPlan> fitting(int voxels, UnaryOperator<Compute> way) {
        return rules.widths().stream()
                .map(width -> draft(Math.min(width.channels(), DRAFT_WIDTH), voxels))
                .map(plan -> plan.withCompute(way.apply(plan.compute())))
                .filter(plan -> MemoryForecast.bytes(plan) <= budget.memoryBytes())
                .findFirst();
    }

    private PlanException tooLittleMemory() {
        SegmentationPlan smallest =
                draft(rules.widths().getLast().channels(), rules.patchSizes().getLast());
        return new PlanException(
                "%d MiB of memory are not enough for training".formatted(budget.memoryBytes() >> 20),
                Where.of("--memory"),
                "use at least --memory %dM".formatted((MemoryForecast.bytes(smallest) >> 20) + 1));
    }

    /**
     * The best plan for the remaining time, by measurement on this machine.
     *
     * @param cost            measures a step
     * @param trainingSeconds time left for calibration and training
     * @throws PlanException if even the smallest network cannot make enough steps
     */
    public SegmentationPlan byMeasurement(StepCost<SegmentationPlan> cost, double trainingSeconds) {
        double allowed = Math.min(MOST_SECONDS, MOST_SHARE * trainingSeconds);
        StepTimes times = new StepTimes(cost, resources.cores(), allowed);
        WidthSearch reach = new WidthSearch(budget.memoryBytes(), times, trainingSeconds);
        SegmentationPlan draft = narrowEnough();
        Calibration calibration = new CalibrationTrials(times, resources.cores(), budget.memoryBytes()).run(draft);
        SegmentationPlan best = draft.withCompute(calibration.fastest().compute());
        boolean few = trainingSeconds / calibration.fastest().secondsPerStep() < STEPS_AT_FULL_RESOLUTION;
        Planner planner = few ? atHalfResolution().orElse(this) : this;
        if (planner != this) {
            best = planner.narrowEnough(like(best.compute()));
            times.extrapolateFrom(best, times.seconds(best));
        }
        WidthSearch.Choice choice = planner.furthest(best, reach);
        List<Reason> reasons = new ArrayList<>(planner.reasons(choice.plan(), choice.why()));
        reasons.removeIf(reason -> reason.key().startsWith("compute."));
        reasons.addAll(measured(calibration));
        reasons.replaceAll(reason -> reason.key().equals("optimization.steps")
                ? new Reason(reason.key(), "", planner.forecast(choice))
                : reason);
        return choice.plan().withReasons(reasons);
    }

    /** The widest network that makes enough steps; if none does, on half the patch, and so on. */
    private WidthSearch.Choice furthest(SegmentationPlan first, WidthSearch reach) {
        SegmentationPlan draft = first;
        Optional<WidthSearch.Choice> choice = reach.widest(rules, draft);
        for (int voxels : rules.patchSizes().subList(1, rules.patchSizes().size())) {
            Optional<SegmentationPlan> smaller =
                    choice.isPresent() ? Optional.empty() : fitting(voxels, like(first.compute()));
            if (smaller.isPresent()
                    && smaller.get().patch().voxels() < draft.patch().voxels()) {
                draft = smaller.get();
                reach.times().extrapolateFrom(draft, reach.times().seconds(draft));
                choice = reach.widest(rules, draft);
            }
        }
        if (choice.isEmpty()) {
            throw tooLittleTime(draft, reach);
        }
        return choice.get();
    }

    /** The measured compute settings with the plan's batch size. */
    private static UnaryOperator<Compute> like(Compute measured) {
        return planned -> measured.withBatch(planned.batch());
    }

    private PlanException tooLittleTime(SegmentationPlan draft, WidthSearch reach) {
        WidthSearch.Width smallest = rules.widths().getLast();
        double step = reach.times().expected(rules.withWidth(draft, smallest.channels()));
        return new PlanException(
                "%.0f seconds are left for training, a step of the smallest network takes %.2f"
                        .formatted(Math.max(0, reach.trainingSeconds()), step),
                Where.of("--minutes"),
                String.format(
                        Locale.ROOT,
                        "add at least %.1f minutes",
                        Math.max(0.1, (2 * smallest.minSteps() * step - reach.trainingSeconds()) / 60)));
    }

    private SegmentationPlan draft(int width, int patchVoxels) {
        return rules.plan(width, patchVoxels, Compute.unmeasured(resources, BATCH), budget.steps());
    }

    // ---- descriptions

    /** The number of steps, and the time limit that would be enough. */
    private String forecast(WidthSearch.Choice choice) {
        double missing = (STEPS_OF_FULL_ACCURACY - choice.steps()) * choice.secondsPerStep();
        String steps = String.format(
                Locale.ROOT, "about %d steps of %.2f s fit the time limit", choice.steps(), choice.secondsPerStep());
        return switch (budget.time()) {
            case Budget.Minutes(double minutes)
            when missing > 0 && choice.plan().patch().depth() > 1 ->
                String.format(
                        Locale.ROOT,
                        "%s; accuracy usually increases up to about %d steps: --minutes %.0f",
                        steps,
                        STEPS_OF_FULL_ACCURACY,
                        Math.ceil(minutes + missing / 60));
            case Budget.Minutes _, Budget.Iterations _ -> steps;
        };
    }

    private List<Reason> reasons(SegmentationPlan plan, String width) {
        return PlanReasons.of(plan, fingerprint, labels, width);
    }

    private static List<Reason> measured(Calibration calibration) {
        String why = "the fastest measured configuration, in seconds per step: " + calibration.words();
        return List.of(
                new Reason("compute.precision", "", why),
                new Reason("compute.layout", "", "measured with the precision"),
                new Reason("compute.lanes", "", "measured with the precision"));
    }
}
