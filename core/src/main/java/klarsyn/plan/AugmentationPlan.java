package klarsyn.plan;

import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.PlanException;
import klarsyn.base.Where;

/**
 * How training patches are drawn and varied, in this order: drawn, turned and scaled, their intensities varied, mirrored,
 * and what an earlier network said of them varied.
 *
 * @param sampling    where patches lie
 * @param spatial     rotation and change of size
 * @param intensities variations of the intensities, in order
 * @param mirrorAxes  tensor axes that may be mirrored, each in half of the patches: 0 depth, 1 height, 2 width
 */
public record AugmentationPlan(
        Sampling sampling, Spatial spatial, List<Variation> intensities, List<Integer> mirrorAxes) {

    /** Keeps own copies of the lists. */
    public AugmentationPlan {
        intensities = List.copyOf(intensities);
        mirrorAxes = List.copyOf(mirrorAxes);
    }

    /** Nothing but mirroring along the given axes. */
    public static AugmentationPlan mirroring(List<Integer> axes) {
        return new AugmentationPlan(Sampling.KLARSYN, Spatial.NONE, List.of(), axes);
    }

    /** nnU-Net's for patches of about the same length along all axes. */
    public static AugmentationPlan full(List<Integer> axes) {
        return nnunet(Plane.ALL_AXES, 30, axes);
    }

    /**
     * nnU-Net's.
     *
     * @param plane           ALL_AXES, or IN_PLANE for slices and for patches that are much flatter than wide
     * @param rotationDegrees largest angle
     * @param mirrorAxes      all, where the data have no sides
     */
    public static AugmentationPlan nnunet(Plane plane, double rotationDegrees, List<Integer> mirrorAxes) {
        return new AugmentationPlan(
                Sampling.NNUNET,
                new Spatial(0.2, rotationDegrees, 0.2, Span.even(0.7, 1.4), plane),
                Variation.nnunet(plane),
                mirrorAxes);
    }

    /** The same with another way to draw patches. */
    public AugmentationPlan withSampling(Sampling other) {
        return new AugmentationPlan(other, spatial, intensities, mirrorAxes);
    }

    /** The same with another rotation and change of size. */
    public AugmentationPlan withSpatial(Spatial other) {
        return new AugmentationPlan(sampling, other, intensities, mirrorAxes);
    }

    /** The same with other variations of the intensities. */
    public AugmentationPlan withIntensities(List<Variation> other) {
        return new AugmentationPlan(sampling, spatial, other, mirrorAxes);
    }

    /** The same with other axes that may be mirrored. */
    public AugmentationPlan withMirrorAxes(List<Integer> other) {
        return new AugmentationPlan(sampling, spatial, intensities, other);
    }

    /** Whether patches are at most mirrored. */
    public boolean onlyMirrors() {
        return intensities.isEmpty() && spatial.rotation() == 0 && spatial.scaling() == 0;
    }

    /** The axes that take part. */
    public enum Plane {
        /** All three. */
        ALL_AXES,
        /** Height and width; depth stays as it is. */
        IN_PLANE
    }

    /**
     * Where patches lie.
     *
     * @param foreground share of the patches that are placed round a voxel of a label
     * @param forced     which those are
     * @param rarity     how the label is chosen: 0 takes each of the case's labels equally often, as nnU-Net does; above
     *     it labels weigh their share of all labeled training voxels to the power of {@code -rarity}, and a case that
     *     shows the label is drawn; 1 makes up for all rarity
     */
    public record Sampling(double foreground, Forced forced, double rarity) {

        /** A third of the patches, by chance. */
        public static final Sampling KLARSYN = new Sampling(1 / 3.0, Forced.BY_CHANCE, 0);

        /** The last third of each batch, 33 % to be exact. */
        public static final Sampling NNUNET = new Sampling(0.33, Forced.LAST_OF_BATCH, 0);

        /** Which patches are placed round a label. */
        public enum Forced {
            /** Each with the same probability. */
            BY_CHANCE,
            /** The last ones of each batch. */
            LAST_OF_BATCH
        }

        /** Refuses shares outside 0 to 1, and a rarity outside 0 to 2. */
        public Sampling {
            share(foreground, "sampling.foreground");
            if (!(rarity >= 0 && rarity <= 2)) {
                throw refused(rarity, "sampling.rarity", "0 to 2; 0 for nnU-Net's way, 0.5 where labels are very rare");
            }
        }

        /** Whether the entry of a batch is placed round a label, where that does not fall to chance. */
        public boolean forces(int entry, int batch) {
            return forced == Forced.LAST_OF_BATCH && entry >= Math.rint(batch * (1 - foreground));
        }
    }

    /**
     * Rotation and change of size, about the patch's centre, with one interpolation.
     *
     * @param rotation probability of a rotation
     * @param degrees  largest angle: about each axis, or about the depth axis alone with IN_PLANE
     * @param scaling  probability of a change of size
     * @param scale    step from voxel to voxel; above 1 makes things smaller
     * @param plane    axes along which voxels move
     */
    public record Spatial(double rotation, double degrees, double scaling, Span scale, Plane plane) {

        /** Nothing. */
        public static final Spatial NONE = new Spatial(0, 0, 0, Span.even(1, 1), Plane.ALL_AXES);

        /** Refuses probabilities outside 0 to 1, angles outside 0 to 180, and steps that are not above 0. */
        public Spatial {
            share(rotation, "spatial.rotation");
            share(scaling, "spatial.scaling");
            if (!(degrees >= 0 && degrees <= 180)) {
                throw refused(degrees, "spatial.degrees", "0 to 180");
            }
            if (!(scale.low() > 0)) {
                throw refused(scale.low(), "spatial.scale.low", "above 0; nnU-Net takes 0.7 to 1.4");
            }
        }
    }

    /**
     * Between which numbers one is drawn.
     *
     * @param low    smallest
     * @param high   largest
     * @param spread which are likely
     */
    public record Span(double low, double high, Spread spread) {

        /** How numbers are drawn. */
        public enum Spread {
            /** All equally likely. */
            EVEN,
            /** Half of them below 1 and half above. */
            ABOUT_ONE
        }

        /** Refuses what is no span. */
        public Span {
            if (!(low <= high) || Double.isInfinite(high - low)) {
                throw refused(low, "a span's low", "a number up to its high, which is " + high);
            }
            if (spread == Spread.ABOUT_ONE && !(low < 1 && high > 1)) {
                throw refused(low, "a span's low", "below 1, and high above 1: the spread is ABOUT_ONE");
            }
        }

        /** Equally likely numbers. */
        public static Span even(double low, double high) {
            return new Span(low, high, Spread.EVEN);
        }

        /** Numbers of which half are below 1. */
        public static Span aboutOne(double low, double high) {
            return new Span(low, high, Spread.ABOUT_ONE);
        }

        /** A number, from two draws. */
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
            throw refused(value, key, "a probability, 0 to 1");
        }
    }

    static PlanException refused(double value, String key, String fix) {
        return new PlanException(key + " is " + value, Where.of("augmentation." + key), fix);
    }
}
