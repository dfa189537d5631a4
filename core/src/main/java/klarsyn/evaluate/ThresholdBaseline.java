package klarsyn.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klarsyn.base.Interval;
import klarsyn.base.Seed;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/**
 * Baseline: for each label the best range of intensities.
 *
 * <p>Intensities are z-scores of the whole image, so images need no normalization.
 *
 * @param ranges one per foreground label, in order
 * @param labels of the ranges
 */
public record ThresholdBaseline(List<Range> ranges, Labels labels) {

    /**
     * The range of a label.
     *
     * @param low          lower z-score, inclusive
     * @param high         upper z-score, exclusive
     * @param trainingDice mean Dice over the training cases
     */
    public record Range(Label label, double low, double high, double trainingDice) {

        /** Range of a label without cases. */
        static Range nothing(Label label) {
            return new Range(label, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
        }
    }

    /** One channel of a case with its reference. */
    public record Example(Volume image, LabelMap reference) {}

    /** Copies the ranges. */
    public ThresholdBaseline {
        ranges = List.copyOf(ranges);
    }

    /**
     * Finds the ranges that maximize the mean Dice over the training cases, of 64 × 64 pairs of quantiles per label.
     *
     * <p>Each example is read once and not kept; a label without examples has an empty range.
     */
    public static ThresholdBaseline fit(Stream<Example> training, Labels labels) {
        List<Label> foreground = labels.foreground();
        List<IntensityHistogram> cases =
                training.map(example -> IntensityHistogram.of(example, labels)).toList();
        List<Range> ranges = IntStream.range(0, foreground.size())
                .mapToObj(position -> RangeSearch.best(cases, foreground.get(position), position))
                .toList();
        return new ThresholdBaseline(ranges, labels);
    }

    /**
     * Labels each voxel; in overlapping ranges, the label with the higher training Dice wins; of regions, which may
     * overlap, the later one.
     */
    public LabelMap predict(Volume image) {
        List<Range> best = labels.areRegions()
                ? ranges.reversed()
                : ranges.stream()
                        .sorted(Comparator.comparingDouble(Range::trainingDice).reversed())
                        .toList();
        IntensityHistogram.ZScore zScore = IntensityHistogram.ZScore.of(image);
        float[] intensities = image.voxels();
        short[] values = new short[intensities.length];
        for (int voxel = 0; voxel < values.length; voxel++) {
            values[voxel] = claim(best, zScore.of(intensities[voxel]));
        }
        return new LabelMap(image.geometry(), values);
    }

    private static short claim(List<Range> best, double z) {
        for (Range range : best) {
            if (range.low() <= z && z < range.high()) {
                return (short) range.label().value();
            }
        }
        return 0;
    }

    /** Mean over cases of the mean Dice over a case's labels; each example is read once and not kept. */
    public Interval dice(Stream<Example> test, Seed seed) {
        return Bootstrap.mean(test.mapToDouble(this::meanDice).toArray(), seed);
    }

    /** Mean Dice over the labels of a case; NaN if it has none. */
    public double meanDice(Example example) {
        return CaseScore.overlaps(example.reference(), predict(example.image()), labels).stream()
                .filter(overlap -> !overlap.isEmpty())
                .mapToDouble(overlap -> overlap.confusion().f1())
                .average()
                .orElse(Double.NaN);
    }
}
