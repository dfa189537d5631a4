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
 * @param low  lower end of the 95 % interval, in the unit of the mean
 * @param high upper end of it
 * @param n    number of finite values
 */
public record Interval(double mean, double low, double high, int n) {

    private static final int RESAMPLES = 2000;

    /**
     * The mean of the finite values with its 95 % percentile bootstrap interval from 2000 resamples.
     *
     * <p>NaN marks a value that is not defined (an empty reference) and is left out; no finite value gives NaN ends, one
     * gives an interval of width 0 (Efron and Tibshirani, 1993).
     */
    public static Interval bootstrap(double[] values, Seed seed) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN, 0);
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
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f], n = %d", mean, low, high, n);
    }
}
