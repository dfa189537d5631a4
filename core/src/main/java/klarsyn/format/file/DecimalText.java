package klarsyn.format.file;

import java.util.Set;
import java.util.regex.Pattern;

/** Recognizes numbers and missing values in text. */
public final class DecimalText {

    /** Markers of missing values used by spreadsheets, R, pandas, SAS and the UCI repository. */
    private static final Set<String> MISSING = Set.of(
            "", "?", ".", "NA", "N/A", "n/a", "#N/A", "<NA>", "na", "NaN", "nan", "NAN", "-nan", "-NaN", "null",
            "NULL");

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,5})?");

    private static final Pattern INFINITE = Pattern.compile("([-+]?)(inf|infinity)", Pattern.CASE_INSENSITIVE);

    /** Numbers with more digits than a double can represent are identifiers. */
    private static final int DIGITS_OF_A_DOUBLE = 15;

    private static final Pattern IDENTIFIER = Pattern.compile("[-+]?(0\\d+|\\d{" + (DIGITS_OF_A_DOUBLE + 1) + ",})");

    private DecimalText() {}

    public static boolean isMissing(String word) {
        return MISSING.contains(word);
    }

    /** Whether a word is a number with this decimal mark, a point or a comma. */
    public static boolean isNumber(String word, char mark) {
        if (word.isEmpty() || (mark == ',' && word.indexOf('.') >= 0)) {
            return false;
        }
        String plain = mark == ',' ? word.replace(',', '.') : word;
        return NUMBER.matcher(plain).matches() || INFINITE.matcher(plain).matches();
    }

    /**
     * Whether a word is a number in the plainest notation, unambiguous in every table: digits, optionally with a sign
     * and a decimal point that cannot be a thousands separator. A fast path for most cells.
     */
    public static boolean isPlain(String word) {
        int start = !word.isEmpty() && word.charAt(0) == '-' ? 1 : 0;
        int point = -1;
        for (int i = start; i < word.length(); i++) {
            char sign = word.charAt(i);
            if (sign == '.' && point < 0 && i > start && i + 1 < word.length()) {
                point = i;
            } else if (sign < '0' || sign > '9') {
                return false;
            }
        }
        int whole = (point < 0 ? word.length() : point) - start;
        int decimals = point < 0 ? 0 : word.length() - point - 1;
        boolean named = whole > 1 && word.charAt(start) == '0';
        return whole > 0 && whole < 8 && decimals < 9 && decimals != 3 && !named;
    }

    /** Whether a number looks like an identifier: leading zeros, or more digits than a double can represent. */
    public static boolean isIdentifier(String word) {
        return IDENTIFIER.matcher(word).matches();
    }

    /** The value of a word accepted by {@link #isNumber}. */
    public static double parse(String word, char mark) {
        var infinite = INFINITE.matcher(word);
        if (infinite.matches()) {
            return infinite.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.parseDouble(mark == ',' ? word.replace(',', '.') : word);
    }
}
