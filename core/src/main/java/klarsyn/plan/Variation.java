package klarsyn.plan;

import java.util.List;
import klarsyn.plan.AugmentationPlan.Plane;
import klarsyn.plan.AugmentationPlan.Span;

/** An intensity augmentation of training patches. Random values are drawn separately for each channel unless noted. */
public sealed interface Variation {

    /** Fraction of augmented patches. */
    double probability();

    /** nnU-Net's intensity augmentations in order. */
    static List<Variation> nnunet(Plane plane) {
        Span factor = Span.aboutOne(0.75, 1.25);
        Span power = Span.aboutOne(0.7, 1.5);
        return List.of(
                new Noise(0.1, Span.even(0, 0.1)),
                new Blur(0.2, 0.5, Span.even(0.5, 1)),
                new Brightness(0.15, factor),
                new Contrast(0.15, factor),
                new LowResolution(0.25, 0.5, Span.even(0.5, 1), plane),
                new Gamma(0.1, power, Gamma.GammaInput.NEGATIVE),
                new Gamma(0.3, power, Gamma.GammaInput.IMAGE));
    }

    /**
     * Adds Gaussian noise with the same strength in all channels.
     *
     * @param probability fraction of the patches
     * @param deviation   standard deviation, in units of the normalized image
     */
    record Noise(double probability, Span deviation) implements Variation {
        /** Rejects invalid values. */
        public Noise {
            AugmentationPlan.share(probability, "noise.probability");
            atLeast(0, deviation, "noise.deviation");
        }
    }

    /**
     * Gaussian blur with a separate width along each axis.
     *
     * @param probability fraction of the patches
     * @param channels    fraction of their channels
     * @param sigma       in voxels
     */
    record Blur(double probability, double channels, Span sigma) implements Variation {
        /** Rejects invalid values. */
        public Blur {
            AugmentationPlan.share(probability, "blur.probability");
            AugmentationPlan.share(channels, "blur.channels");
            atLeast(0.1, sigma, "blur.sigma");
        }
    }

    /**
     * Multiplies by a factor.
     *
     * @param probability fraction of the patches
     * @param factor      above 0
     */
    record Brightness(double probability, Span factor) implements Variation {
        /** Rejects invalid values. */
        public Brightness {
            AugmentationPlan.share(probability, "brightness.probability");
            atLeast(0, factor, "brightness.factor");
        }
    }

    /**
     * Changes the contrast about the channel's mean, clipped to its range.
     *
     * @param probability fraction of the patches
     * @param factor      above 0
     */
    record Contrast(double probability, Span factor) implements Variation {
        /** Rejects invalid values. */
        public Contrast {
            AugmentationPlan.share(probability, "contrast.probability");
            atLeast(0, factor, "contrast.factor");
        }
    }

    /**
     * Downsamples by nearest neighbor and upsamples linearly.
     *
     * @param probability fraction of the patches
     * @param channels    fraction of their channels
     * @param scale       relative number of voxels along an axis, above 0 up to 1, the same for all axes
     * @param plane       axes that lose resolution
     */
    record LowResolution(double probability, double channels, Span scale, Plane plane) implements Variation {
        /** Rejects invalid values. */
        public LowResolution {
            AugmentationPlan.share(probability, "lowResolution.probability");
            AugmentationPlan.share(channels, "lowResolution.channels");
            atLeast(0.01, scale, "lowResolution.scale");
        }
    }

    /**
     * Gamma augmentation; mean and standard deviation of the channel are kept.
     *
     * @param probability fraction of the patches
     * @param power       above 0
     * @param bent        image or negative
     */
    record Gamma(double probability, Span power, GammaInput bent) implements Variation {

        /** Input of the power function. */
        public enum GammaInput {
            /** The image: powers above 1 darken mid-tones. */
            IMAGE,
            /** Its negative, inverted afterwards. */
            NEGATIVE
        }

        /** Rejects invalid values. */
        public Gamma {
            AugmentationPlan.share(probability, "gamma.probability");
            atLeast(0.01, power, "gamma.power");
        }
    }

    private static void atLeast(double least, Span span, String key) {
        if (!(span.low() >= least)) {
            throw AugmentationPlan.error(span.low(), key + ".low", "at least " + least);
        }
    }
}
