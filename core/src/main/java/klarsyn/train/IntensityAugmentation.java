package klarsyn.train;

import java.util.Arrays;

/** Changes intensities voxel by voxel. */
sealed interface IntensityAugmentation extends Augmentation {

    /** Multiplies by a factor. */
    record Brightness(double factor) implements IntensityAugmentation {
        @Override
        public void apply(Sample sample) {
            float[] image = sample.image();
            for (int i = 0; i < image.length; i++) {
                image[i] *= (float) factor;
            }
        }
    }

    /** Stretches about each channel's mean, clipped to the channel's range. */
    record Contrast(double factor) implements IntensityAugmentation {
        @Override
        public void apply(Sample sample) {
            eachChannel(sample, (image, from, to) -> {
                Range range = Range.of(image, from, to);
                for (int i = from; i < to; i++) {
                    double stretched = range.mean + factor * (image[i] - range.mean);
                    image[i] = (float) Math.clamp(stretched, range.min, range.max);
                }
            });
        }
    }

    /**
     * Bends each channel's range by a power, its mean and deviation kept.
     *
     * @param gamma    the power
     * @param inverted bends the negative image
     */
    record Gamma(double gamma, boolean inverted) implements IntensityAugmentation {
        @Override
        public void apply(Sample sample) {
            eachChannel(sample, this::bend);
        }

        private void bend(float[] image, int from, int to) {
            Range before = Range.of(image, from, to);
            double width = Math.max(before.max - before.min, 1e-7);
            for (int i = from; i < to; i++) {
                double share = (image[i] - before.min) / width;
                double bent = inverted ? 1 - Math.pow(1 - share, gamma) : Math.pow(share, gamma);
                image[i] = (float) (before.min + width * bent);
            }
            Range after = Range.of(image, from, to);
            double factor = before.deviation / Math.max(after.deviation, 1e-7);
            for (int i = from; i < to; i++) {
                image[i] = (float) (before.mean + factor * (image[i] - after.mean));
            }
        }
    }

    /** What is done to the part of an array that holds one channel. */
    @FunctionalInterface
    interface ChannelChange {
        void apply(float[] image, int from, int to);
    }

    private static void eachChannel(Sample sample, ChannelChange change) {
        int voxels = sample.labels().length;
        for (int channel = 0; channel < sample.channels(); channel++) {
            change.apply(sample.image(), channel * voxels, (channel + 1) * voxels);
        }
    }

    /** Extent and moments of a channel. */
    record Range(double min, double max, double mean, double deviation) {
        static Range of(float[] image, int from, int to) {
            float[] part = Arrays.copyOfRange(image, from, to);
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            double sum = 0;
            for (float value : part) {
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
            }
            double mean = sum / part.length;
            double squares = 0;
            for (float value : part) {
                squares += (value - mean) * (value - mean);
            }
            return new Range(min, max, mean, Math.sqrt(squares / part.length));
        }
    }
}
