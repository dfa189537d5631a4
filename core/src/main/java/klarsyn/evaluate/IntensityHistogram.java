package klarsyn.evaluate;

import java.util.List;
import java.util.stream.IntStream;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.image.Volume;

/** Histograms of z-scores in one case: of all voxels, and of each label. */
final class IntensityHistogram {

    /** z-scores from −4 to 4 in bins of 1/128; the outermost bins are open. */
    static final int BINS = 1024;

    private static final double MIN_Z = -4;
    private static final double WIDTH = 1.0 / 128;

    private final int[] all = new int[BINS];
    private final int[][] labels;

    private IntensityHistogram(int labels) {
        this.labels = new int[labels][BINS];
    }

    /** Voxels ignored in the reference are excluded from the histograms, but included in the mean. */
    static IntensityHistogram of(ThresholdBaseline.Example example, Labels labels) {
        int[][] positions = positions(labels.foreground());
        boolean[] ignored = new boolean[Short.MAX_VALUE + 1];
        labels.ignored().forEach(value -> ignored[value] = true);
        IntensityHistogram histogram = new IntensityHistogram(labels.count());
        ZScore zScore = ZScore.of(example.image());
        float[] intensities = example.image().voxels();
        short[] values = example.reference().voxels();
        for (int voxel = 0; voxel < intensities.length; voxel++) {
            if (ignored[values[voxel]]) {
                continue;
            }
            int bin = bin(zScore.of(intensities[voxel]));
            histogram.all[bin]++;
            for (int position : positions[values[voxel]]) {
                histogram.labels[position][bin]++;
            }
        }
        return histogram;
    }

    /** Indices of the labels that each voxel value belongs to. */
    private static int[][] positions(List<Label> labels) {
        int[][] positions = new int[Short.MAX_VALUE + 1][0];
        for (int i = 0; i < labels.size(); i++) {
            int position = i;
            for (int value : labels.get(i).members()) {
                positions[value] = IntStream.concat(IntStream.of(positions[value]), IntStream.of(position))
                        .toArray();
            }
        }
        return positions;
    }

    private static int bin(double z) {
        return (int) Math.clamp(Math.floor((z - MIN_Z) / WIDTH), 0, BINS - 1);
    }

    /** Lower edge of a bin as a z-score; the outermost bins are open. */
    static double edge(int bin) {
        if (bin == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return bin == BINS ? Double.POSITIVE_INFINITY : MIN_Z + bin * WIDTH;
    }

    /** Voxels per bin. */
    int[] all() {
        return all;
    }

    /** Voxels per bin of a label, by its index. */
    int[] label(int position) {
        return labels[position];
    }

    /** Scales the intensities of one image to mean 0 and standard deviation 1. */
    record ZScore(double mean, double deviation) {

        static ZScore of(Volume image) {
            double sum = 0;
            for (float value : image.voxels()) {
                sum += value;
            }
            double mean = sum / image.voxels().length;
            double squares = 0;
            for (float value : image.voxels()) {
                squares += (value - mean) * (value - mean);
            }
            double deviation = Math.sqrt(squares / image.voxels().length);
            return new ZScore(mean, deviation > 0 ? deviation : 1);
        }

        double of(float intensity) {
            return (intensity - mean) / deviation;
        }
    }
}
