package klarsyn.layout.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import klarsyn.table.Column;

/**
 * The values of a target column over all tables, each column's own counted once.
 *
 * @param sites  the column's part in each table that has a value there
 * @param counts how often each value is there
 * @param rows   cells, with or without a value
 */
record TargetValues(List<Column> sites, SequencedMap<String, Integer> counts, int rows) {

    /** More different values make no classes unless a person asks for them. */
    private static final int MAX_CLASSES = 20;

    static TargetValues of(List<Column> sites) {
        SequencedMap<String, Integer> counts = new LinkedHashMap<>();
        sites.forEach(column -> column.counts().forEach((value, count) -> counts.merge(value, count, Integer::sum)));
        return new TargetValues(
                sites.stream()
                        .filter(column -> column.missing() < column.rows())
                        .toList(),
                counts,
                sites.stream().mapToInt(Column::rows).sum());
    }

    String first() {
        return counts.firstEntry().getKey();
    }

    /** Whether the values could be classes: few of them, each several times. */
    boolean areFew() {
        return counts.size() >= 2 && counts.size() <= MAX_CLASSES && recur();
    }

    /** Whether each value is there twice on average. */
    boolean recur() {
        return counts.size() * 2 <= rows;
    }

    boolean isDated() {
        return sites.stream().anyMatch(column -> column instanceof Column.Dates);
    }

    /** A value that is no number, of a table where the column is none of numbers. */
    Optional<String> firstText() {
        return sites.stream()
                .filter(column -> !(column instanceof Column.Numbers))
                .map(column -> column.counts().firstEntry().getKey())
                .findFirst();
    }

    /** Why texts are no classes. */
    String describeTexts(String name) {
        boolean different = counts.values().stream().allMatch(count -> count == 1);
        return different
                ? "the target column %s has a different text in every row, like an identifier, such as %s"
                        .formatted(name, first())
                : "the target column %s has %d different texts, too many to be classes (at most %d, each twice on average)"
                        .formatted(name, counts.size(), MAX_CLASSES);
    }

    /** Whether the values count the rows of the only table from 0 or 1. */
    boolean numberTheRows() {
        if (sites.size() != 1 || rows < 3) {
            return false;
        }
        Column column = sites.getFirst();
        Optional<String> start = column.text(0);
        if (column.rows() < rows || !(start.equals(Optional.of("0")) || start.equals(Optional.of("1")))) {
            return false;
        }
        int from = Integer.parseInt(start.get());
        for (int row = 0; row < rows; row++) {
            if (!column.text(row).equals(Optional.of(Integer.toString(from + row)))) {
                return false;
            }
        }
        return true;
    }
}
