package klarsyn.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.DelimitedRows.Separator;
import klarsyn.table.Column;
import klarsyn.table.Table;

/** Makes a table of delimited text in two walks: one to learn what the columns are, one to fill them. */
final class TableText {

    private static final List<Separator> SEPARATORS =
            List.of(Separator.TAB, Separator.SEMICOLON, Separator.COMMA, Separator.PIPE);

    private final String text;
    private final Where where;
    private final Separator separator;
    private final char mark;

    private TableText(String text, Where where) {
        this.text = text;
        this.where = where;
        this.separator = DelimitedRows.separatorOf(text, SEPARATORS, where);
        this.mark = separator == Separator.COMMA ? '.' : ',';
    }

    static TableText of(String text, Where where) {
        return new TableText(text, where);
    }

    Table table() {
        var rows = new DelimitedRows(text, separator, where);
        List<String> first =
                rows.next().orElseThrow(() -> new DataException("the table is empty", where, "give one with rows"));
        List<ColumnFacts> facts = new ArrayList<>();
        first.forEach(_ -> facts.add(new ColumnFacts(mark)));
        int count = 0;
        for (Optional<List<String>> row = rows.next(); row.isPresent(); row = rows.next()) {
            refuseRagged(row.get().size(), first.size(), rows.line());
            for (int i = 0; i < first.size(); i++) {
                facts.get(i).take(row.get().get(i));
            }
            count++;
        }
        boolean named = isHeader(first, facts);
        if (!named) {
            for (int i = 0; i < first.size(); i++) {
                facts.get(i).take(first.get(i));
            }
            count++;
        }
        List<String> names =
                named ? names(first) : names(first.stream().map(_ -> "").toList());
        return new Table(fill(names, facts, named, count), count);
    }

    private void refuseRagged(int fields, int wanted, int line) {
        if (fields != wanted) {
            throw new DataException(
                    "line %d has %d fields, the first row has %d".formatted(line, fields, wanted),
                    where,
                    "give every row the same number of fields, and put a field that holds the separator in quotes");
        }
    }

    /** Names stand where the column below has numbers and they are none, or count the columns. */
    private boolean isHeader(List<String> first, List<ColumnFacts> facts) {
        if (first.size() > 2 && countsColumns(first)) {
            return true;
        }
        boolean numbersBelow = false;
        for (int i = 0; i < first.size(); i++) {
            String word = first.get(i);
            boolean number = facts.get(i).isNumber(word);
            if (facts.get(i).isOfNumbers() && facts.get(i).hasValues()) {
                if (!word.isEmpty() && (number || DecimalText.isMissing(word))) {
                    return false;
                }
                numbersBelow |= !word.isEmpty();
            }
        }
        return numbersBelow || isHeaderOfTexts(first, facts);
    }

    /** Where all columns hold texts, names are those that do not come again below them and look like no path. */
    private boolean isHeaderOfTexts(List<String> first, List<ColumnFacts> facts) {
        for (int i = 0; i < first.size(); i++) {
            String word = first.get(i);
            boolean value = DecimalText.isMissing(word) && !word.isEmpty();
            if (value
                    || word.indexOf('/') >= 0
                    || facts.get(i).isNumber(word)
                    || facts.get(i).has(word)) {
                return false;
            }
        }
        return true;
    }

    private static boolean countsColumns(List<String> first) {
        String start = first.getFirst();
        if (!start.equals("0") && !start.equals("1")) {
            return false;
        }
        int from = Integer.parseInt(start);
        return IntStream.range(0, first.size()).allMatch(i -> first.get(i).equals(Integer.toString(from + i)));
    }

    private List<String> names(List<String> first) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < first.size(); i++) {
            String name = first.get(i).isEmpty() ? "column " + (i + 1) : first.get(i);
            names.add(name);
            Integer other = places.put(name, i);
            if (other != null) {
                throw new DataException(
                        "columns %d and %d are both called %s".formatted(other + 1, i + 1, name),
                        where,
                        "give each column a name of its own");
            }
        }
        return names;
    }

    private List<Column> fill(List<String> names, List<ColumnFacts> facts, boolean named, int count) {
        List<ColumnCells> cells = new ArrayList<>();
        for (ColumnFacts fact : facts) {
            cells.add(fact.cells(count));
        }
        var rows = new DelimitedRows(text, separator, where);
        int row = named ? -1 : 0;
        for (Optional<List<String>> next = rows.next(); next.isPresent(); next = rows.next(), row++) {
            for (int i = 0; row >= 0 && i < cells.size(); i++) {
                cells.get(i).put(row, next.get().get(i));
            }
        }
        return IntStream.range(0, names.size())
                .mapToObj(i -> cells.get(i).column(names.get(i)))
                .toList();
    }
}
