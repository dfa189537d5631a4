package klarsyn.plan.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import klarsyn.plan.Compute;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.rules.Calibration.Trial;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;

/**
 * Measures compute configurations of a plan, the most promising first, until the time is used up.
 *
 * <p>A single convolution in each precision, measured in tenths of a second, decides which precision is tried first, and
 * whether the other is worth a step: BF16 without support by the libraries is thirty times slower than FP32. The
 * configurations affect only speed and, within rounding, results, except for losses over the batch, which see one lane's
 * samples.
 */
final class CalibrationTrials {

    /** A precision whose convolutions are slower than this share of the fastest's is not tried. */
    private static final double WORTH_A_TRIAL = 0.5;

    /** A configuration may take longer than the fastest one so far. */
    private static final double SLOWER = 1.5;

    /** Configurations closer than that are measured again, because single measurements differ by as much. */
    private static final double CLOSE = 1.2;

    private final StepTimes times;
    private final int cores;
    private final long memoryBytes;
    private final Map<Precision, Double> gigaflops = new EnumMap<>(Precision.class);
    private final List<Trial> trials = new ArrayList<>();

    /**
     * No trials yet.
     *
     * @param memoryBytes configurations that need more are skipped
     */
    CalibrationTrials(StepTimes times, int cores, long memoryBytes) {
        this.times = times;
        this.cores = cores;
        this.memoryBytes = memoryBytes;
    }

    /** Measures configurations of a draft; the first one always. */
    Calibration run(SegmentationPlan draft) {
        for (Precision precision : Precision.values()) {
            times.gigaflops(draft.compute().withPrecision(precision))
                    .ifPresent(speed -> gigaflops.put(precision, speed));
        }
        for (Compute compute : candidates(draft.compute())) {
            SegmentationPlan plan = draft.withCompute(compute);
            if (trials.isEmpty()) {
                trials.add(new Trial(compute, times.first(plan)));
            } else if (MemoryForecast.bytes(plan) <= memoryBytes && times.allows(SLOWER * expected(compute))) {
                trials.add(new Trial(compute, times.measure(plan)));
            }
        }
        repeat(draft);
        Calibration calibration = new Calibration(trials);
        Trial fastest = calibration.fastest();
        times.extrapolateFrom(draft.withCompute(fastest.compute()), fastest.secondsPerStep());
        return calibration;
    }

    private void repeat(SegmentationPlan draft) {
        double fastest = new Calibration(trials).fastest().secondsPerStep();
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            boolean isClose = trials.size() > 1 && trial.secondsPerStep() < CLOSE * fastest;
            if (isClose && times.allows(SLOWER * trial.secondsPerStep())) {
                double again = times.measure(draft.withCompute(trial.compute()));
                trials.set(i, new Trial(trial.compute(), Math.min(trial.secondsPerStep(), again)));
            }
        }
    }

    /** From the fastest trial of the same precision, or from another by the speed of convolutions. */
    private double expected(Compute compute) {
        Precision precision = compute.precision();
        OptionalDouble same = trials.stream()
                .filter(trial -> trial.compute().precision() == precision)
                .mapToDouble(Trial::secondsPerStep)
                .min();
        Trial fastest = new Calibration(trials).fastest();
        return same.orElseGet(
                () -> fastest.secondsPerStep() * speed(fastest.compute().precision()) / speed(precision));
    }

    /** Relative speed; without measurement, FP32 may take three times as long as BF16, and BF16 as long as FP32. */
    private double speed(Precision precision) {
        return gigaflops.isEmpty()
                ? (precision == Precision.BF16 ? 1.0 : 1.0 / 3)
                : gigaflops.getOrDefault(precision, 0.0);
    }

    /** Ordered by promise: the faster precision, then the layout and the lanes of the draft. */
    private List<Compute> candidates(Compute draft) {
        List<Precision> precisions = Stream.of(Precision.values())
                .sorted(Comparator.comparingDouble(one -> -promise(one, draft)))
                .filter(one -> gigaflops.isEmpty() || speed(one) >= WORTH_A_TRIAL * fastestSpeed())
                .toList();
        Layout other = draft.layout() == Layout.CHANNELS_LAST ? Layout.CONTIGUOUS : Layout.CHANNELS_LAST;
        List<Compute> candidates = new ArrayList<>();
        for (Precision precision : precisions) {
            candidates.add(draft.withPrecision(precision));
        }
        for (Precision precision : precisions) {
            Compute usual = draft.withPrecision(precision);
            candidates.add(usual.withLayout(other));
            otherLanes(draft).forEach(lanes -> candidates.add(usual.withLanes(lanes)));
        }
        return candidates;
    }

    private double promise(Precision precision, Compute draft) {
        double known = gigaflops.isEmpty() ? 0 : speed(precision) / fastestSpeed();
        return known + (precision == draft.precision() ? 0.2 : 0);
    }

    private double fastestSpeed() {
        return gigaflops.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
    }

    /** One lane with all threads, or one sample per lane. */
    private List<Integer> otherLanes(Compute draft) {
        int most = Math.min(draft.batch(), cores);
        return draft.device() == Device.GPU || most == 1
                ? List.of()
                : Stream.of(1, most).filter(lanes -> lanes != draft.lanes()).toList();
    }
}
