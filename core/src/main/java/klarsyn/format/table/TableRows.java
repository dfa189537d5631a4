package klarsyn.format.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import klarsyn.format.file.DecimalText;
import klarsyn.format.file.DelimitedRows;

/** Walks through the rows of a table; empty rows and comments between them are left out, empty fields at their ends cut. */
final class TableRows {

    /** Errors of spreadsheets and missing values begin with the sign of a comment too. */
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
     * @param fields as many as the table is wide; fewer or more in a row that breaks it
     * @param line   in which it begins, from 1
     */
    record Row(List<String> fields, int line) {

        /** Fields that are not empty. */
        long filled() {
            return fields.stream().filter(field -> !field.isEmpty()).count();
        }
    }

    /** The next row that is none of those left out. */
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

    /** The names of {@code # age,bmi,sex}. */
    private static List<String> withoutMark(List<String> fields) {
        String name = fields.getFirst().replaceFirst("^#+\\s*", "");
        if (name.isEmpty() || !startsAsNote(fields.getFirst())) {
            return fields;
        }
        List<String> names = new ArrayList<>(fields);
        names.set(0, name);
        return names;
    }

    /** A row of words that is the first again, as where tables were put one below the other. */
    private boolean repeatsNames(List<String> fields) {
        boolean repeats =
                fields.size() > 1 && fields.equals(names) && fields.stream().noneMatch(TableRows::isValue);
        repeated += repeats ? 1 : 0;
        return repeats;
    }

    private static boolean isValue(String field) {
        return Quantity.of(field).isPresent() || TableHeader.isFile(field) || DecimalText.isMissing(field);
    }

    /** Rows that were left out as they repeat the names, so far. */
    int repeated() {
        return repeated;
    }

    /** Rows that were left out as comments, so far. */
    int comments() {
        return comments;
    }

    /** The first of them. */
    String comment() {
        return comment;
    }

    /** Whether a text begins as comments do. */
    static boolean startsAsNote(String text) {
        return text.startsWith("#") && !ERROR.matcher(text).matches();
    }

    /** A line with a sign of comments and little else; or a whole row struck out, where other rows have no such sign. */
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

    /** The text in {@code ="001"}, by which spreadsheets keep digits from being numbers, and in single quotes. */
    private static String unwrapped(String field) {
        boolean wrapped = field.length() > 2 && field.startsWith("=\"") && field.endsWith("\"");
        boolean quoted = field.length() > 1 && field.startsWith("'") && field.endsWith("'");
        return wrapped || quoted ? field.substring(wrapped ? 2 : 1, field.length() - 1) : field;
    }
}
