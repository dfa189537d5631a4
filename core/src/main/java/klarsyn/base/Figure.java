package klarsyn.base;

/**
 * A measured value with its interval and number of cases.
 *
 * @param measure  what was measured
 * @param interval its value
 */
public record Figure(Measure measure, Interval interval) {

    /** The value; NaN if there are no cases. */
    public double value() {
        return interval.mean();
    }

    @Override
    public String toString() {
        return measure.name() + " " + interval;
    }
}
