package klarsyn.format.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import klarsyn.format.file.DecimalText;
import klarsyn.format.file.DelimitedRows;

/** Iterates over the rows of a table; skips empty rows and comments, and drops trailing empty fields. */
final class TableRows {

    /** Spreadsheet errors and missing values also start with the comment sign. */
    private static final Pattern ERROR =
            Pattern.compile("#(N/A|NV|NULL|REF|VALUE|DIV/0|NAME|NUM|WERT|BEZUG|ZAHL)[!?]?.*");

    private final TableStart start;
    private final DelimitedRows rows;
    private List<String> names = List.of();
    private int taken;
    private int repeated;
    private boolean marked;
    private int comments;
    private String comment = "";

    TableRows(TableStart start) {
        this.start = start;
        this.rows = new DelimitedRows(start.text(), start.separator(), start.where(), start.lines() + 1);
    }

    /**
     * One row.
     *
     * @param fields as many as the table has columns; fewer or more in a malformed row
     * @param line   first line, from 1
     */
    record Row(List<String> fields, int line) {

        /** Number of non-empty fields. */
        long filled() {
            return fields.stream().filter(field -> !field.isEmpty()).count();
        }
    }

    /** The next row that is not skipped. */
    Optional<Row> next() {
        for (Optional<List<String>> next = rows.next(); next.isPresent(); next = rows.next()) {
            List<String> fields = fitted(next.get());
            boolean empty = fields.size() > 1 && fields.stream().allMatch(String::isEmpty);
            if (!empty && !isComment(fields) && !repeatsNames(fields)) {
                taken++;
                Row row = new Row(taken == 1 ? withoutMark(fields) : fields, rows.line());
                names = taken == 1 ? row.fields() : names;
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** The names in {@code # age,bmi,sex}. */
    private static List<String> withoutMark(List<String> fields) {
        String name = fields.getFirst().replaceFirst("^#+\\s*", "");
        if (name.isEmpty() || !startsAsNote(fields.getFirst())) {
            return fields;
        }
        List<String> names = new ArrayList<>(fields);
        names.set(0, name);
        return names;
    }

    /** A row that repeats the header, as in concatenated tables. */
    private boolean repeatsNames(List<String> fields) {
        boolean repeats =
                fields.size() > 1 && fields.equals(names) && fields.stream().noneMatch(TableRows::isValue);
        repeated += repeats ? 1 : 0;
        return repeats;
    }

    private static boolean isValue(String field) {
        return Quantity.of(field).isPresent() || TableHeader.isFile(field) || DecimalText.isMissing(field);
    }

    /** Number of skipped rows that repeat the header, so far. */
    int repeated() {
        return repeated;
    }

    /** Number of skipped comments, so far. */
    int comments() {
        return comments;
    }

    /** The first of them. */
    String comment() {
        return comment;
    }

    /** Whether a text starts like a comment. */
    static boolean startsAsNote(String text) {
        return text.startsWith("#") && !ERROR.matcher(text).matches();
    }

    /** A line with a comment sign and few fields; or a whole row commented out, if other rows have no such sign. */
    private boolean isComment(List<String> fields) {
        if (taken == 0 || start.width() < 2 || !startsAsNote(fields.getFirst())) {
            return false;
        }
        boolean alone = fields.size() < start.width() || fields.stream().skip(1).allMatch(String::isEmpty);
        marked |= taken == 1 && !alone;
        if (alone || !marked) {
            comments++;
            comment = comments == 1 ? String.join(" ", fields).strip() : comment;
            return true;
        }
        return false;
    }

    private List<String> fitted(List<String> fields) {
        int size = fields.size();
        while (size > start.width() && fields.get(size - 1).isEmpty()) {
            size--;
        }
        List<String> used = size == fields.size() ? fields : fields.subList(0, size);
        return used.stream().anyMatch(TableRows::mayBeWrapped)
                ? used.stream().map(TableRows::unwrapped).toList()
                : used;
    }

    private static boolean mayBeWrapped(String field) {
        return field.length() > 1 && (field.charAt(0) == '=' || field.charAt(0) == '\'');
    }

    /**
     * The text in {@code ="001"}, which prevents spreadsheets from converting digits to numbers, and in single quotes.
     */
    private static String unwrapped(String field) {
        boolean wrapped = field.length() > 2 && field.startsWith("=\"") && field.endsWith("\"");
        boolean quoted = field.length() > 1 && field.startsWith("'") && field.endsWith("'");
        return wrapped || quoted ? field.substring(wrapped ? 2 : 1, field.length() - 1) : field;
    }
}
