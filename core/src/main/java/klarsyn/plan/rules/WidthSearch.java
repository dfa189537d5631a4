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

    /** Half the channels of the second resolution, and the number of steps below which a narrower network is better. */
    record Width(int channels, int minSteps) {}

    /**
     * A plan with the reason for its width.
     *
     * @param why a sentence with measured values
     */
    record Choice(SegmentationPlan plan, String why) {}

    /**
     * The widest network on the draft's patch that makes enough steps, if any; wider ones than the draft are measured.
     *
     * @param rules rules of the draft
     * @param draft the plan to change
     */
    Optional<Choice> widest(KlarsynRules rules, SegmentationPlan draft) {
        for (Width width : rules.widths()) {
            SegmentationPlan plan = rules.withWidth(draft, width.channels());
            double guess = times.expected(plan);
            boolean wider = width.channels() > KlarsynRules.width(draft);
            boolean promising = !wider || left() / guess >= 0.8 * width.minSteps();
            if (!promising || MemoryForecast.bytes(plan) > memoryBytes) {
                continue;
            }
            double step = wider ? times.seconds(plan) : guess;
            long steps = (long) (left() / step);
            if (steps >= width.minSteps()) {
                return Optional.of(new Choice(plan, words(width, steps, step)));
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
