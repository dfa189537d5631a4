package klarsyn.table;

import java.util.Optional;

/**
 * How the reader of a table understood something that the file does not state plainly, or why it did not.
 *
 * @param column name of the column; empty for the table as a whole
 * @param what   what is there, with a count and an example, and how it was read
 * @param fix    how to state it plainly in the file
 */
public record TableNote(Optional<String> column, String what, String fix) {

    /** A remark on one column. */
    public static TableNote ofColumn(String column, String what, String fix) {
        return new TableNote(Optional.of(column), what, fix);
    }

    /** A remark on the table as a whole. */
    public static TableNote ofTable(String what, String fix) {
        return new TableNote(Optional.empty(), what, fix);
    }
}
