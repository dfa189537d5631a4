package klarsyn.model;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klarsyn.image.Geometry;
import klarsyn.image.Orientation;
import klarsyn.image.Spacing;

/**
 * Ranges of the training images' grids, along the patient's axes (right, anterior, superior).
 *
 * @param cases    number of images
 * @param finest   smallest spacing along each axis, mm
 * @param coarsest largest spacing along each axis, mm
 * @param shortest smallest extent along each axis, number of voxels times spacing, mm
 * @param longest  largest extent along each axis, mm
 */
public record TrainingImages(int cases, Spacing finest, Spacing coarsest, List<Double> shortest, List<Double> longest) {

    /** Copies the lists. Throws {@link IllegalArgumentException} if an extent is not given for three axes. */
    public TrainingImages {
        shortest = List.copyOf(shortest);
        longest = List.copyOf(longest);
        if (shortest.size() != 3 || longest.size() != 3) {
            throw new IllegalArgumentException("extents along three axes are required: " + shortest + ", " + longest);
        }
    }

    /**
     * The ranges of some grids.
     *
     * @param grids at least one, in any orientation
     */
    public static TrainingImages of(List<Geometry> grids) {
        List<Geometry> turned =
                grids.stream().map(grid -> grid.reorientedTo(Orientation.RAS)).toList();
        return turned.stream()
                .map(TrainingImages::ofOne)
                .reduce(TrainingImages::and)
                .orElseThrow(() -> new IllegalArgumentException("no grid"));
    }

    private static TrainingImages ofOne(Geometry grid) {
        List<Double> extent = extent(grid);
        return new TrainingImages(1, grid.spacing(), grid.spacing(), extent, extent);
    }

    /**
     * Extent of a grid along each of its axes, mm.
     *
     * @return three numbers: voxels times spacing
     */
    public static List<Double> extent(Geometry grid) {
        return IntStream.range(0, 3)
                .mapToObj(axis -> grid.shape().along(axis) * grid.spacing().along(axis))
                .toList();
    }

    private TrainingImages and(TrainingImages other) {
        return new TrainingImages(
                cases + other.cases,
                spacing(finest, other.finest, Bound.LOWER),
                spacing(coarsest, other.coarsest, Bound.UPPER),
                extents(shortest, other.shortest, Bound.LOWER),
                extents(longest, other.longest, Bound.UPPER));
    }

    private enum Bound {
        LOWER,
        UPPER;

        double of(double a, double b) {
            return switch (this) {
                case LOWER -> Math.min(a, b);
                case UPPER -> Math.max(a, b);
            };
        }
    }

    private static Spacing spacing(Spacing a, Spacing b, Bound bound) {
        return new Spacing(bound.of(a.x(), b.x()), bound.of(a.y(), b.y()), bound.of(a.z(), b.z()));
    }

    private static List<Double> extents(List<Double> a, List<Double> b, Bound bound) {
        return IntStream.range(0, 3)
                .mapToObj(axis -> bound.of(a.get(axis), b.get(axis)))
                .toList();
    }

    /** The ranges over the images of several models. */
    public static TrainingImages of(Stream<TrainingImages> models) {
        return models.reduce(TrainingImages::and).orElseThrow(() -> new IllegalArgumentException("no model"));
    }
}
