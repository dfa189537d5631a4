package klarsyn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.table.Column;
import klarsyn.table.Table;

/** Which column of a table is to be learned, and what kind of task it makes. */
record TargetColumn(Column column) {

    private static final Set<String> NAMES =
            Set.of("target", "label", "labels", "class", "diagnosis", "outcome", "y", "category");
    private static final int MOST_CLASSES = 20;

    /** The column that was asked for, else one that is called so as targets are. */
    static Optional<TargetColumn> find(Table table, Hints hints, Where where) {
        if (hints.target().isPresent()) {
            return Optional.of(new TargetColumn(required(table, hints.target().get(), where)));
        }
        return table.columns().stream()
                .filter(column -> NAMES.contains(column.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(TargetColumn::new);
    }

    /** A column by name. */
    static Column required(Table table, String name, Where where) {
        return table.find(name)
                .orElseThrow(() -> new DataException(
                        "there is no column " + name, where, "name one of " + String.join(", ", table.names())));
    }

    /** Whether its values could be classes: few of them, each several times. */
    static boolean isCategorical(Column column) {
        int different = column.counts().size();
        return different >= 2 && different <= MOST_CLASSES && different * 2 <= column.rows();
    }

    Task task() {
        if (isCategorical(column)) {
            return new Task.Classification(
                    column.name(), List.copyOf(column.counts().sequencedKeySet()));
        }
        return new Task.Regression(column.name());
    }

    /** What a row's cell says; nothing where it is empty. */
    Case.Target of(int row, Where where) {
        Optional<String> text = column.text(row);
        if (text.isEmpty()) {
            return new Case.Target.Unknown();
        }
        if (task() instanceof Task.Classification) {
            return new Case.Target.Category(text.get());
        }
        if (column instanceof Column.Numbers numbers) {
            return new Case.Target.Quantity(numbers.values()[row]);
        }
        throw new DataException(
                "the column %s has %d different texts, which are neither classes nor numbers"
                        .formatted(column.name(), column.counts().size()),
                where,
                "name another column: --target COLUMN");
    }

    /** Columns that could be learned, with what they would be, such as {@code cdr (3 classes)}. */
    static String candidates(Table table, Set<String> others) {
        List<String> told = new ArrayList<>();
        for (Column column : table.columns()) {
            if (others.contains(column.name())) {
                continue;
            }
            if (isCategorical(column)) {
                told.add("%s (%d classes)"
                        .formatted(column.name(), column.counts().size()));
            } else if (column instanceof Column.Numbers) {
                told.add(column.name() + " (numbers)");
            }
        }
        return String.join(", ", told);
    }
}
