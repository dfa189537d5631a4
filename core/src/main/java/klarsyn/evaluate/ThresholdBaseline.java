package klarsyn.evaluate;

import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.Interval;
import klarsyn.base.Seed;
import klarsyn.data.Label;
import klarsyn.data.Labels;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/**
 * What a model must beat: for each label the one range of intensities that fits it best.
 *
 * <p>Intensities are z-scores of the whole image, so images may be given as they are.
 *
 * @param ranges one for each foreground label
 */
public record ThresholdBaseline(List<Range> ranges) {

    /**
     * The voxels that a label claims.
     *
     * @param low          least z-score, inclusive
     * @param high         z-score above the greatest, exclusive
     * @param trainingDice mean Dice over the training cases
     */
    public record Range(Label label, double low, double high, double trainingDice) {}

    /** One channel of a case with its reference. */
    public record Example(Volume image, LabelMap reference) {}

    /** Keeps its own copy of the ranges. */
    public ThresholdBaseline {
        ranges = List.copyOf(ranges);
    }

    /** Finds the ranges that maximise the mean Dice over the training cases; each example is looked at once. */
    public static ThresholdBaseline fit(Stream<Example> training, Labels labels) {
        throw new UnsupportedOperationException("soon");
    }

    /** Labels each voxel; one that several labels claim goes to the label with the higher training Dice. */
    public LabelMap predict(Volume image) {
        throw new UnsupportedOperationException("soon");
    }

    /** Over cases, of the mean Dice over a case's labels. */
    public Interval dice(Stream<Example> test, Seed seed) {
        throw new UnsupportedOperationException("soon");
    }
}
