package klarsyn.plan.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import klarsyn.plan.Compute;
import klarsyn.plan.SegmentationPlan;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;

/**
 * Measures the speed of compute configurations on this machine, within a fraction of the budget.
 *
 * @param trials measured configurations, in order of measurement
 */
public record Calibration(List<Trial> trials) {

    /** Copies the list. */
    public Calibration {
        trials = List.copyOf(trials);
    }

    /**
     * One measured configuration.
     *
     * @param compute        precision, layout and lanes
     * @param secondsPerStep time of one step
     */
    public record Trial(Compute compute, double secondsPerStep) {

        String words() {
            return String.format(
                    Locale.ROOT,
                    "%s %s, %s: %.2f s",
                    compute.precision().name().toLowerCase(Locale.ROOT),
                    compute.layout().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    compute.lanes() == 1 ? "one lane with all threads" : compute.lanes() + " lanes",
                    secondsPerStep);
        }
    }

    /**
     * Measures the draft's configuration, then others that differ from it in lanes, layout or precision, until the time
     * is used up. The fastest is selected.
     *
     * <p>They affect only speed and, within rounding, results, except for losses over the batch, which see one lane's
     * samples.
     *
     * @param draft       the plan to measure
     * @param seconds     time limit, at least that of the one required trial
     * @param memoryBytes configurations that need more are skipped
     */
    static Calibration run(
            SegmentationPlan draft, StepCost<SegmentationPlan> cost, int cores, double seconds, long memoryBytes) {
        long start = System.nanoTime();
        List<Trial> trials = new ArrayList<>();
        Compute base = draft.compute();
        trials.add(trial(draft, base, cost));
        for (Compute candidate : candidates(base, cores)) {
            double elapsed = (System.nanoTime() - start) / 1e9;
            double slowest =
                    trials.stream().mapToDouble(Trial::secondsPerStep).max().orElseThrow();
            // a trial makes three steps, and FP32 may take three times as long as BF16
            double next = (candidate.precision() == Precision.FP32 ? 9 : 4) * slowest;
            boolean fits = MemoryForecast.bytes(draft.withCompute(candidate)) <= memoryBytes;
            if (fits && elapsed + next <= seconds) {
                trials.add(trial(draft, candidate, cost));
            }
        }
        return new Calibration(trials);
    }

    private static Trial trial(SegmentationPlan draft, Compute compute, StepCost<SegmentationPlan> cost) {
        int steps = compute.precision() == Precision.FP32 ? 1 : 2;
        return new Trial(compute, cost.seconds(draft.withCompute(compute), steps));
    }

    private static List<Compute> candidates(Compute base, int cores) {
        List<Compute> candidates = new ArrayList<>();
        if (base.device() == Device.CPU && cores > 1 && base.batch() > 1) {
            int lanes = base.lanes() == 1 ? Math.min(base.batch(), cores) : 1;
            candidates.add(new Compute(base.device(), base.precision(), base.layout(), lanes, base.batch()));
        }
        candidates.add(
                base.withLayout(base.layout() == Layout.CHANNELS_LAST ? Layout.CONTIGUOUS : Layout.CHANNELS_LAST));
        Precision other = base.precision() == Precision.BF16 ? Precision.FP32 : Precision.BF16;
        candidates.add(new Compute(base.device(), other, base.layout(), base.lanes(), base.batch()));
        return candidates;
    }

    /** The fastest trial. */
    Trial fastest() {
        return trials.stream()
                .min(java.util.Comparator.comparingDouble(Trial::secondsPerStep))
                .orElseThrow();
    }

    /** All trials in a sentence, the fastest first. */
    String words() {
        return trials.stream()
                .sorted(java.util.Comparator.comparingDouble(Trial::secondsPerStep))
                .map(Trial::words)
                .collect(java.util.stream.Collectors.joining("; "));
    }
}
