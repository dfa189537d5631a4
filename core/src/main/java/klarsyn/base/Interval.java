package klarsyn.base;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * A mean with the interval that it is known to, and the number of cases behind it.
 *
 * @param mean the mean; NaN if there are no cases
 * @param low  lower end of the 95 % interval, in the unit of the mean; NaN where one value or none says how sure it is
 * @param high upper end of it
 * @param n    number of finite values
 */
public record Interval(double mean, double low, double high, int n) {

    private static final int RESAMPLES = 2000;

    /**
     * The mean of the finite values with its 95 % percentile bootstrap interval from 2000 resamples.
     *
     * <p>NaN marks a value that is not defined (an empty reference) and is left out (Efron and Tibshirani, 1993). Of one
     * finite value all resamples are the same, which would look like certainty: the ends are NaN then.
     */
    public static Interval bootstrap(double[] values, Seed seed) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        if (finite.length == 1) {
            return new Interval(finite[0], Double.NaN, Double.NaN, 1);
        }
        RandomGenerator random = seed.generator();
        double[] means = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double sum = 0;
            for (int i = 0; i < finite.length; i++) {
                sum += finite[random.nextInt(finite.length)];
            }
            means[resample] = sum / finite.length;
        }
        Arrays.sort(means);
        double mean = Arrays.stream(finite).average().orElseThrow();
        return new Interval(
                mean, means[(int) (0.025 * RESAMPLES)], means[(int) (0.975 * RESAMPLES) - 1], finite.length);
    }

    /** Whether more is known than the mean. */
    public boolean hasEnds() {
        return Double.isFinite(low) && Double.isFinite(high);
    }

    /** {@code {"mean", "ci95": [low, high], "n"}}, null where a figure is not defined. */
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
