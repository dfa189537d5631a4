package klarsyn.plan;

import java.util.ArrayList;
import java.util.List;
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
record Reach(long memoryBytes, StepCost cost, double trainingSeconds, long start) {

    private static final int FEATURE_CAP = 320;

    /** Channels of the finest resolution, and the steps below which a narrower network reaches further. */
    record Width(int channels, int fewestSteps) {}

    static final List<Width> WIDTHS =
            List.of(new Width(32, 550), new Width(24, 250), new Width(16, 150), new Width(12, 100), new Width(8, 20));

    /**
     * A plan with the reason for its width.
     *
     * @param why a sentence with the measured figure
     */
    record Choice(Plan plan, String why) {}

    /**
     * The widest network on the draft's patch that makes enough steps, if one does.
     *
     * @param draft   the plan to widen or narrow
     * @param seconds measured cost of its step
     */
    Optional<Choice> widest(Plan draft, double seconds) {
        int draftWidth = draft.network().features().getFirst();
        for (Width width : WIDTHS) {
            Plan plan = draft.withNetwork(
                    draft.patch(),
                    draft.network()
                            .withFeatures(
                                    features(width.channels(), draft.network().stages())));
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
                "%d channels at the finest resolution want at least %d steps, and about %d of %.2f s fit",
                width.channels(),
                width.fewestSteps(),
                steps,
                step);
    }

    /** A step's cost grows faster than its width, and slower than the square of it, as long as copies count. */
    static double guess(double seconds, Width width, int draftWidth) {
        return seconds * Math.pow(width.channels() / (double) draftWidth, 1.5);
    }

    /** Channels of each resolution, doubling up to the cap. */
    static List<Integer> features(int width, int stages) {
        List<Integer> features = new ArrayList<>();
        for (int s = 0; s < stages; s++) {
            features.add(Math.min(FEATURE_CAP, width << s));
        }
        return features;
    }
}
