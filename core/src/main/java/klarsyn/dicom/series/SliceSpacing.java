package klarsyn.dicom.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Judges whether positions are evenly spaced, and if not, whether slices are missing. */
final class SliceSpacing {

    /** A slice may lie beside its place by this part of the spacing: positions are written with a few digits. */
    private static final double EVEN = 0.1;

    /** A gap is this close to a whole number of slices if slices are missing. */
    private static final double WHOLE = 0.15;

    private SliceSpacing() {}

    /** What is wrong with positions in mm, ascending, at least two. */
    static List<SeriesProblem> problems(double[] positions) {
        double[] gaps = new double[positions.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = positions[i + 1] - positions[i];
        }
        if (isEven(positions)) {
            return List.of();
        }
        double[] sorted = gaps.clone();
        Arrays.sort(sorted);
        double typical = sorted[(sorted.length - 1) / 2];
        List<SeriesProblem.MissingSlices.Gap> missing = new ArrayList<>();
        for (int i = 0; i < gaps.length; i++) {
            double slices = gaps[i] / typical;
            if (Math.abs(slices - Math.rint(slices)) > WHOLE || slices > Integer.MAX_VALUE) {
                return List.of(new SeriesProblem.UnevenSpacing(sorted[0], sorted[sorted.length - 1]));
            } else if (Math.rint(slices) > 1) {
                missing.add(new SeriesProblem.MissingSlices.Gap(
                        positions[i], positions[i + 1], (int) Math.rint(slices) - 1));
            }
        }
        return List.of(
                missing.isEmpty()
                        ? new SeriesProblem.UnevenSpacing(sorted[0], sorted[sorted.length - 1])
                        : new SeriesProblem.MissingSlices(List.copyOf(missing)));
    }

    /** Whether all positions lie close to those of the even spacing that fits them best. */
    private static boolean isEven(double[] positions) {
        double middle = (positions.length - 1) / 2.0;
        double mean = Arrays.stream(positions).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < positions.length; i++) {
            products += (i - middle) * (positions[i] - mean);
            squares += (i - middle) * (i - middle);
        }
        double step = products / squares;
        for (int i = 0; i < positions.length; i++) {
            if (!(Math.abs(positions[i] - mean - (i - middle) * step) <= EVEN * step)) {
                return false;
            }
        }
        return true;
    }
}
