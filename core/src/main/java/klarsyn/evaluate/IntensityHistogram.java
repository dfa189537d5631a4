package klarsyn.evaluate;

import java.util.List;
import klarsyn.data.Labels.Label;
import klarsyn.image.Volume;

/** How often each z-score occurs in one case: in all voxels, and in those of each label. */
final class IntensityHistogram {

    /** z-scores from −4 to 4 in bins of 1/128; what lies outside counts to the outermost bin. */
    static final int BINS = 1024;

    private static final double LEAST = -4;
    private static final double WIDTH = 1.0 / 128;

    private final int[] all = new int[BINS];
    private final int[][] labels;

    private IntensityHistogram(int labels) {
        this.labels = new int[labels][BINS];
    }

    static IntensityHistogram of(ThresholdBaseline.Example example, List<Label> labels) {
        int[] positions = new int[Short.MAX_VALUE + 1];
        for (int i = 0; i < labels.size(); i++) {
            positions[labels.get(i).value()] = i + 1;
        }
        IntensityHistogram histogram = new IntensityHistogram(labels.size());
        ZScore zScore = ZScore.of(example.image());
        float[] intensities = example.image().voxels();
        short[] values = example.reference().voxels();
        for (int voxel = 0; voxel < intensities.length; voxel++) {
            int bin = bin(zScore.of(intensities[voxel]));
            histogram.all[bin]++;
            int position = positions[values[voxel]];
            if (position > 0) {
                histogram.labels[position - 1][bin]++;
            }
        }
        return histogram;
    }

    private static int bin(double z) {
        return (int) Math.clamp(Math.floor((z - LEAST) / WIDTH), 0, BINS - 1);
    }

    /** Lower edge of a bin as a z-score; the outermost bins are open. */
    static double edge(int bin) {
        if (bin == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return bin == BINS ? Double.POSITIVE_INFINITY : LEAST + bin * WIDTH;
    }

    /** Voxels a bin. */
    int[] all() {
        return all;
    }

    /** Voxels a bin of the label at a position of the list. */
    int[] label(int position) {
        return labels[position];
    }

    /** Takes intensities of one image to mean 0 and standard deviation 1. */
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
