package klarsyn.plan;

import java.util.Locale;
import java.util.Optional;

/**
 * How wide a network the time holds: the widest that still makes enough steps.
 *
 * <p>What enough is was fitted on {@code bench/recipes}: a wider network learns more from a step, until it makes too few.
 *
 * @param memoryBytes     largest resident size
 * @param cost            measures a step
 * @param trainingSeconds wall clock from the start of the calibration to the end of the training
 * @param start           {@link System#nanoTime} at the start of the calibration
 */
record WidthSearch(long memoryBytes, StepCost<SegmentationPlan> cost, double trainingSeconds, long start) {

    /** Half the channels of the second resolution, and the steps below which a narrower network reaches further. */
    record Width(int channels, int fewestSteps) {}

    /**
     * A plan with the reason for its width.
     *
     * @param why a sentence with the measured figure
     */
    record Choice(SegmentationPlan plan, String why) {}

    /**
     * The widest network on the draft's patch that makes enough steps, if one does.
     *
     * @param own     rules that the draft was made by
     * @param draft   the plan to widen or narrow
     * @param seconds measured cost of its step
     */
    Optional<Choice> widest(OwnRules own, SegmentationPlan draft, double seconds) {
        int draftWidth = OwnRules.width(draft);
        for (Width width : own.widths()) {
            SegmentationPlan plan = own.withWidth(draft, width.channels());
            double guess = guess(seconds, width, draftWidth);
            boolean wider = width.channels() > draftWidth;
            boolean hopeful = !wider || left() / guess >= 0.8 * width.fewestSteps();
            if (!hopeful || MemoryForecast.bytes(plan) > memoryBytes) {
                continue;
            }
            double step = wider ? cost.seconds(plan, 2) : guess;
            long steps = (long) (left() / step);
            if (steps >= width.fewestSteps()) {
                return Optional.of(new Choice(plan, words(width, steps, step)));
            }
        }
        return Optional.empty();
    }

    private double left() {
        return trainingSeconds - (System.nanoTime() - start) / 1e9;
    }

    private static String words(Width width, long steps, double step) {
        return String.format(
                Locale.ROOT,
                "a width of %d wants at least %d steps, and about %d of %.2f s fit",
                width.channels(),
                width.fewestSteps(),
                steps,
                step);
    }

    /** A step's cost grows faster than its width, and slower than the square of it, as long as copies count. */
    static double guess(double seconds, Width width, int draftWidth) {
        return seconds * Math.pow(width.channels() / (double) draftWidth, 1.5);
    }
}
