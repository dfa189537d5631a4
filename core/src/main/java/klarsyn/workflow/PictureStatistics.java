package klarsyn.workflow;

import java.util.ArrayList;
import java.util.List;
import klarsyn.data.Case;
import klarsyn.data.OpenArrays;
import klarsyn.image.Volume;
import klarsyn.prepare.PictureInput;

/**
 * Statistics that determine a network's input.
 *
 * @param heights    of the pictures that were read, pixels
 * @param widths     of them, pixels
 * @param means      of each channel, over all their pixels
 * @param deviations standard deviation of each channel
 */
record PictureStatistics(List<Integer> heights, List<Integer> widths, List<Double> means, List<Double> deviations) {

    /** Larger pictures are downsampled to this size, which suffices for most classes. */
    private static final int LARGEST_SIDE = 96;

    private static final int PICTURES = 1000;

    /** Of at most 1000 training pictures, evenly spaced. */
    static PictureStatistics of(List<Case> training, int channels) {
        int step = Math.max(1, Math.ceilDiv(training.size(), PICTURES));
        List<Integer> heights = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        double[] sums = new double[channels];
        double[] squares = new double[channels];
        long[] counts = new long[channels];
        OpenArrays arrays = new OpenArrays();
        for (int i = 0; i < training.size(); i += step) {
            List<Volume> picture = training.get(i).readImage(arrays);
            heights.add(picture.getFirst().shape().y());
            widths.add(picture.getFirst().shape().x());
            for (int channel = 0; channel < Math.min(channels, picture.size()); channel++) {
                for (float value : picture.get(channel).voxels()) {
                    sums[channel] += value;
                    squares[channel] += (double) value * value;
                }
                counts[channel] += picture.get(channel).voxels().length;
            }
        }
        List<Double> means = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            double mean = sums[channel] / counts[channel];
            double variance = squares[channel] / counts[channel] - mean * mean;
            means.add(mean);
            deviations.add(variance > 1e-12 ? Math.sqrt(variance) : 1);
        }
        return new PictureStatistics(heights, widths, means, deviations);
    }

    /** The median size, with the longer side limited to 96 pixels. */
    PictureInput input() {
        int height = median(heights);
        int width = median(widths);
        double factor = Math.min(1, (double) LARGEST_SIDE / Math.max(height, width));
        return new PictureInput(
                Math.max(1, (int) Math.round(factor * height)),
                Math.max(1, (int) Math.round(factor * width)),
                means,
                deviations);
    }

    private static int median(List<Integer> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
