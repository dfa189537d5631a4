package klarsyn.train;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.image.Shape;
import klarsyn.plan.Patch;
import klarsyn.plan.PreviousVariation;

/** The first and the last that is done to a sample. */
final class Finishing {

    private Finishing() {}

    /** A sample outside everything. */
    static Sample blankSample(PreparedCase subject, Patch patch) {
        float[] labels = new float[patch.voxels()];
        Arrays.fill(labels, PreparedCase.OUTSIDE);
        return new Sample(
                patch,
                new float[Math.multiplyExact(subject.channels(), patch.voxels())],
                labels,
                new float[subject.hasPrevious() ? patch.voxels() : 0]);
    }

    /** What lies outside becomes background, and 0 in the channels that are normalized without it. */
    static void blank(Sample sample, List<Integer> channels) {
        float[] labels = sample.labels();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                labels[i] = 0;
                for (int channel : channels) {
                    sample.image()[channel * labels.length + i] = 0;
                }
            }
        }
    }

    /** The sample with a channel more for each label of an earlier network, 1 where it said so, after some variation. */
    static Sample withPrevious(Sample sample, List<Integer> values, List<PreviousVariation> variations, Seed seed) {
        int voxels = sample.patch().voxels();
        int first = sample.channels();
        float[] image = Arrays.copyOf(sample.image(), Math.multiplyExact(first + values.size(), voxels));
        for (int label = 0; label < values.size(); label++) {
            for (int i = 0; i < voxels; i++) {
                image[(first + label) * voxels + i] = sample.previous()[i] == values.get(label) ? 1 : 0;
            }
        }
        Shape shape = new Shape(
                sample.patch().width(), sample.patch().height(), sample.patch().depth());
        PreviousChannels channels = new PreviousChannels(image, shape, first, values.size());
        RandomGenerator random = seed.generator();
        for (PreviousVariation variation : variations) {
            if (random.nextDouble() < variation.probability()) {
                channels.vary(variation, random);
            }
        }
        return new Sample(sample.patch(), image, sample.labels());
    }
}
