package klarsyn.plan;

import java.util.List;
import klarsyn.plan.AugmentationPlan.Plane;
import klarsyn.plan.AugmentationPlan.Span;

/** A way to vary the intensities of a training patch; what it draws, it draws for each channel anew unless said. */
public sealed interface Variation {

    /** Share of the patches that are varied. */
    double probability();

    /** nnU-Net's, in its order. */
    static List<Variation> nnunet(Plane plane) {
        Span factor = Span.aboutOne(0.75, 1.25);
        Span power = Span.aboutOne(0.7, 1.5);
        return List.of(
                new Noise(0.1, Span.even(0, 0.1)),
                new Blur(0.2, 0.5, Span.even(0.5, 1)),
                new Brightness(0.15, factor),
                new Contrast(0.15, factor),
                new LowResolution(0.25, 0.5, Span.even(0.5, 1), plane),
                new Gamma(0.1, power, Gamma.Bent.NEGATIVE),
                new Gamma(0.3, power, Gamma.Bent.IMAGE));
    }

    /**
     * Adds Gaussian noise, of one strength in all channels.
     *
     * @param probability share of the patches
     * @param deviation   standard deviation, in units of the normalized image
     */
    record Noise(double probability, Span deviation) implements Variation {
        /** Refuses what cannot be. */
        public Noise {
            AugmentationPlan.share(probability, "noise.probability");
            atLeast(0, deviation, "noise.deviation");
        }
    }

    /**
     * Blurs by a Gaussian, along each axis by another.
     *
     * @param probability share of the patches
     * @param channels    share of their channels
     * @param sigma       in voxels
     */
    record Blur(double probability, double channels, Span sigma) implements Variation {
        /** Refuses what cannot be. */
        public Blur {
            AugmentationPlan.share(probability, "blur.probability");
            AugmentationPlan.share(channels, "blur.channels");
            atLeast(0.1, sigma, "blur.sigma");
        }
    }

    /**
     * Multiplies by a factor.
     *
     * @param probability share of the patches
     * @param factor      above 0
     */
    record Brightness(double probability, Span factor) implements Variation {
        /** Refuses what cannot be. */
        public Brightness {
            AugmentationPlan.share(probability, "brightness.probability");
            atLeast(0, factor, "brightness.factor");
        }
    }

    /**
     * Stretches about the channel's mean, brought back into its range.
     *
     * @param probability share of the patches
     * @param factor      above 0
     */
    record Contrast(double probability, Span factor) implements Variation {
        /** Refuses what cannot be. */
        public Contrast {
            AugmentationPlan.share(probability, "contrast.probability");
            atLeast(0, factor, "contrast.factor");
        }
    }

    /**
     * Takes the nearest voxels of a coarser grid and interpolates between them linearly.
     *
     * @param probability share of the patches
     * @param channels    share of their channels
     * @param scale       share of the voxels along an axis that is left, above 0 up to 1, the same for all axes
     * @param plane       axes that lose resolution
     */
    record LowResolution(double probability, double channels, Span scale, Plane plane) implements Variation {
        /** Refuses what cannot be. */
        public LowResolution {
            AugmentationPlan.share(probability, "lowResolution.probability");
            AugmentationPlan.share(channels, "lowResolution.channels");
            atLeast(0.01, scale, "lowResolution.scale");
        }
    }

    /**
     * Bends the channel's range by a power; its mean and standard deviation are kept.
     *
     * @param probability share of the patches
     * @param power       above 0
     * @param bent        what is bent
     */
    record Gamma(double probability, Span power, Bent bent) implements Variation {

        /** What is bent. */
        public enum Bent {
            /** The image: powers above 1 darken its middle. */
            IMAGE,
            /** Its negative, which is then turned back. */
            NEGATIVE
        }

        /** Refuses what cannot be. */
        public Gamma {
            AugmentationPlan.share(probability, "gamma.probability");
            atLeast(0.01, power, "gamma.power");
        }
    }

    private static void atLeast(double least, Span span, String key) {
        if (!(span.low() >= least)) {
            throw AugmentationPlan.refused(span.low(), key + ".low", "at least " + least);
        }
    }
}
