package klarsyn.plan.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import klarsyn.plan.Compute;

/**
 * Measured speed of compute configurations on this machine.
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

    /** The fastest trial; the earliest of equal ones. */
    Trial fastest() {
        return trials.stream()
                .min(Comparator.comparingDouble(Trial::secondsPerStep))
                .orElseThrow();
    }

    /** All trials in a sentence, the fastest first. */
    String words() {
        return trials.stream()
                .sorted(Comparator.comparingDouble(Trial::secondsPerStep))
                .map(Trial::words)
                .collect(Collectors.joining("; "));
    }
}
