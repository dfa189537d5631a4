package klarsyn.base;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * A mean with its confidence interval and the number of cases.
 *
 * @param mean the mean; NaN if there are no cases
 * @param low  lower end of the 95 % interval, in the unit of the mean; NaN if there are too few values for an interval
 * @param high upper end of the interval
 * @param n    number of finite values
 */
public record Interval(double mean, double low, double high, int n) {

    /** The interval of no cases: all NaN. */
    public static final Interval NONE = new Interval(Double.NaN, Double.NaN, Double.NaN, 0);

    /** Whether there is an interval besides the mean. */
    public boolean hasEnds() {
        return Double.isFinite(low) && Double.isFinite(high);
    }

    /** {@code {"mean", "ci95": [low, high], "n"}}; null where a value is undefined. */
    public Json.Members json() {
        SequencedMap<String, Json> members = new LinkedHashMap<>();
        members.put("mean", Json.of(mean));
        members.put("ci95", Json.of(List.of(low, high)));
        members.put("n", Json.of(n));
        return new Json.Members(members);
    }

    @Override
    public String toString() {
        return hasEnds()
                ? String.format(Locale.ROOT, "%.3f [%.3f, %.3f], n = %d", mean, low, high, n)
                : String.format(Locale.ROOT, "%.3f, n = %d", mean, n);
    }
}
