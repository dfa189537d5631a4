package klarsyn.evaluate;

import java.util.Arrays;
import klarsyn.image.DistanceTransform;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;

/**
 * Distances between the surfaces of two masks: for each surface voxel of one, that to the nearest of the other.
 *
 * <p>Conventions as MONAI 1.5: surface = mask minus its erosion by face neighbours; HD95 = the larger of the two
 * directions' linearly interpolated 95th percentiles; average symmetric distance and surface Dice over both together.
 */
final class SurfaceDistances {

    /** Distances are held as floats: a tolerance of 1 mm must hold what lies at 1 mm. */
    private static final double ROUNDING = 1 + 1e-6;

    private final double[] fromPredicted;
    private final double[] fromReference;

    private SurfaceDistances(double[] fromPredicted, double[] fromReference) {
        this.fromPredicted = fromPredicted;
        this.fromReference = fromReference;
        Arrays.sort(fromPredicted);
        Arrays.sort(fromReference);
    }

    /** Measures a label that both maps have, within its box only. */
    static SurfaceDistances of(LabelMap reference, LabelMap predicted, Overlap overlap) {
        Overlap.Box box = overlap.box();
        Shape image = reference.shape();
        Surface ours = Surface.of(box.mask(reference, overlap.label()), box.shape(), image);
        Surface theirs = Surface.of(box.mask(predicted, overlap.label()), box.shape(), image);
        Spacing spacing = reference.spacing();
        return new SurfaceDistances(
                theirs.valuesOf(distanceTo(ours, box.shape(), spacing)),
                ours.valuesOf(distanceTo(theirs, box.shape(), spacing)));
    }

    private static float[] distanceTo(Surface surface, Shape shape, Spacing spacing) {
        return DistanceTransform.mm(surface.elsewhere(), shape, spacing);
    }

    /** The larger of the two directions' percentiles, mm. */
    double hausdorffMm(double percentile) {
        return Math.max(quantile(fromPredicted, percentile / 100), quantile(fromReference, percentile / 100));
    }

    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** Mean over the surface voxels of both, mm. */
    double averageMm() {
        double sum = Arrays.stream(fromPredicted).sum()
                + Arrays.stream(fromReference).sum();
        return sum / (fromPredicted.length + fromReference.length);
    }

    /** Share of the surface voxels of both that lie within the tolerance of the other surface. */
    double within(double toleranceMm) {
        long near = count(fromPredicted, toleranceMm) + count(fromReference, toleranceMm);
        return (double) near / (fromPredicted.length + fromReference.length);
    }

    private static long count(double[] distances, double toleranceMm) {
        return Arrays.stream(distances)
                .filter(distance -> distance <= toleranceMm * ROUNDING)
                .count();
    }
}
