package klarsyn.format.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.DecimalText;
import klarsyn.format.table.TableRows.Row;

/** The first row of a table: names or values. */
final class TableHeader {

    private static final Pattern FILE = Pattern.compile(
            ".*(/.*|\\\\.*|\\.(nii|gz|png|jpe?g|tiff?|dcm|ima|mha|mhd|nrrd|bmp|gif|webp|npy|npz|edf|bdf|hea|img|hdr))",
            Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_PATH = 4096;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0\\u202F]+");

    private final List<String> first;
    private final List<ColumnProfile> below;

    TableHeader(List<String> first, List<ColumnProfile> below) {
        this.first = first;
        this.below = below;
    }

    /** A row contains names if it has text above numbers, or numbers the columns. */
    boolean isOfNames(Optional<Row> second) {
        if (first.size() > 2 && countsColumns()) {
            return true;
        }
        boolean numbersBelow = false;
        for (int i = 0; i < first.size(); i++) {
            String word = first.get(i);
            if (hasNumbers(i, second)) {
                if (!word.isEmpty() && (isNumber(word) || DecimalText.isMissing(word))) {
                    return false;
                }
                numbersBelow |= !word.isEmpty();
            }
        }
        return numbersBelow || isOfTexts(second);
    }

    private boolean hasNumbers(int column, Optional<Row> second) {
        boolean inSecond = second.map(row -> isNumber(row.fields().get(column))).orElse(false);
        ColumnProfile profile = below.get(column);
        return profile.hasValues() ? profile.isMostlyNumbers() : inSecond;
    }

    private static boolean isNumber(String word) {
        return DecimalText.isNumber(word, '.') || DecimalText.isNumber(word, ',');
    }

    /** If all columns contain text, names are those that do not recur below and do not look like paths. */
    private boolean isOfTexts(Optional<Row> second) {
        for (int i = 0; i < first.size(); i++) {
            String word = first.get(i);
            int column = i;
            boolean missing = DecimalText.isMissing(word) && !word.isEmpty();
            boolean again = !word.isEmpty()
                    && (below.get(i).has(word)
                            || second.map(row -> row.fields().get(column).equals(word))
                                    .orElse(false));
            boolean date = DateText.days(word, DateText.Order.DAY_FIRST).isPresent();
            if (missing || again || date || isNumber(word) || isFile(word)) {
                return false;
            }
        }
        return true;
    }

    static boolean isFile(String word) {
        return word.length() <= LONGEST_PATH && FILE.matcher(word).matches();
    }

    private boolean countsColumns() {
        String start = first.getFirst();
        if (!start.equals("0") && !start.equals("1")) {
            return false;
        }
        int from = Integer.parseInt(start);
        return IntStream.range(0, first.size()).allMatch(i -> first.get(i).equals(Integer.toString(from + i)));
    }

    /** Column names; columns without a name are numbered. */
    static List<String> names(List<String> first, Where where) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < first.size(); i++) {
            String name = first.get(i).isEmpty()
                    ? "column " + (i + 1)
                    : BLANKS.matcher(first.get(i)).replaceAll(" ").strip();
            names.add(name);
            Integer other = places.put(name, i);
            if (other != null) {
                throw new DataException(
                        "columns %d and %d are both named %s".formatted(other + 1, i + 1, name),
                        where,
                        "give each column a unique name");
            }
        }
        return names;
    }
}
