package klarsyn.format.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import klarsyn.table.TableNote;

/**
 * Numbers such as −999 that represent missing values by convention.
 *
 * <p>A code that occurs at least twice and is far outside the other values is read as missing; a plausible value is
 * kept. Both are noted.
 */
final class MissingCodes {

    private static final List<Double> NEGATIVE = List.of(
            -9.0, -99.0, -999.0, -9999.0, -99999.0, -999999.0, -99.9, -999.9, -888.0, -777.0, -88.0, -77.0, -8.0, -7.0);

    private static final List<Double> POSITIVE = List.of(99.0, 999.0, 9999.0, 99999.0, 999999.0, 999.9, 888.0, 777.0);

    /** A number that may represent a missing value if no other is negative, and may be a class. */
    private static final double UNCLEAR = -1;

    /** A column that consists only of codes from this magnitude on has no values. */
    private static final double CLEARLY_NEGATIVE = -99;

    /** Minimum ratio of a positive code to the largest other value. */
    private static final double FAR = 4;

    /** Minimum ratio of the count of a plausible code to that of any other value. */
    private static final int OFTEN = 3;

    private final String name;
    private final double[] values;
    private final Map<Double, Integer> codes = new TreeMap<>();
    private final Map<Double, Integer> others = new TreeMap<>();
    private final List<TableNote> notes = new ArrayList<>();

    private MissingCodes(String name, double[] values) {
        this.name = name;
        this.values = values;
        for (double value : values) {
            if (Double.isFinite(value)) {
                boolean code = NEGATIVE.contains(value) || POSITIVE.contains(value);
                (code ? codes : others).merge(value, 1, Integer::sum);
            }
        }
    }

    /** Replaces unambiguous codes by missing values, in place, and notes all codes. */
    static List<TableNote> replace(String name, double[] values) {
        boolean any = Arrays.stream(values)
                .anyMatch(value -> value == UNCLEAR || NEGATIVE.contains(value) || POSITIVE.contains(value));
        if (!any) {
            return List.of();
        }
        MissingCodes column = new MissingCodes(name, values);
        column.check();
        return column.notes;
    }

    private void check() {
        if (others.isEmpty()) {
            codes.forEach((code, count) -> {
                if (code <= CLEARLY_NEGATIVE) {
                    checkFar(code, count);
                }
            });
            return;
        }
        TreeMap<Double, Integer> sorted = new TreeMap<>(others);
        double low = sorted.firstKey();
        double high = sorted.lastKey();
        codes.forEach((code, count) -> {
            boolean outermost = code < 0 || code > high;
            if (isFar(code, low, high)) {
                checkFar(code, count);
            } else if (outermost && count > 1 && isMostFrequent(code, count)) {
                noteUnclear(code, count);
            }
        });
        boolean coded =
                low == UNCLEAR && others.size() > 3 && sorted.higherKey(low) >= 0 && others.getOrDefault(low, 0) > 1;
        if (coded) {
            noteUnclear(UNCLEAR, others.getOrDefault(UNCLEAR, 0));
        }
    }

    private void noteUnclear(double code, int count) {
        note(
                "%d values are %s, which often represents a missing value, but could be a value here: kept"
                        .formatted(count, text(code)),
                "if it means missing, leave those cells empty");
    }

    private static boolean isFar(double code, double low, double high) {
        if (code > 0) {
            return low >= 0 && high > 0 && code >= FAR * high;
        }
        return low >= 0 ? code <= -9 || high <= 9 : code < low - 2 * (high - low);
    }

    private void checkFar(double code, int count) {
        if (count == 1) {
            note(
                    "1 value is %s, far from all others, which often represents a missing value: kept"
                            .formatted(text(code)),
                    "if it means missing, leave that cell empty");
            return;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == code ? Double.NaN : values[i];
        }
        note(
                "%d values are %s, far from all others: read as missing".formatted(count, text(code)),
                "leave those cells empty; if %s was measured, encode it differently".formatted(text(code)));
    }

    /** Whether it is much more frequent than any other value of its sign. */
    private boolean isMostFrequent(double code, int count) {
        int most = others.entrySet().stream()
                .filter(entry -> (entry.getKey() < 0) == (code < 0))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(1);
        return count >= OFTEN * most;
    }

    private void note(String what, String fix) {
        notes.add(TableNote.ofColumn(name, what, fix));
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
