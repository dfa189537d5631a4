package klarsyn.preflight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.file.Kind;

/** Reports cases with outlying spacing, size or intensity, one finding each. */
final class Outliers {

    private static final int MIN_CASES = 8;
    private static final int NAMED = 5;

    /** Voxels above 50 mm or below 1 µm indicate meters, micrometers or a broken header. */
    private static final double LARGEST_MM = 50;

    private static final double SMALLEST_MM = 1e-3;

    private Outliers() {}

    static List<Finding> of(Cohort cohort, List<CaseFacts> facts) {
        if (cohort.kind() != Kind.VOLUME || cohort.task().isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>(units(facts));
        if (facts.size() >= MIN_CASES) {
            for (int axis = 0; axis < 3; axis++) {
                int along = axis;
                add(
                        findings,
                        facts,
                        "voxel size along axis " + axis,
                        " mm",
                        2.5,
                        one -> one.spacing().along(along));
                add(
                        findings,
                        facts,
                        "voxels along axis " + axis,
                        "",
                        4,
                        one -> one.shape().along(along));
            }
            int channels =
                    facts.stream().mapToInt(one -> one.channels().size()).min().orElse(0);
            for (int channel = 0; channel < channels; channel++) {
                int index = channel;
                add(
                        findings,
                        facts,
                        "mean intensity of channel " + channel,
                        "",
                        20,
                        one -> Math.abs(one.channels().get(index).mean()));
            }
        }
        return findings;
    }

    private static List<Finding> units(List<CaseFacts> facts) {
        return facts.stream()
                .filter(one -> Stream.of(0, 1, 2)
                        .map(axis -> one.spacing().along(axis))
                        .anyMatch(mm -> mm > LARGEST_MM || mm < SMALLEST_MM))
                .map(one -> Finding.warning(
                        Where.of("case " + one.id()),
                        "its voxels measure %s: are these really millimeters?".formatted(one.spacing()),
                        "write the spacing in millimeters"))
                .toList();
    }

    /** Cases whose value is more than this factor above the median, or below it. */
    private static void add(
            List<Finding> findings,
            List<CaseFacts> facts,
            String name,
            String unit,
            double factor,
            ToDoubleFunction<CaseFacts> value) {
        double[] sorted = facts.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return;
        }
        double median = sorted[sorted.length / 2];
        List<CaseFacts> far = facts.stream()
                .filter(one -> {
                    double ratio = value.applyAsDouble(one) / median;
                    return ratio > factor || ratio < 1 / factor;
                })
                .toList();
        if (median > 0 && !far.isEmpty() && far.size() * 4 < facts.size()) {
            findings.add(Finding.warning(
                    Where.of("case "
                            + far.stream().limit(NAMED).map(CaseFacts::id).collect(Collectors.joining(", "))
                            + (far.size() > NAMED ? ", …" : "")),
                    String.format(
                            Locale.ROOT,
                            "%s is far from the median of the others, %.4g%s: %s",
                            name,
                            median,
                            unit,
                            Arrays.toString(far.stream()
                                    .limit(NAMED)
                                    .map(one -> String.format(Locale.ROOT, "%.4g", value.applyAsDouble(one)))
                                    .toArray())),
                    "check these cases; another scanner or protocol may be the reason"));
        }
    }
}
