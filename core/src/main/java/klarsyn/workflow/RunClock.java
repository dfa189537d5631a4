package klarsyn.workflow;

import java.time.Duration;
import java.time.Instant;
import klarsyn.plan.Budget;

/**
 * How much of a study's time is left.
 *
 * @param study with its budget and start
 */
record RunClock(StudySpec study) {

    /** Report, saving and the end of the process. */
    private static final double CLOSING_SECONDS = 6;

    /**
     * Wall clock that training may take.
     *
     * @param afterwards seconds that are reserved for what comes between it and the report
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
