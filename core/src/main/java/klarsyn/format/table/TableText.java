package klarsyn.format.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.DecimalText;
import klarsyn.format.table.TableRows.Row;
import klarsyn.table.Column;
import klarsyn.table.Table;
import klarsyn.table.TableNote;

/** Reads a table from delimited text in two passes: one to determine column types, one to fill them. */
final class TableText {

    /** Maximum number of rows at the end that may not be data. */
    private static final int MAX_ROWS_BELOW = 10;

    private static final int LONGEST_QUOTE = 60;

    private final TableStart start;
    private final Where where;
    private final List<ColumnProfile> profiles = new ArrayList<>();
    private final List<TableNote> notes = new ArrayList<>();

    private TableText(TableStart start, Where where) {
        this.start = start;
        this.where = where;
    }

    static Table of(String text, Where where) {
        return new TableText(TableStart.of(text, where), where).table();
    }

    private Table table() {
        var rows = new TableRows(start);
        Row first = rows.next()
                .orElseThrow(() -> new DataException("the table is empty", where, "provide a table" + " with rows"));
        requireWidth(first);
        first.fields().forEach(_ -> profiles.add(new ColumnProfile()));
        Optional<Row> second = rows.next();
        second.ifPresent(this::requireWidth);
        boolean units = second.filter(TableText::mayDescribe).isPresent();
        if (!units) {
            second.ifPresent(this::take);
        }
        int count = takeRows(rows) + (second.isPresent() ? 1 : 0);
        noteRowsAbove();
        noteComments(rows);
        noteRepeated(rows);
        boolean named = new TableHeader(first.fields(), profiles).isOfNames(second);
        int skipped = named ? 1 : 0;
        if (!named) {
            take(first);
            count++;
        }
        if (units && second.isPresent()) {
            if (named && (holdsUnits(second.get()) || describesNumbers(second.get()))) {
                skipped = 2;
                count--;
                notes.add(TableNote.ofTable(
                        "the row below the header contains units or descriptions, %s: ignored"
                                .formatted(quoted(second.get())),
                        "write units in the column names, such as age [years]"));
            } else {
                take(second.get());
            }
        }
        List<String> names = TableHeader.names(
                named ? first.fields() : first.fields().stream().map(_ -> "").toList(), where);
        return fill(names, named ? columnsInUse(first.fields()) : all(), skipped, count);
    }

