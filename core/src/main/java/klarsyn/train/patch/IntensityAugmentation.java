package klarsyn.train.patch;

import klarsyn.plan.Variation.Gamma.GammaInput;

/** Changes the intensities of a channel voxel by voxel. */
sealed interface IntensityAugmentation extends Augmentation {

    /** The channel. */
    int channel();

    /** Changes the channel's range of an array. */
    void change(float[] image, int from, int to);

    @Override
    default void apply(LabeledPatch sample) {
        int voxels = sample.patch().voxels();
        change(sample.image(), channel() * voxels, (channel() + 1) * voxels);
    }

    /** Multiplies by a factor. */
    record Brightness(int channel, double factor) implements IntensityAugmentation {
        @Override
        public void change(float[] image, int from, int to) {
            for (int i = from; i < to; i++) {
                image[i] *= (float) factor;
            }
        }
    }

    /** Changes the contrast about the channel's mean, clipped to its range. */
    record Contrast(int channel, double factor) implements IntensityAugmentation {
        @Override
        public void change(float[] image, int from, int to) {
            Range range = Range.of(image, from, to);
            for (int i = from; i < to; i++) {
                double stretched = range.mean + factor * (image[i] - range.mean);
                image[i] = (float) Math.clamp(stretched, range.min, range.max);
            }
        }
    }

    /**
     * Gamma augmentation of the channel.
     *
     * @param channel the channel
     * @param power   above 0
     * @param bent    the image or its negative
     * @param kept    preserved statistics
     */
    record Gamma(int channel, double power, GammaInput bent, Kept kept) implements IntensityAugmentation {

        /** Preserved statistics of a channel. */
        enum Kept {
            /** Minimum and maximum. */
            RANGE,
            /** Mean and standard deviation. */
            MOMENTS
        }

        @Override
        public void change(float[] image, int from, int to) {
            Range before = Range.of(image, from, to);
            double width = Math.max(before.max - before.min, 1e-7);
            for (int i = from; i < to; i++) {
                double share = (image[i] - before.min) / width;
                double curved = switch (bent) {
                    case IMAGE -> Math.pow(share, power);
                    case NEGATIVE -> 1 - Math.pow(1 - share, power);
                };
                image[i] = (float) (before.min + width * curved);
            }
            if (kept == Kept.MOMENTS) {
                Range after = Range.of(image, from, to);
                double factor = before.deviation / Math.max(after.deviation, 1e-7);
                for (int i = from; i < to; i++) {
                    image[i] = (float) (before.mean + factor * (image[i] - after.mean));
                }
            }
        }
    }

    /** Range and moments of a channel. */
    record Range(double min, double max, double mean, double deviation) {
        static Range of(float[] image, int from, int to) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            double sum = 0;
            for (int i = from; i < to; i++) {
                min = Math.min(min, image[i]);
                max = Math.max(max, image[i]);
                sum += image[i];
            }
            double mean = sum / (to - from);
            double squares = 0;
            for (int i = from; i < to; i++) {
                squares += (image[i] - mean) * (image[i] - mean);
            }
            return new Range(min, max, mean, Math.sqrt(squares / (to - from)));
        }
    }
}
