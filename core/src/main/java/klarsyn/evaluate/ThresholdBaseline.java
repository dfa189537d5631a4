package klarsyn.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klarsyn.base.Interval;
import klarsyn.base.Seed;
import klarsyn.data.Labels;
import klarsyn.data.Labels.Label;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/**
 * What a model must beat: for each label the one range of intensities that fits it best.
 *
 * <p>Intensities are z-scores of the whole image, so images may be given as they are.
 *
 * @param ranges one for each foreground label, in their order
 * @param labels what the ranges were found for
 */
public record ThresholdBaseline(List<Range> ranges, Labels labels) {

    /**
     * The voxels that a label claims.
     *
     * @param low          least z-score, inclusive
     * @param high         z-score above the greatest, exclusive
     * @param trainingDice mean Dice over the training cases
     */
    public record Range(Label label, double low, double high, double trainingDice) {

        /** Of a label that no case has. */
        static Range nothing(Label label) {
            return new Range(label, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
        }
    }

    /** One channel of a case with its reference. */
    public record Example(Volume image, LabelMap reference) {}

    /** Keeps its own copy of the ranges. */
    public ThresholdBaseline {
        ranges = List.copyOf(ranges);
    }

    /**
     * Finds the ranges that maximise the mean Dice over the training cases, of 64 × 64 pairs of quantiles a label.
     *
     * <p>Each example is looked at once and not kept; a label that none of them has claims nothing.
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
     * Labels each voxel; one that several labels claim goes to the label with the higher training Dice, of regions, which
     * may overlap, to the later one.
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

    /** Over cases, of the mean Dice over a case's labels; each example is looked at once and not kept. */
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
