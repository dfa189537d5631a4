package klarsyn.format.file;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/** Collects the numbers of a label map that are not integers from 0 to 32767, and decides which of them are labels. */
final class LabelNumbers {

    /** Why a number is not a label, in reporting order. */
    private enum Problem {
        NAN("NaN", "write 0 where there is no label"),
        INFINITE("infinite", "write 0 where there is no label"),
        NEGATIVE("negative", "write 0 for background; voxels to ignore need a label of their own, above the others"),
        FRACTIONAL(
                "between whole numbers",
                "resample label maps with nearest-neighbor interpolation, or threshold probabilities (at 0.5, for"
                        + " example)"),
        TOO_LARGE("above " + StoredLabels.LARGEST, "number the labels from 1");

        private final String description;
        private final String fix;

        Problem(String description, String fix) {
            this.description = description;
            this.fix = fix;
        }
    }

    /** Count of numbers with a problem, and the first of them. */
    private record Rejected(long count, double first) {}

    private final Map<Problem, Rejected> rejected = new LinkedHashMap<>();
    private final Map<Integer, Short> large = new LinkedHashMap<>();
    private int rounded;
    private double farthest;

    /** The code of a number as in {@link StoredLabels}; 0 for one that is rejected later. */
    short code(double value) {
        double whole = Math.rint(value);
        double distance = Math.abs(value - whole);
        if (Double.isNaN(value)) {
            return reject(Problem.NAN, value);
        } else if (Double.isInfinite(value)) {
            return reject(Problem.INFINITE, value);
        } else if (distance > StoredLabels.TOLERANCE) {
            return reject(value < 0 ? Problem.NEGATIVE : Problem.FRACTIONAL, value);
        } else if (whole < 0) {
            return reject(Problem.NEGATIVE, value);
        } else if (whole > StoredLabels.LARGEST) {
            return reject(Problem.TOO_LARGE, value);
        }
        if (distance > 0) {
            rounded++;
            farthest = distance > Math.abs(farthest - Math.rint(farthest)) ? value : farthest;
        }
        return whole <= Short.MAX_VALUE ? (short) whole : large((int) whole);
    }

    private short large(int value) {
        if (!large.containsKey(value) && large.size() <= StoredLabels.MAX_VALUES) {
            large.put(value, (short) (-1 - large.size()));
        }
        return large.getOrDefault(value, (short) 0);
    }

    private short reject(Problem problem, double value) {
        rejected.merge(problem, new Rejected(1, value), (known, one) -> new Rejected(known.count() + 1, known.first()));
        return 0;
    }

    /** The numbers above 32767 in the order of their codes −1, −2, … */
    List<StoredValue> others() {
        return large.keySet().stream()
                .<StoredValue>map(StoredValue.Numeric::new)
                .toList();
    }

    StoredLabels.Rounding rounding() {
        return rounded == 0 ? StoredLabels.Rounding.NONE : new StoredLabels.Rounding(rounded, farthest);
    }

    /** Rejects the label map if one of its numbers is not a label. */
    void requireLabels(int voxels, Where where) {
        if (!rejected.isEmpty()) {
            throw new DataException(description(voxels), where, fix());
        }
        if (large.size() > StoredLabels.MAX_VALUES) {
            throw new DataException(
                    "the label map contains more than %d different values above %d, too many to be structures"
                            .formatted(StoredLabels.MAX_VALUES, Short.MAX_VALUE),
                    where,
                    "number the labels from 1; check that this is a label map and not an image");
        }
    }

    private String description(int voxels) {
        List<String> parts = new ArrayList<>();
        long count = 0;
        for (Problem problem : Problem.values()) {
            Rejected found = rejected.get(problem);
            if (found != null) {
                count += found.count();
                String example = problem == Problem.NAN ? "" : ", such as " + shortest(found.first());
                parts.add("%d %s%s".formatted(found.count(), problem.description, example));
            }
        }
        return "%d of %d voxels %s no valid label: %s"
                .formatted(count, voxels, count == 1 ? "contains" : "contain", String.join("; ", parts));
    }

    private String fix() {
        for (Problem problem : Problem.values()) {
            if (rejected.containsKey(problem)) {
                return problem.fix;
            }
        }
        throw new IllegalStateException("no number was refused");
    }

    /** Integers without a decimal point, others with at most six digits. */
    private static String shortest(double value) {
        if (value == (int) value) {
            return Integer.toString((int) value);
        }
        return Double.isFinite(value)
                ? Double.toString(
                        new BigDecimal(value).round(new MathContext(6)).doubleValue())
                : Double.toString(value);
    }
}
