package klarsyn.table;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of named columns.
 *
 * @param columns in the order of the file, all of the same length, no two of the same name
 * @param rows    how many
 * @param notes how the reader understood what the file does not state plainly; first those on the whole table
 */
public record Table(List<Column> columns, int rows, List<TableNote> notes) {

    /** A table without remarks. */
    public Table(List<Column> columns, int rows) {
        this(columns, rows, List.of());
    }

    /** Keeps own lists; refuses columns of another length and names that come twice. */
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
                throw new IllegalArgumentException("two columns are called " + column.name());
            }
        }
    }

    /** The column of this name, letter by letter; {@link IllegalArgumentException} where there is none. */
    public Column column(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("no column %s among %s".formatted(name, names())));
    }

    /** The column of this name, letter by letter. */
    public Optional<Column> find(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** Names of the columns in order. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** Cells without a value. */
    public long missing() {
        return columns.stream().mapToLong(Column::missing).sum();
    }
}
