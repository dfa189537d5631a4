package klarsyn.format;

import java.util.HashSet;
import java.util.Set;

/** What a walk through a column's values has shown of them. */
final class ColumnFacts {

    /** Texts that are remembered; enough to see that names do not come again below. */
    private static final int MOST_WORDS = 1000;

    private final char mark;
    private final Set<String> words = new HashSet<>();
    private boolean values;
    private boolean points = true;
    private boolean commas;

    /** Takes numbers with a decimal comma too where {@code mark} is one. */
    ColumnFacts(char mark) {
        this.mark = mark;
        this.commas = mark == ',';
    }

    void take(String word) {
        if (DecimalText.isMissing(word)) {
            return;
        }
        values = true;
        if (isOfNumbers()) {
            boolean quantity = !DecimalText.isIdentifier(word);
            points = points && quantity && DecimalText.isNumber(word, '.');
            commas = commas && quantity && DecimalText.isNumber(word, ',');
        }
        if (!isOfNumbers() && words.size() < MOST_WORDS) {
            words.add(word);
        }
    }

    /** Whether all values are numbers; so without any. */
    boolean isOfNumbers() {
        return points || commas;
    }

    boolean hasValues() {
        return values;
    }

    boolean isNumber(String word) {
        return DecimalText.isNumber(word, '.') || DecimalText.isNumber(word, mark);
    }

    /** Whether a text is among the first thousand different ones. */
    boolean has(String word) {
        return words.contains(word);
    }

    /** Room for the values. */
    ColumnCells cells(int rows) {
        return isOfNumbers() ? new ColumnCells.OfNumbers(new double[rows], points ? '.' : ',') : new ColumnWords(rows);
    }
}
