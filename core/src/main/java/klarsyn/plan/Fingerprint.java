package klarsyn.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import klarsyn.image.Geometry;
import klarsyn.image.Orientation;
import klarsyn.image.Spacing;
import klarsyn.preflight.CaseFacts;
import klarsyn.preflight.Intensities;

/**
 * What the training cases have in common, in RAS axes, as nnU-Net takes it.
 *
 * @param cases       number of cases
 * @param shape       median number of voxels along x, y and z at the target spacing
 * @param spacing     target spacing in mm along x, y and z
 * @param foreground  intensities of foreground voxels of all cases, a channel each
 * @param frequencies share of each class among the voxels, background first
 */
public record Fingerprint(
        int cases, List<Double> shape, Spacing spacing, List<Intensities> foreground, List<Double> frequencies) {

    private static final double ANISOTROPIC = 3;

    /** Keeps own copies of the lists. */
    public Fingerprint {
        shape = List.copyOf(shape);
        foreground = List.copyOf(foreground);
        frequencies = List.copyOf(frequencies);
    }

    /**
     * The fingerprint of cases; the held-out ones must not be among them.
     *
     * @param facts      at least one
     * @param foreground intensities of the foreground, a channel each
     */
    public static Fingerprint of(List<CaseFacts> facts, List<Intensities> foreground) {
        List<Geometry> grids = facts.stream()
                .map(fact -> fact.geometry().reorientedTo(Orientation.RAS))
                .toList();
        Spacing spacing = target(grids);
        List<Double> shape = axes(axis ->
                median(grids, grid -> grid.shape().along(axis) * grid.spacing().along(axis) / spacing.along(axis)));
        return new Fingerprint(facts.size(), shape, spacing, foreground, frequencies(facts));
    }

    /** The median; along a much coarser axis with few voxels the 10th percentile, but not finer than the others. */
    private static Spacing target(List<Geometry> grids) {
        List<Double> spacing = new ArrayList<>(
                axes(axis -> median(grids, grid -> grid.spacing().along(axis))));
        List<Double> size = axes(axis -> median(grids, grid -> grid.shape().along(axis)));
        int coarse = IntStream.range(0, 3)
                .reduce((a, b) -> spacing.get(b) >= spacing.get(a) ? b : a)
                .orElseThrow();
        double others = IntStream.range(0, 3)
                .filter(axis -> axis != coarse)
                .mapToDouble(spacing::get)
                .max()
                .orElseThrow();
        double fewest = IntStream.range(0, 3)
                .filter(axis -> axis != coarse)
                .mapToDouble(size::get)
                .min()
                .orElseThrow();
        if (spacing.get(coarse) > ANISOTROPIC * others && size.get(coarse) * ANISOTROPIC < fewest) {
            double tenth = percentile(
                    grids.stream()
                            .mapToDouble(grid -> grid.spacing().along(coarse))
                            .toArray(),
                    0.1);
            spacing.set(coarse, tenth < others ? Math.max(others, tenth) + 1e-5 : tenth);
        }
        return new Spacing(spacing.get(0), spacing.get(1), spacing.get(2));
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

    private static List<Double> axes(java.util.function.IntToDoubleFunction value) {
        return IntStream.range(0, 3).mapToDouble(value).boxed().toList();
    }

    private static double median(List<Geometry> grids, ToDoubleFunction<Geometry> value) {
        return percentile(grids.stream().mapToDouble(value).toArray(), 0.5);
    }

    /** Linear between the order statistics, as NumPy. */
    private static double percentile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
