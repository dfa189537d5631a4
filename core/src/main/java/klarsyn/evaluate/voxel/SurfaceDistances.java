package klarsyn.evaluate.voxel;

import java.util.Arrays;
import java.util.Optional;
import klarsyn.image.Affine;
import klarsyn.image.Box;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.region.Connectivity;
import klarsyn.image.region.DistanceTransform;

/**
 * Distances between the surfaces of two masks: from each surface voxel of one to the nearest of the other.
 *
 * <p>Conventions of MONAI 1.5: surface = mask minus its erosion by face neighbors; percentiles interpolated linearly in
 * each direction; average symmetric distance and surface Dice over both directions. If one mask is empty, every
 * distance is infinite; if both are, NaN.
 */
public final class SurfaceDistances {

    private final Directed fromPredicted;
    private final Directed fromReference;

    private SurfaceDistances(Directed fromPredicted, Directed fromReference) {
        this.fromPredicted = fromPredicted;
        this.fromReference = fromReference;
    }

    /**
     * Measures two masks of an image.
     *
     * @throws IllegalArgumentException if a mask does not match the shape
     */
    public static SurfaceDistances of(boolean[] reference, boolean[] predicted, Shape shape, Distance distance) {
        boolean[] either = new boolean[shape.voxels()];
        if (reference.length != either.length || predicted.length != either.length) {
            throw new IllegalArgumentException(
                    "%d and %d voxels do not fill %s".formatted(reference.length, predicted.length, shape));
        }
        for (int i = 0; i < either.length; i++) {
            either[i] = reference[i] || predicted[i];
        }
        Optional<Box> around = Box.around(either, shape);
        if (around.isEmpty()) {
            return new SurfaceDistances(new Directed(new double[0]), new Directed(new double[0]));
        }
        Box box = around.get();
        boolean[] referenceMask = cut(reference, shape, box);
        boolean[] predictedMask = cut(predicted, shape, box);
        return between(
                Surface.of(referenceMask, referenceMask, box.shape(), shape),
                Surface.of(predictedMask, predictedMask, box.shape(), shape),
                box.shape(),
                distance);
    }

    private static boolean[] cut(boolean[] mask, Shape shape, Box box) {
        Shape size = box.shape();
        boolean[] part = new boolean[size.voxels()];
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                int from = shape.index(box.fromX(), box.fromY() + y, box.fromZ() + z);
                System.arraycopy(mask, from, part, size.index(0, y, z), size.x());
            }
        }
        return part;
    }

    /**
     * Measures a structure that at least one of two label maps has, within its bounding box.
     *
     * <p>Voxels ignored by the reference belong to neither mask, and create no surface next to a mask; a structure
     * without remaining surface gives NaN.
     */
    public static SurfaceDistances of(LabelMap reference, LabelMap predicted, Structure structure, Box around) {
        Shape image = reference.shape();
        boolean isSimple = structure.ignored().isEmpty();
        Box box = isSimple ? around : around.grown(1, 1, 1).within(image);
        boolean[] referenceMask = structure.mask(reference, reference, box);
        boolean[] predictedMask = structure.mask(predicted, reference, box);
        boolean[] between = isSimple ? new boolean[0] : structure.ignored(reference, box);
        return between(
                Surface.of(
                        referenceMask, isSimple ? referenceMask : either(referenceMask, between), box.shape(), image),
                Surface.of(
                        predictedMask, isSimple ? predictedMask : either(predictedMask, between), box.shape(), image),
                box.shape(),
                Distance.inMm(reference.geometry()));
    }

    private static boolean[] either(boolean[] one, boolean[] other) {
        boolean[] either = one.clone();
        for (int i = 0; i < either.length; i++) {
            either[i] |= other[i];
        }
        return either;
    }

    private static SurfaceDistances between(Surface reference, Surface predicted, Shape shape, Distance distance) {
        return new SurfaceDistances(
                directed(predicted, reference, shape, distance), directed(reference, predicted, shape, distance));
    }

    private static Directed directed(Surface from, Surface to, Shape shape, Distance distance) {
        if (from.count() == 0) {
            return new Directed(to.count() == 0 ? new double[0] : new double[] {Double.POSITIVE_INFINITY});
        }
        return new Directed(
                switch (distance) {
                    case Distance.Euclidean(Spacing spacing) ->
                        from.valuesOf(DistanceTransform.mm(to.elsewhere(), shape, spacing));
                    case Distance.World(Affine affine) ->
                        NearestVoxels.of(to.indices(), shape, affine).distancesMm(from.indices());
                    case Distance.Steps.CHESSBOARD ->
                        from.valuesOf(DistanceTransform.steps(to.elsewhere(), shape, Connectivity.CORNERS));
                    case Distance.Steps.TAXICAB ->
                        from.valuesOf(DistanceTransform.steps(to.elsewhere(), shape, Connectivity.FACES));
                });
    }

    /** From the prediction's surface voxels to the reference's surface: oversegmentation. */
    public Directed fromPredicted() {
        return fromPredicted;
    }

    /** From the reference's surface voxels to the prediction's surface: undersegmentation. */
    public Directed fromReference() {
        return fromReference;
    }

    /** The larger percentile of both directions; 100 for the Hausdorff distance. */
    public double hausdorff(double percentile) {
        return Math.max(fromPredicted.percentile(percentile), fromReference.percentile(percentile));
    }

    /** Mean over the surface voxels of both. */
    public double average() {
        return (fromPredicted.sum() + fromReference.sum()) / (fromPredicted.count() + fromReference.count());
    }

    /**
     * Normalized surface Dice: share of both surfaces' voxels within a distance of the other surface.
     *
     * @throws IllegalArgumentException if the tolerance is not finite or below 0
     */
    public double within(double tolerance) {
        long near = fromPredicted.countWithin(tolerance) + fromReference.countWithin(tolerance);
        return (double) near / (fromPredicted.count() + fromReference.count());
    }

    /** The distances in one direction. */
    public static final class Directed {

        /** Distances are floats: a tolerance of 1 mm must include a distance of 1 mm. */
        private static final double ROUNDING = 1 + 1e-6;

        private final double[] sorted;

        private Directed(double[] distances) {
            sorted = distances;
            Arrays.sort(sorted);
        }

        /** Linearly interpolated percentile, 0 to 100; NaN if there is no surface. */
        public double percentile(double percentile) {
            if (!(percentile >= 0 && percentile <= 100)) {
                throw new IllegalArgumentException("a percentile must be between 0 and 100: " + percentile);
            }
            if (sorted.length == 0) {
                return Double.NaN;
            }
            double position = percentile / 100 * (sorted.length - 1);
            int below = (int) position;
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] == sorted[above]
                    ? sorted[below]
                    : sorted[below] + (position - below) * (sorted[above] - sorted[below]);
        }

        /** Mean; NaN if there is no surface. */
        public double average() {
            return sum() / count();
        }

        /** Share within a distance. */
        public double within(double tolerance) {
            return (double) countWithin(tolerance) / count();
        }

        private long countWithin(double tolerance) {
            if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a tolerance must be finite and at least 0: " + tolerance);
            }
            return Arrays.stream(sorted)
                    .filter(distance -> distance <= tolerance * ROUNDING)
                    .count();
        }

        private double sum() {
            return Arrays.stream(sorted).sum();
        }

        private int count() {
            return sorted.length;
        }
    }
}
