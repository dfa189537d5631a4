package klarsyn.plan;

import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.PlanException;
import klarsyn.base.Where;

/**
 * Sampling and augmentation of training patches, applied in this order: sampling, rotation and scaling, intensities,
 * mirroring, and changes to the predictions of an earlier network.
 *
 * @param sampling    positions of patches
 * @param spatial     rotation and scaling
 * @param intensities intensity augmentations, in order
 * @param mirrorAxes  tensor axes that may be mirrored, each with probability 0.5: 0 depth, 1 height, 2 width
 */
public record AugmentationPlan(
        Sampling sampling, Spatial spatial, List<Variation> intensities, List<Integer> mirrorAxes) {

    /** Copies the lists. */
    public AugmentationPlan {
        intensities = List.copyOf(intensities);
        mirrorAxes = List.copyOf(mirrorAxes);
    }

    /** Only mirroring, along the given axes. */
    public static AugmentationPlan mirroring(List<Integer> axes) {
        return new AugmentationPlan(Sampling.KLARSYN, Spatial.NONE, List.of(), axes);
    }

    /** nnU-Net's augmentation for patches of similar length along all axes. */
    public static AugmentationPlan full(List<Integer> axes) {
        return nnunet(Plane.ALL_AXES, 30, axes);
    }

    /**
     * nnU-Net's augmentation.
     *
     * @param plane           ALL_AXES, or IN_PLANE for slices and for patches much flatter than wide
     * @param rotationDegrees largest angle
     * @param mirrorAxes      all axes, unless labels have sides
     */
    public static AugmentationPlan nnunet(Plane plane, double rotationDegrees, List<Integer> mirrorAxes) {
        return new AugmentationPlan(
                Sampling.NNUNET,
                new Spatial(0.2, rotationDegrees, 0.2, Span.even(0.7, 1.4), plane),
                Variation.nnunet(plane),
                mirrorAxes);
    }

    /** With other sampling. */
    public AugmentationPlan withSampling(Sampling other) {
        return new AugmentationPlan(other, spatial, intensities, mirrorAxes);
    }

    /** With another rotation and scaling. */
    public AugmentationPlan withSpatial(Spatial other) {
        return new AugmentationPlan(sampling, other, intensities, mirrorAxes);
    }

    /** With other intensity augmentations. */
    public AugmentationPlan withIntensities(List<Variation> other) {
        return new AugmentationPlan(sampling, spatial, other, mirrorAxes);
    }

    /** With other mirror axes. */
    public AugmentationPlan withMirrorAxes(List<Integer> other) {
        return new AugmentationPlan(sampling, spatial, intensities, other);
    }

    /** Whether mirroring is the only augmentation. */
    public boolean onlyMirrors() {
        return intensities.isEmpty() && spatial.rotation() == 0 && spatial.scaling() == 0;
    }

    /** The axes that are transformed. */
    public enum Plane {
        /** All three. */
        ALL_AXES,
        /** Height and width, not depth. */
        IN_PLANE
    }

    /**
     * Positions of patches.
     *
     * @param foreground fraction of patches centered near a labeled voxel
     * @param forced     which patches these are
     * @param rarity     how the label is chosen: with 0 each label of the case is equally likely, as in nnU-Net; above
     *                   0, labels are weighted by their fraction of all labeled training voxels to the power of
     *                   {@code -rarity}, and a case with the label is drawn; 1 compensates rarity fully
     */
    public record Sampling(double foreground, Forced forced, double rarity) {

        /** A third of the patches, at random. */
        public static final Sampling KLARSYN = new Sampling(1 / 3.0, Forced.BY_CHANCE, 0);

        /** The last third of each batch, with a fraction of 0.33. */
        public static final Sampling NNUNET = new Sampling(0.33, Forced.LAST_OF_BATCH, 0);

        /** Selection of the patches near a label. */
        public enum Forced {
            /** Each patch with the same probability. */
            BY_CHANCE,
            /** The last patches of each batch. */
            LAST_OF_BATCH
        }

        /** Rejects fractions outside 0 to 1, and a rarity outside 0 to 2. */
        public Sampling {
            share(foreground, "sampling.foreground");
            if (!(rarity >= 0 && rarity <= 2)) {
                throw error(rarity, "sampling.rarity", "0 to 2; 0 as in nnU-Net, 0.5 for very rare labels");
            }
        }

        /** Whether the batch entry is placed near a label, if this is not random. */
        public boolean forces(int entry, int batch) {
            return forced == Forced.LAST_OF_BATCH && entry >= Math.rint(batch * (1 - foreground));
        }
    }

    /**
     * Rotation and scaling about the patch center, with one interpolation.
     *
     * @param rotation probability of a rotation
     * @param degrees  largest angle: about each axis, or only about the depth axis with IN_PLANE
     * @param scaling  probability of scaling
     * @param scale    distance between sampled voxels; above 1 makes structures smaller
     * @param plane    transformed axes
     */
    public record Spatial(double rotation, double degrees, double scaling, Span scale, Plane plane) {

        /** No transformation. */
        public static final Spatial NONE = new Spatial(0, 0, 0, Span.even(1, 1), Plane.ALL_AXES);

        /** Rejects probabilities outside 0 to 1, angles outside 0 to 180, and scales that are not above 0. */
        public Spatial {
            share(rotation, "spatial.rotation");
            share(scaling, "spatial.scaling");
            if (!(degrees >= 0 && degrees <= 180)) {
                throw error(degrees, "spatial.degrees", "0 to 180");
            }
            if (!(scale.low() > 0)) {
                throw error(scale.low(), "spatial.scale.low", "above 0; 0.7 to 1.4 in nnU-Net");
            }
        }
    }

    /**
     * Range of a random number.
     *
     * @param low    minimum
     * @param high   maximum
     * @param spread distribution
     */
    public record Span(double low, double high, Spread spread) {

        /** Distribution of random numbers. */
        public enum Spread {
            /** Uniform. */
            EVEN,
            /** Half of them below 1 and half above, uniform on each side. */
            ABOUT_ONE
        }

        /** Rejects invalid ranges. */
        public Span {
            if (!(low <= high) || Double.isInfinite(high - low)) {
                throw error(low, "the range's low", "a number up to its high value, " + high);
            }
            if (spread == Spread.ABOUT_ONE && !(low < 1 && high > 1)) {
                throw error(low, "the range's low", "below 1, with high above 1, for the spread ABOUT_ONE");
            }
        }

        /** A uniform range. */
        public static Span even(double low, double high) {
            return new Span(low, high, Spread.EVEN);
        }

        /** A range with half of the numbers below 1. */
        public static Span aboutOne(double low, double high) {
            return new Span(low, high, Spread.ABOUT_ONE);
        }

        /** A random number in the range, from two uniform draws. */
        public double draw(RandomGenerator random) {
            boolean below = random.nextBoolean();
            double share = random.nextDouble();
            double from = spread == Spread.ABOUT_ONE && !below ? 1 : low;
            double to = spread == Spread.ABOUT_ONE && below ? 1 : high;
            return from + share * (to - from);
        }
    }

    static void share(double value, String key) {
        if (!(value >= 0 && value <= 1)) {
            throw error(value, key, "a probability, 0 to 1");
        }
    }

    static PlanException error(double value, String key, String fix) {
        return new PlanException(key + " is " + value, Where.of("augmentation." + key), fix);
    }
}
