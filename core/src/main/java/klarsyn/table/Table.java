package klarsyn.table;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of named columns.
 *
 * @param columns in file order, all of the same length, with unique names
 * @param rows    number of rows
 * @param notes   how the reader resolved ambiguities in the file; notes on the whole table first
 */
public record Table(List<Column> columns, int rows, List<TableNote> notes) {

    /** A table without notes. */
    public Table(List<Column> columns, int rows) {
        this(columns, rows, List.of());
    }

    /** Copies the lists; rejects columns of different lengths and repeated names. */
    public Table {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (column.rows() != rows) {
                throw new IllegalArgumentException(
                        "column %s has %d rows of %d".formatted(column.name(), column.rows(), rows));
            }
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("two columns are named " + column.name());
            }
        }
    }

    /** The column with exactly this name; {@link IllegalArgumentException} if there is none. */
    public Column column(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("no column %s among %s".formatted(name, names())));
    }

    /** The column with exactly this name. */
    public Optional<Column> find(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** Names of the columns in order. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** Number of missing values. */
    public long missing() {
        return columns.stream().mapToLong(Column::missing).sum();
    }
}
