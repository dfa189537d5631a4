package klarsyn.plan.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import klarsyn.data.label.Labels;
import klarsyn.image.Geometry;
import klarsyn.image.Orientation;
import klarsyn.image.Spacing;
import klarsyn.preflight.CaseFacts;
import klarsyn.preflight.Intensities;

/**
 * Statistics of the training cases, in RAS axes.
 *
 * @param cases       number of cases
 * @param shape       median number of voxels along x, y and z at the target spacing
 * @param spacing     target spacing in mm along x, y and z
 * @param foreground  intensities of foreground voxels of all cases, per channel
 * @param frequencies fraction of each class among the voxels, background first
 * @param keptAtHalf  Dice of labels after {@link HalfResolution}; NaN if not measured
 */
public record Fingerprint(
        int cases,
        List<Double> shape,
        Spacing spacing,
        List<Intensities> foreground,
        List<Double> frequencies,
        double keptAtHalf) {

    /** Copies the lists. */
    public Fingerprint {
        shape = List.copyOf(shape);
        foreground = List.copyOf(foreground);
        frequencies = List.copyOf(frequencies);
    }

    /**
     * The fingerprint of cases, which must not include held-out ones.
     *
     * @param facts      at least one
     * @param foreground intensities of the foreground, per channel
     */
    public static Fingerprint of(List<CaseFacts> facts, List<Intensities> foreground) {
        List<Geometry> grids = facts.stream()
                .map(fact -> fact.geometry().reorientedTo(Orientation.RAS))
                .toList();
        Spacing spacing = target(grids);
        List<Double> shape = IntStream.range(0, 3)
                .mapToObj(axis -> median(
                        grids, grid -> grid.shape().along(axis) * grid.spacing().along(axis) / spacing.along(axis)))
                .toList();
        return new Fingerprint(facts.size(), shape, spacing, foreground, frequencies(facts), Double.NaN);
    }

    /** With the measured Dice of labels at half the resolution. */
    public Fingerprint withKeptAtHalf(double dice) {
        return new Fingerprint(cases, shape, spacing, foreground, frequencies, dice);
    }

    /** Fraction of each class, background first; for regions, which may overlap, without background. */
    public List<Double> classFrequencies(Labels labels) {
        return labels.areRegions() ? frequencies.subList(1, frequencies.size()) : frequencies;
    }

    /** Arrays have the slowest axis first, which matters if two axes are equally coarse. */
    private static Spacing target(List<Geometry> grids) {
        List<Double> target = TargetSpacing.of(
                grids.stream()
                        .map(Geometry::spacing)
                        .map(mm -> List.of(mm.z(), mm.y(), mm.x()))
                        .toList(),
                grids.stream()
                        .map(Geometry::shape)
                        .map(shape -> List.of(shape.z(), shape.y(), shape.x()))
                        .toList());
        return new Spacing(target.get(2), target.get(1), target.get(0));
    }

    private static List<Double> frequencies(List<CaseFacts> facts) {
        int labels = facts.getFirst().labelVoxels().size();
        double all = facts.stream().mapToDouble(fact -> fact.shape().voxels()).sum();
        List<Double> shares = new ArrayList<>();
        double foreground = 0;
        for (int k = 0; k < labels; k++) {
            int label = k;
            double count = facts.stream()
                    .mapToDouble(fact -> fact.labelVoxels().get(label))
                    .sum();
            shares.add(Math.max(count / all, 1e-6));
            foreground += shares.getLast();
        }
        shares.addFirst(Math.max(1 - foreground, 1e-6));
        return shares;
    }

    private static double median(List<Geometry> grids, ToDoubleFunction<Geometry> value) {
        return OrderStatistics.percentile(
                grids.stream().map(value::applyAsDouble).toList(), 50);
    }
}
