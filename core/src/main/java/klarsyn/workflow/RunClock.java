package klarsyn.workflow;

import java.time.Duration;
import java.time.Instant;
import klarsyn.plan.Budget;

/**
 * Remaining time of a study.
 *
 * @param study with its budget and start
 */
record RunClock(StudySpec study) {

    /** Seconds for the report, saving and the end of the process. */
    private static final double CLOSING_SECONDS = 6;

    /**
     * Time limit of the training.
     *
     * @param afterwards seconds reserved between training and report
     */
    double trainingSeconds(double afterwards) {
        return switch (study.budget().time()) {
            case Budget.Iterations _ -> Double.POSITIVE_INFINITY;
            case Budget.Minutes(double minutes) -> {
                double elapsed = Duration.between(study.start(), Instant.now()).toMillis() / 1000.0;
                yield 60 * minutes - elapsed - afterwards - CLOSING_SECONDS;
            }
        };
    }
}
