package klarsyn.format.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import klarsyn.format.table.TableRows.Row;

/** Separates the rows below a table from its data: totals, and notes such as sources. */
final class TableEnd {

    private static final Set<String> TOTALS = Set.of(
            "total",
            "totals",
            "grand total",
            "subtotal",
            "sum",
            "summe",
            "summen",
            "gesamt",
            "gesamtsumme",
            "insgesamt",
            "mean",
            "average",
            "avg",
            "mittelwert",
            "mittel",
            "durchschnitt",
            "median",
            "sd",
            "std",
            "std dev",
            "stdev",
            "standardabweichung",
            "min",
            "minimum",
            "max",
            "maximum",
            "count",
            "n",
            "anzahl",
            "totaal",
            "totale",
            "somme",
            "moyenne",
            "suma",
            "promedio",
            "media",
            "mean ± sd",
            "mean (sd)");

    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}+");

    private final int width;
    private final List<ColumnProfile> profiles;

    TableEnd(int width, List<ColumnProfile> profiles) {
        this.width = width;
        this.profiles = profiles;
    }

    /** Maximum number of last rows that may not be data, regardless of column content. */
    int atMost(List<Row> last) {
        int end = 0;
        while (end < last.size() && couldBeBelow(last.get(last.size() - 1 - end))) {
            end++;
        }
        return end;
    }

    private boolean couldBeBelow(Row row) {
        return row.filled() == 1 || row.fields().stream().limit(2).anyMatch(field -> TOTALS.contains(word(field)));
    }

    /** Number of last rows that are not data, by column content. */
    int length(List<Row> last) {
        int end = 0;
        while (end < last.size() && isBelow(last.get(last.size() - 1 - end))) {
            end++;
        }
        return end;
    }

    private boolean isBelow(Row row) {
        return isTotal(row) || isNote(row);
    }

    /** A row that starts with a word for totals found in no other row. */
    private boolean isTotal(Row row) {
        if (width < 2 || row.fields().size() > width) {
            return false;
        }
        boolean leads = isTotalOf(row, 0);
        boolean second = row.fields().size() > 1
                && isTotalOf(row, 1)
                && (row.fields().getFirst().isEmpty() || profiles.get(1).isMostlyNumbers());
        return leads || second;
    }

    private boolean isTotalOf(Row row, int column) {
        String field = row.fields().get(column);
        ColumnProfile profile = profiles.get(column);
        return TOTALS.contains(word(field)) && profile.hasValues() && !profile.has(field);
    }

    private static String word(String field) {
        return field.toLowerCase(Locale.ROOT).replaceFirst("\\s*[:=]$", "").strip();
    }

    /** A row with a single text at its start, of another type than the values above it. */
    private boolean isNote(Row row) {
        String first = row.fields().getFirst();
        if (first.isEmpty()
                || row.filled() > 1
                || width < 2
                || Quantity.of(first).isPresent()) {
            return false;
        }
        ColumnProfile profile = profiles.getFirst();
        boolean alone = row.fields().size() < width;
        boolean otherKind = profile.isMostlyNumbers() ? profile.hasValues() : !hasShapeOf(first, profile);
        return otherKind && (alone || width > 2);
    }

    /** Whether a text has letters and digits in the same pattern as another one, as identifiers have. */
    private static boolean hasShapeOf(String text, ColumnProfile profile) {
        return profile.texts.sequencedKeySet().stream()
                .anyMatch(other -> shape(other).equals(shape(text)));
    }

    private static String shape(String text) {
        return LETTERS.matcher(DIGITS.matcher(text).replaceAll("9")).replaceAll("A");
    }
}