    /** Processes the rows between the second and those below the table; returns their number. */
    private int takeRows(TableRows rows) {
        Deque<Row> last = new ArrayDeque<>();
        int count = 0;
        for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
            last.add(row.get());
            if (last.size() > MAX_ROWS_BELOW) {
                take(last.remove());
                count++;
            }
        }
        TableEnd end = new TableEnd(start.width(), profiles);
        List<Row> tail = List.copyOf(last);
        int data = tail.size() - end.atMost(tail);
        tail.subList(0, data).forEach(this::take);
        List<Row> below = tail.subList(data, tail.size());
        int extra = below.size() - end.length(below);
        below.subList(0, extra).forEach(this::take);
        noteRowsBelow(below.subList(extra, below.size()));
        return count + data + extra;
    }

    private void take(Row row) {
        requireWidth(row);
        for (int i = 0; i < profiles.size(); i++) {
            profiles.get(i).take(row.fields().get(i));
        }
    }

    private void requireWidth(Row row) {
        int width = profiles.isEmpty() ? start.width() : profiles.size();
        int fields = row.fields().size();
        if (profiles.isEmpty() && fields < width) {
            throw new DataException(
                    "line %d has %s, but most rows have %d".formatted(row.line(), Count.of(fields, "field"), width),
                    where,
                    "name every column; put a field that contains the separator in quotes, such as a number with a"
                            + " decimal comma");
        }
        if (!profiles.isEmpty() && fields != width) {
            throw new DataException(
                    "line %d has %s, but the first row has %d".formatted(row.line(), Count.of(fields, "field"), width),
                    where,
                    "give every row the same number of fields, and put a field that contains the separator in quotes");
        }
    }

    /** Whether a row below the header may describe the columns: it contains no number. */
    private static boolean mayDescribe(Row row) {
        return row.fields().stream().noneMatch(field -> Quantity.of(field).isPresent());
    }

    /** Whether a row contains only units such as {@code [years]} or {@code mg/l}, some of them above numbers. */
    private boolean holdsUnits(Row row) {
        boolean units = row.fields().stream().allMatch(field -> field.isEmpty() || field.equals("-") || isUnit(field));
        return units
                && all().stream()
                        .anyMatch(i ->
                                isUnit(row.fields().get(i)) && profiles.get(i).isAllNumbers());
    }

    private static boolean isUnit(String field) {
        return Quantity.isUnit(field) || (field.startsWith("[") && field.endsWith("]"));
    }

    /** Whether a row contains text above each of several numeric columns. */
    private boolean describesNumbers(Row row) {
        List<Integer> numeric =
                all().stream().filter(i -> profiles.get(i).isAllNumbers()).toList();
        return numeric.size() > 1
                && numeric.stream()
                        .map(row.fields()::get)
                        .noneMatch(field -> DecimalText.isMissing(field) || MissingWords.contains(field));
    }

    private List<Integer> all() {
        return IntStream.range(0, profiles.size()).boxed().toList();
    }

    /** Number of columns with a name or a value; separators at line ends create others. */
    private List<Integer> columnsInUse(List<String> names) {
        List<Integer> used = all().stream()
                .filter(i -> !names.get(i).isEmpty() || profiles.get(i).hasValues())
                .toList();
        return used.isEmpty() ? all() : used;
    }

    private Table fill(List<String> names, List<Integer> columns, int skipped, int count) {
        TableEvidence evidence = TableEvidence.of(start.separator(), profiles);
        List<ColumnCells> cells = new ArrayList<>();
        List<List<TableNote>> choices = new ArrayList<>();
        for (int i : columns) {
            var choice = new ColumnChoice(names.get(i), profiles.get(i), evidence);
            cells.add(ColumnCells.of(choice.reading(), count));
            choices.add(choice.notes());
        }
        var rows = new TableRows(start);
        for (int row = -skipped; row < count; row++) {
            List<String> fields = rows.next().map(Row::fields).orElse(List.of());
            for (int i = 0; row >= 0 && i < cells.size(); i++) {
                cells.get(i).put(row, fields.get(columns.get(i)));
            }
        }
        List<Column> filled = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            ColumnCells.Filled column = cells.get(i).column(names.get(columns.get(i)));
            filled.add(column.column());
            notes.addAll(choices.get(i));
            notes.addAll(column.notes());
        }
        return new Table(filled, count, notes);
    }

    private void noteRowsAbove() {
        if (!start.above().isEmpty()) {
            String first = shortened(start.above().getFirst());
            notes.add(TableNote.ofTable(
                    start.above().size() == 1
                            ? "1 line above the header was ignored: %s".formatted(first)
                            : "%d lines above the header were ignored, the first: %s"
                                    .formatted(start.above().size(), first),
                    "none needed if they are not data; otherwise give every row as many fields as the table has"
                            + " columns"));
        }
    }

    private void noteComments(TableRows rows) {
        if (rows.comments() > 0) {
            notes.add(TableNote.ofTable(
                    "%s with # between the rows %s ignored as %s, such as %s"
                            .formatted(
                                    rows.comments() == 1 ? "1 line" : rows.comments() + " lines",
                                    rows.comments() == 1 ? "is" : "are",
                                    rows.comments() == 1 ? "a comment" : "comments",
                                    shortened(rows.comment())),
                    "none needed if they are comments; otherwise put such fields in another column"));
        }
    }

    private void noteRepeated(TableRows rows) {
        if (rows.repeated() > 0) {
            notes.add(TableNote.ofTable(
                    rows.repeated() == 1
                            ? "1 row repeats the column names: ignored"
                            : rows.repeated() + " rows repeat the column names: ignored",
                    "remove such rows"));
        }
    }

    private void noteRowsBelow(List<Row> below) {
        for (Row row : below) {
            notes.add(TableNote.ofTable(
                    "line %d is a total or a note, not a case: %s: ignored".formatted(row.line(), quoted(row)),
                    "none needed if correct; otherwise fill in the other columns of the row"));
        }
    }

    private static String quoted(Row row) {
        return shortened(String.join(
                " ", row.fields().stream().filter(field -> !field.isEmpty()).toList()));
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return '"' + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line) + '"';
    }
}
