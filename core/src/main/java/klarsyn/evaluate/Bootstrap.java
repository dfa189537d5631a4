package klarsyn.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import klarsyn.base.Interval;
import klarsyn.base.Seed;

/**
 * Confidence intervals by resampling patients with all their cases (cluster bootstrap; Davison and Hinkley, 1997,
 * section 3.8). The ends are percentiles of 2000 resamples (Efron and Tibshirani, 1993). For one patient all resamples
 * are equal, which would suggest certainty, so the ends are NaN.
 */
public final class Bootstrap {

    static final int RESAMPLES = 2000;

    private Bootstrap() {}

    /** Groups items by patient, in the order of first appearance. */
    static <T> List<List<T>> clusters(List<T> items, List<String> patients) {
        Map<String, List<T>> clusters = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            clusters.computeIfAbsent(patients.get(i), patient -> new ArrayList<>())
                    .add(items.get(i));
        }
        return List.copyOf(clusters.values());
    }

    /** As {@link #mean(double[], List, Seed)}, with one patient per value. */
    public static Interval mean(double[] values, Seed seed) {
        return mean(
                values,
                IntStream.range(0, values.length).mapToObj(Integer::toString).toList(),
                seed);
    }

    /** The mean of the finite values with its 95 % interval; NaN marks undefined values. */
    public static Interval mean(double[] values, List<String> patients, Seed seed) {
        List<Double> finite = new ArrayList<>();
        List<String> whose = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                finite.add(values[i]);
                whose.add(patients.get(i));
            }
        }
        List<List<Double>> clusters = clusters(finite, whose);
        double[] sums = new double[clusters.size()];
        int[] counts = new int[clusters.size()];
        for (int c = 0; c < sums.length; c++) {
            sums[c] = clusters.get(c).stream().mapToDouble(Double::doubleValue).sum();
            counts[c] = clusters.get(c).size();
        }
        double mean = finite.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        return interval(mean, finite.size(), sums.length, seed, drawn -> {
            double sum = 0;
            int count = 0;
            for (int cluster : drawn) {
                sum += sums[cluster];
                count += counts[cluster];
            }
            return sum / count;
        });
    }

    /**
     * The percentile interval of any statistic of patients.
     *
     * @param figure    the statistic of all patients
     * @param n         number of values shown with the interval
     * @param statistic of patients drawn with replacement, given their indices
     */
    static Interval interval(double figure, int n, int patients, Seed seed, ToDoubleFunction<int[]> statistic) {
        if (patients == 0) {
            return Interval.NONE;
        }
        if (patients == 1) {
            return new Interval(figure, Double.NaN, Double.NaN, n);
        }
        RandomGenerator random = seed.generator();
        double[] figures = new double[RESAMPLES];
        int[] drawn = new int[patients];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            for (int i = 0; i < patients; i++) {
                drawn[i] = random.nextInt(patients);
            }
            figures[resample] = statistic.applyAsDouble(drawn);
        }
        double[] defined =
                Arrays.stream(figures).filter(Double::isFinite).sorted().toArray();
        if (defined.length == 0) {
            return new Interval(figure, Double.NaN, Double.NaN, n);
        }
        int low = (int) (0.025 * defined.length);
        int high = Math.max(low, (int) (0.975 * defined.length) - 1);
        return new Interval(figure, defined[low], defined[high], n);
    }
}
