package klarsyn.plan.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The spacing that all images of a data set are resampled to, by nnU-Net's rule. */
public final class TargetSpacing {

    /** Factor above which an axis is much coarser than the others, or has far fewer voxels. */
    public static final double ANISOTROPIC = 3;

    private TargetSpacing() {}

    /**
     * The median; along a much coarser axis with few voxels the 10th percentile, but not finer than the others.
     *
     * @param spacings mm of each case along three axes
     * @param shapes   voxels of each case along the same axes
     */
    public static List<Double> of(List<List<Double>> spacings, List<? extends List<? extends Number>> shapes) {
        List<Double> target = new ArrayList<>(axes(axis -> OrderStatistics.percentile(column(spacings, axis), 50)));
        List<Double> size = axes(axis -> OrderStatistics.percentile(column(shapes, axis), 50));
        int coarse = coarsest(target);
        double finer = Collections.max(others(target, coarse));
        double fewer = Collections.min(others(size, coarse));
        if (target.get(coarse) > ANISOTROPIC * finer && size.get(coarse) * ANISOTROPIC < fewer) {
            double tenth = OrderStatistics.percentile(column(spacings, coarse), 10);
            target.set(coarse, tenth < finer ? finer + 1e-5 : tenth);
        }
        return List.copyOf(target);
    }

    /** The axis with the largest spacing, the first of several. */
    static int coarsest(List<Double> spacing) {
        return IntStream.range(1, spacing.size()).reduce(0, (a, b) -> spacing.get(b) > spacing.get(a) ? b : a);
    }

    /** The coarsest axis, then the others in order: the new order of the axes. */
    public static List<Integer> coarsestFirst(List<Double> spacing) {
        int coarse = coarsest(spacing);
        return IntStream.concat(IntStream.of(coarse), IntStream.range(0, 3).filter(axis -> axis != coarse))
                .boxed()
                .toList();
    }

    public static List<Double> column(List<? extends List<? extends Number>> rows, int axis) {
        return rows.stream().map(row -> row.get(axis).doubleValue()).toList();
    }

    private static List<Double> others(List<Double> values, int axis) {
        List<Double> others = new ArrayList<>(values);
        others.remove(axis);
        return others;
    }

    private static List<Double> axes(IntFunction<Double> value) {
        return IntStream.range(0, 3).mapToObj(value).toList();
    }
}
