package klarsyn.layout.manifest;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import klarsyn.base.Where;
import klarsyn.data.Finding;
import klarsyn.layout.name.Splits;
import klarsyn.table.Column;
import klarsyn.table.Table;
import klarsyn.table.TableNote;

/** Converts table notes to findings. */
public final class TableNotes {

    private TableNotes() {}

    /**
     * All notes.
     *
     * @param targets the column to be learned, if any: classes that the reader has joined are an error there, as it is not
     *                for a reader of tables to decide which classes there are
     */
    public static List<Finding> all(Table table, Path file, Set<String> targets) {
        return of(table, file, table.names(), targets);
    }

    /** Notes on the whole table and on some of its columns. */
    static List<Finding> of(Table table, Path file, Collection<String> columns, Set<String> targets) {
        return table.notes().stream()
                .filter(note -> note.column().map(columns::contains).orElse(true))
                .map(note -> new Finding(severity(note, targets), where(note, file), note.what(), note.fix()))
                .toList();
    }

    private static Finding.Severity severity(TableNote note, Set<String> targets) {
        boolean isTarget = note.column().map(targets::contains).orElse(false);
        return switch (note.effect()) {
            case JOINED -> isTarget ? Finding.Severity.ERROR : Finding.Severity.WARNING;
            case READ -> Finding.Severity.WARNING;
        };
    }

    private static Where where(TableNote note, Path file) {
        return note.column()
                .map(name -> Where.of("%s, column %s".formatted(file, name)))
                .orElse(Where.file(file));
    }

    /** Reports rows without a patient, each of which counts as a patient. */
    public static List<Finding> missingPatients(Column patients, Where where) {
        return patients.missing() == 0
                ? List.of()
                : List.of(Finding.warning(
                        where,
                        "%d of %d rows %s no patient in column %s: each counts as a separate patient"
                                .formatted(
                                        patients.missing(),
                                        patients.rows(),
                                        patients.missing() == 1 ? "has" : "have",
                                        patients.name()),
                        "fill in the patient: cases of one patient must be in the same part of a split"));
    }

    /** Reports split columns with unknown values. */
    static List<Finding> unknownSides(Column split, Where where) {
        Set<String> unknown = new TreeSet<>(split.counts().keySet());
        unknown.removeIf(word -> Splits.part(word).isPresent());
        return unknown.isEmpty()
                ? List.of()
                : List.of(Finding.warning(
                        where,
                        "column %s has values that are not parts of a split, such as %s: their rows may be in any part"
                                .formatted(split.name(), unknown.iterator().next()),
                        "use train, val or test"));
    }
}
