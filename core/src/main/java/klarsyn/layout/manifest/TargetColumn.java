package klarsyn.layout.manifest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Nearest;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Finding;
import klarsyn.data.Hints;
import klarsyn.data.Task;
import klarsyn.table.Column;
import klarsyn.table.Table;

/**
 * The column to be learned, of one table or of several with the same columns.
 *
 * @param name  of the column
 * @param sites its part in each table
 * @param task  classification or regression
 */
public record TargetColumn(String name, List<Column> sites, Task task) {

    private static final int MAX_CLASSES = 20;

    /** The requested column name, otherwise the first typical target name. */
    public static Optional<String> nameIn(Table table, Hints hints, Where where) {
        return hints.target()
                .map(asked -> required(table, asked, where).name())
                .or(() -> Headings.targets(table).stream().findFirst().map(Column::name));
    }

    /** A column by name. */
    public static Column required(Table table, String name, Where where) {
        return table.find(name)
                .orElseThrow(() -> new DataException(
                        "there is no column " + name,
                        where,
                        Nearest.to(name, table.names())
                                        .map("did you mean %s? "::formatted)
                                        .orElse("")
                                + "choose one of "
                                + String.join(", ", table.names())));
    }

    /**
     * The task of a column: classification if it has few distinct values, otherwise regression.
     *
     * @param sites its part in each table
     * @throws DataException if it is empty or constant, or its texts or dates are not classes
     */
    public static TargetColumn of(List<Column> sites, Where where) {
        String name = sites.getFirst().name();
        SequencedMap<String, Integer> counts = counts(sites);
        int rows = sites.stream().mapToInt(Column::rows).sum();
        if (counts.isEmpty()) {
            throw bad("the target column %s is empty in every row (%s)".formatted(name, Count.of(rows, "row")), where);
        }
        if (counts.size() == 1) {
            throw bad(
                    "the target column %s is constant: every value is %s"
                            .formatted(name, counts.firstEntry().getKey()),
                    where);
        }
        if (isCategorical(sites)) {
            List<String> classes = sites.size() == 1
                    ? List.copyOf(counts.sequencedKeySet())
                    : List.copyOf(new TreeSet<>(counts.keySet()));
            return new TargetColumn(name, List.copyOf(sites), new Task.Classification(name, classes));
        }
        requireNumbers(name, sites, counts, where);
        return new TargetColumn(name, List.copyOf(sites), new Task.Regression(name));
    }

    private static void requireNumbers(
            String name, List<Column> sites, SequencedMap<String, Integer> counts, Where where) {
        boolean different = counts.values().stream().allMatch(count -> count == 1);
        if (sites.stream().anyMatch(column -> column instanceof Column.Dates)) {
            throw bad("the target column %s holds dates, which are neither classes nor numbers".formatted(name), where);
        }
        if (!sites.stream().allMatch(column -> column instanceof Column.Numbers)) {
            throw bad(
                    different
                            ? "the target column %s has a different text in every row, like an identifier, such as %s"
                                    .formatted(name, counts.firstEntry().getKey())
                            : "the target column %s has %d different texts, too many to be classes (at most %d, each twice on average)"
                                    .formatted(name, counts.size(), MAX_CLASSES),
                    where);
        }
        if (different && sites.size() == 1 && countsRows(sites.getFirst())) {
            throw bad("the target column %s numbers the rows, like an identifier".formatted(name), where);
        }
    }

    private static boolean countsRows(Column column) {
        Optional<String> start = column.text(0);
        if (column.rows() < 3
                || start.isEmpty()
                || !(start.get().equals("0") || start.get().equals("1"))) {
            return false;
        }
        int from = Integer.parseInt(start.get());
        for (int row = 0; row < column.rows(); row++) {
            if (!column.text(row).equals(Optional.of(Integer.toString(from + row)))) {
                return false;
            }
        }
        return true;
    }

    private static DataException bad(String what, Where where) {
        return new DataException(what, where, "choose another column with --target COLUMN, or correct the table");
    }

    /** Whether values of a column could be classes: few distinct values, each several times. */
    public static boolean isCategorical(List<Column> sites) {
        int different = counts(sites).size();
        int rows = sites.stream().mapToInt(Column::rows).sum();
        boolean dates = sites.stream().anyMatch(column -> column instanceof Column.Dates);
        return !dates && different >= 2 && different <= MAX_CLASSES && different * 2 <= rows;
    }

    private static SequencedMap<String, Integer> counts(List<Column> sites) {
        SequencedMap<String, Integer> counts = new LinkedHashMap<>();
        sites.forEach(column -> column.counts().forEach((value, count) -> counts.merge(value, count, Integer::sum)));
        return counts;
    }

    /** The target of a cell; empty if missing. */
    public Case.Target of(int site, int row) {
        Column column = sites.get(site);
        if (column.isMissing(row)) {
            return new Case.Target.Unknown();
        }
        if (task instanceof Task.Regression && column instanceof Column.Numbers numbers) {
            return new Case.Target.Quantity(numbers.values()[row]);
        }
        return new Case.Target.Category(column.text(row).orElse(""));
    }

    /** Reports which column is used if several have typical target names. */
    public static List<Finding> ambiguity(Table table, Hints hints, Where where) {
        List<String> names = Headings.targets(table).stream().map(Column::name).toList();
        if (hints.target().isPresent() || names.size() < 2) {
            return List.of();
        }
        return List.of(Finding.warning(
                where,
                "several columns are named like a target: %s; %s is used"
                        .formatted(String.join(", ", names), names.getFirst()),
                "choose one with --target COLUMN"));
    }

    /** Reports that no column is named like a target, with the candidates. */
    public static Finding missing(Table table, Collection<String> others, Where where) {
        String candidates = candidates(table, others);
        return Finding.warning(
                where,
                "no column is named like a target",
                candidates.isEmpty()
                        ? "add a column of classes or numbers: none of the columns could be a target"
                        : "choose one with --target: " + candidates);
    }

    /** Columns that could be learned, with their task, such as {@code cdr (3 classes)}. */
    private static String candidates(Table table, Collection<String> others) {
        List<String> descriptions = new ArrayList<>();
        for (Column column : table.columns()) {
            if (others.contains(column.name())) {
                continue;
            }
            if (isCategorical(List.of(column))) {
                descriptions.add("%s (%d classes)"
                        .formatted(column.name(), column.counts().size()));
            } else if (column instanceof Column.Numbers && column.counts().size() > 1) {
                descriptions.add(column.name() + " (numbers)");
            }
        }
        return String.join(", ", descriptions);
    }
}
