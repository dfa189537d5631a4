package klarsyn.plan.rules;

import java.util.Locale;
import java.util.Optional;
import klarsyn.plan.SegmentationPlan;

/**
 * Searches the widest network that makes enough steps in the available time.
 *
 * <p>The required number of steps was fitted on {@code bench/recipes}: a wider network learns more per step, but makes
 * fewer.
 *
 * @param memoryBytes     limit of the resident size
 * @param times           of steps
 * @param trainingSeconds time from the start of the measurements to the end of the training
 */
record WidthSearch(long memoryBytes, StepTimes times, double trainingSeconds) {

    /** Share of the required steps that an extrapolated time must allow: it may be too long. */
    private static final double PROMISING = 0.7;

    /** Half the channels of the second resolution, and the number of steps below which a narrower network is better. */
    record Width(int channels, int minSteps) {}

    /**
     * A plan with the reason for its width.
     *
     * @param why            a sentence with measured values
     * @param steps          number of steps that fit the time limit
     * @param secondsPerStep measured, or extrapolated
     */
    record Choice(SegmentationPlan plan, String why, long steps, double secondsPerStep) {}

    /**
     * The widest network on the draft's patch that makes enough steps, if any; other widths are measured while time is
     * left.
     *
     * @param rules rules of the draft
     * @param draft the plan to change
     */
    Optional<Choice> widest(KlarsynRules rules, SegmentationPlan draft) {
        for (Width width : rules.widths()) {
            SegmentationPlan plan = rules.withWidth(draft, width.channels());
            double guess = times.expected(plan);
            boolean promising = left() / guess >= PROMISING * width.minSteps();
            if (!promising || MemoryForecast.bytes(plan) > memoryBytes) {
                continue;
            }
            boolean isDraft = width.channels() == KlarsynRules.width(draft);
            double step = isDraft ? guess : times.seconds(plan);
            long steps = (long) (left() / step);
            if (steps >= width.minSteps()) {
                return Optional.of(new Choice(plan, words(width, steps, step), steps, step));
            }
        }
        return Optional.empty();
    }

    private double left() {
        return trainingSeconds - times.elapsed();
    }

    private static String words(Width width, long steps, double step) {
        return String.format(
                Locale.ROOT,
                "width %d requires at least %d steps, and about %d steps of %.2f s fit the time limit",
                width.channels(),
                width.minSteps(),
                steps,
                step);
    }
}
