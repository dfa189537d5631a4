package klarsyn.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * MONAI's ways to make fewer numbers of those of items and channels, which skip NaN; sums are no figures of ours.
 *
 * @param values  what is left
 * @param notNans how many numbers stand behind each
 */
@SuppressWarnings("ArrayRecordComponent")
public record MonaiReduction(double[] values, double[] notNans) {

    public static MonaiReduction of(double[][] items, String reduction) {
        double[][] channels = IntStream.range(0, items[0].length)
                .mapToObj(channel ->
                        Arrays.stream(items).mapToDouble(item -> item[channel]).toArray())
                .toArray(double[][]::new);
        double[] all = Arrays.stream(items).flatMapToDouble(Arrays::stream).toArray();
        return switch (reduction) {
            case "none" ->
                new MonaiReduction(
                        all,
                        Arrays.stream(all)
                                .map(value -> Double.isNaN(value) ? 0 : 1)
                                .toArray());
            case "mean" -> {
                double[] means = Arrays.stream(items)
                        .filter(item -> count(item) > 0)
                        .mapToDouble(item -> sum(item) / count(item))
                        .toArray();
                yield new MonaiReduction(
                        new double[] {means.length == 0 ? 0 : sum(means) / means.length}, new double[] {means.length});
            }
            case "sum" -> new MonaiReduction(new double[] {sum(all)}, new double[] {count(all)});
            case "mean_batch" -> each(channels, true);
            case "sum_batch" -> each(channels, false);
            case "mean_channel" -> each(items, true);
            case "sum_channel" -> each(items, false);
            default -> throw new IllegalArgumentException(reduction);
        };
    }

    private static MonaiReduction each(double[][] rows, boolean isMean) {
        return new MonaiReduction(
                Arrays.stream(rows)
                        .mapToDouble(row -> isMean && count(row) > 0 ? sum(row) / count(row) : sum(row))
                        .toArray(),
                Arrays.stream(rows).mapToDouble(MonaiReduction::count).toArray());
    }

    private static double sum(double[] row) {
        return Arrays.stream(row).filter(value -> !Double.isNaN(value)).sum();
    }

    private static double count(double[] row) {
        return Arrays.stream(row).filter(value -> !Double.isNaN(value)).count();
    }
}
