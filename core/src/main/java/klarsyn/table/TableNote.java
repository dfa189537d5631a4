package klarsyn.table;

import java.util.Optional;

/**
 * How the table reader resolved something ambiguous in the file, or why it could not.
 *
 * @param column column name; empty for the whole table
 * @param what   what was found, with a count and an example, and how it was read
 * @param fix    how to make the file unambiguous
 * @param effect what the reader did with the values
 */
public record TableNote(Optional<String> column, String what, String fix, Effect effect) {

    /** What the reader did with the values. */
    public enum Effect {
        /** Each is read as it stands there, or left out. */
        READ,
        /** Texts that were written in several ways are one class. */
        JOINED
    }

    /** A note on one column. */
    public static TableNote ofColumn(String column, String what, String fix) {
        return new TableNote(Optional.of(column), what, fix, Effect.READ);
    }

    /** A note on the whole table. */
    public static TableNote ofTable(String what, String fix) {
        return new TableNote(Optional.empty(), what, fix, Effect.READ);
    }

    /** A note on texts of one column that were taken for one. */
    public static TableNote ofJoined(String column, String what, String fix) {
        return new TableNote(Optional.of(column), what, fix, Effect.JOINED);
    }
}
