package klarsyn.table;

import java.util.Optional;

/**
 * How the table reader resolved something ambiguous in the file, or why it could not.
 *
 * @param column column name; empty for the whole table
 * @param what   what was found, with a count and an example, and how it was read
 * @param fix    how to make the file unambiguous
 */
public record TableNote(Optional<String> column, String what, String fix) {

    /** A note on one column. */
    public static TableNote ofColumn(String column, String what, String fix) {
        return new TableNote(Optional.of(column), what, fix);
    }

    /** A note on the whole table. */
    public static TableNote ofTable(String what, String fix) {
        return new TableNote(Optional.empty(), what, fix);
    }
}
