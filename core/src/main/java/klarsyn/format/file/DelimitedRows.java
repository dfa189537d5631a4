package klarsyn.format.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * Parses delimited text row by row according to RFC 4180, with any line end and any separator.
 *
 * <p>Empty lines are skipped; spaces around unquoted fields are trimmed.
 */
public final class DelimitedRows {

    /** The separators; those that also occur in numbers or text come last. */
    public enum Separator {
        TAB('\t'),
        SEMICOLON(';'),
        COMMA(','),
        PIPE('|'),
        /** One or more spaces. */
        BLANKS(' '),
        /** None: each line is one field. */
        NONE('\n');

        private final char sign;

        Separator(char sign) {
            this.sign = sign;
        }
    }

    private static final int MAX_FIELDS = 100_000;
    private static final int LONGEST_FIELD = 1 << 20;

    /** Number of rows used to detect the separator. */
    private static final int TRIAL_ROWS = 20;

    private final String text;
    private final Separator separator;
    private final Where where;
    private int at;
    private int line;
    private int firstLine;
    private int begun;
    private boolean broken;

    public DelimitedRows(String text, Separator separator, Where where) {
        this(text, separator, where, 1);
    }

    /** Rows of a text that starts at this line of its file. */
    public DelimitedRows(String text, Separator separator, Where where, int firstLine) {
        this.line = firstLine;
        this.firstLine = firstLine;
        this.text = text;
        this.separator = separator;
        this.where = where;
    }

    /** The first separator that splits the first rows into the same number of fields, more than one. */
    public static Separator separatorOf(String text, List<Separator> candidates, Where where) {
        Separator most = Separator.NONE;
        int fields = 1;
        for (Separator candidate : candidates) {
            var rows = new DelimitedRows(text, candidate, where);
            int first = rows.sizeOfNext();
            if (first > 1 && rows.areOfSize(first)) {
                return candidate;
            }
            if (first > fields) {
                most = candidate;
                fields = first;
            }
        }
        return most;
    }

    /** Number of fields of the next row, of a malformed row those before the error; 0 at the end. */
    private int sizeOfNext() {
        try {
            return next().map(List::size).orElse(0);
        } catch (DataException here) {
            at = text.length();
            broken = true;
            return begun;
        }
    }

    private boolean areOfSize(int fields) {
        try {
            boolean same = !broken;
            for (int i = 1; same && i < TRIAL_ROWS; i++) {
                same = next().map(row -> row.size() == fields).orElse(true);
            }
            return same;
        } catch (DataException other) {
            return false;
        }
    }

    /** The fields of the next row; empty at the end. */
    public Optional<List<String>> next() {
        while (at < text.length()) {
            firstLine = line;
            List<String> row = row();
            if (row.size() > 1 || !row.getFirst().isEmpty()) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** The line, counted from 1, where the latest row starts. */
    public int line() {
        return firstLine;
    }

    /** The line after the latest row. */
    public int nextLine() {
        return line;
    }

    /** Position in the text of the line after the latest row. */
    public int position() {
        return at;
    }

    /** The malformed row, as empty fields. */
    public List<List<String>> broken() {
        return List.of(Collections.nCopies(begun, ""));
    }

    private List<String> row() {
        List<String> row = new ArrayList<>();
        boolean more = true;
        while (more) {
            if (row.size() == MAX_FIELDS) {
                throw bad("has more than %d fields".formatted(MAX_FIELDS));
            }
            begun = row.size() + 1;
            skipBlanks();
            row.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            more = endField();
        }
        if (separator == Separator.BLANKS && row.size() > 1 && row.getLast().isEmpty()) {
            row.removeLast();
        }
        return row;
    }

    /** Skips the end of a field and returns whether another one follows in this row. */
    private boolean endField() {
        if (at >= text.length()) {
            return false;
        }
        char sign = text.charAt(at++);
        if (sign == '\r' || sign == '\n') {
            if (sign == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            line++;
            return false;
        }
        return true;
    }

    private String plain() {
        int start = at;
        while (at < text.length() && !endsField(text.charAt(at))) {
            at++;
        }
        rejectLong(at - start);
        return text.substring(start, at).strip();
    }

    private String quoted() {
        var field = new StringBuilder();
        at++;
        while (true) {
            int close = text.indexOf('"', at);
            if (close < 0) {
                throw bad("opens a quote that is never closed");
            }
            rejectLong(field.length() + close - at);
            field.append(text, at, close);
            at = close + 1;
            if (at >= text.length() || text.charAt(at) != '"') {
                break;
            }
            field.append('"');
            at++;
        }
        countLines(field);
        skipBlanks();
        if (at < text.length() && !endsField(text.charAt(at)) && separator != Separator.BLANKS) {
            throw bad("has text after a closing quote");
        }
        return field.toString();
    }

    private void countLines(StringBuilder field) {
        for (int i = 0; i < field.length(); i++) {
            boolean pair = field.charAt(i) == '\r' && i + 1 < field.length() && field.charAt(i + 1) == '\n';
            line += field.charAt(i) == '\n' || (field.charAt(i) == '\r' && !pair) ? 1 : 0;
        }
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private boolean isBlank(char sign) {
        return sign == ' ' || (sign == '\t' && separator != Separator.TAB);
    }

    private boolean endsField(char sign) {
        return sign == separator.sign
                || sign == '\n'
                || sign == '\r'
                || (separator == Separator.BLANKS && sign == '\t');
    }

    private void rejectLong(int length) {
        if (length > LONGEST_FIELD) {
            throw bad("has a field of more than %d characters".formatted(LONGEST_FIELD));
        }
    }

    private DataException bad(String what) {
        return new DataException(
                "line %d %s".formatted(firstLine, what), where, "correct that line, or export the file again");
    }
}
