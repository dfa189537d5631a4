package klarsyn.dicom.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks whether positions are evenly spaced, and otherwise whether slices are missing. */
final class SliceSpacing {

    /** Tolerance as a fraction of the spacing: positions have few digits. */
    private static final double EVEN = 0.1;

    /** Tolerance for a gap to be a multiple of the slice spacing. */
    private static final double WHOLE = 0.15;

    private SliceSpacing() {}

    /** The problem of at least two ascending positions in mm, if any. */
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

    /** Whether all positions are close to the best-fitting even spacing. */
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
