package klarsyn.layout.manifest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Nearest;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Finding;
import klarsyn.data.Hints;
import klarsyn.data.Task;
import klarsyn.data.TaskKind;
import klarsyn.table.Column;
import klarsyn.table.Table;

/**
 * The column to be learned, of one table or of several with the same columns; what its values are is decided once for
 * all of them.
 *
 * @param name  of the column
 * @param sites its part in each table
 * @param task  classification or regression
 */
public record TargetColumn(String name, List<Column> sites, Task task) {

    /** Keeps an own copy of the list. */
    public TargetColumn {
        sites = List.copyOf(sites);
    }

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
     * The task defined by a column: the requested one, otherwise classification if it has few distinct values, otherwise
     * regression.
     *
     * @param sites its part in each table
     * @throws DataException if it has no value, a single one, or values that do not fit the task
     */
    public static TargetColumn of(List<Column> sites, Hints hints, Where where) {
        String name = sites.getFirst().name();
        TargetValues values = TargetValues.of(sites);
        requireDifferent(name, values, where);
        TaskKind kind = hints.task()
                .orElse(values.areFew() && !values.isDated() ? TaskKind.CLASSIFICATION : TaskKind.REGRESSION);
        return new TargetColumn(
                name,
                sites,
                switch (kind) {
                    case SEGMENTATION ->
                        throw mismatch(
                                kind, "the column %s has no label maps".formatted(name), "name a column of label maps");
                    case CLASSIFICATION -> classification(name, values, where);
                    case REGRESSION -> regression(name, values, hints, where);
                });
    }

    private static void requireDifferent(String name, TargetValues values, Where where) {
        if (values.counts().isEmpty()) {
            throw bad(
                    "the target column %s is empty in every row (%s)".formatted(name, Count.of(values.rows(), "row")),
                    where);
        }
        if (values.counts().size() == 1) {
            throw bad("the target column %s is constant: every value is %s".formatted(name, values.first()), where);
        }
    }

    private static Task classification(String name, TargetValues values, Where where) {
        if (values.isDated()) {
            throw dates(name, where);
        }
        if (!values.recur()) { // requested: otherwise it would be a regression
            throw bad(
                    "the target column %s has %d different values in %s, too many to be classes (each twice on average)"
                            .formatted(name, values.counts().size(), Count.of(values.rows(), "row")),
                    where);
        }
        return Task.Classification.of(name, values.counts().sequencedKeySet());
    }

    private static Task regression(String name, TargetValues values, Hints hints, Where where) {
        if (values.isDated()) {
            throw dates(name, where);
        }
        Optional<String> text = values.firstText();
        if (text.isPresent() && hints.task().isPresent()) {
            throw bad(
                    "the target column %s contains texts, such as %s, and a regression needs numbers"
                            .formatted(name, text.get()),
                    where);
        }
        if (text.isPresent()) {
            throw bad(values.describeTexts(name), where);
        }
        if (values.numberTheRows()) {
            throw bad("the target column %s numbers the rows, like an identifier".formatted(name), where);
        }
        return new Task.Regression(name);
    }

    private static DataException dates(String name, Where where) {
        return bad("the target column %s contains dates, which are neither classes nor numbers".formatted(name), where);
    }

    private static DataException bad(String what, Where where) {
        return new DataException(what, where, "choose another column with --target COLUMN, or correct the table");
    }

    /** The error that a table lacks the target of the requested task. */
    public static DataException mismatch(TaskKind kind, String what, String fix) {
        return new DataException(
                "%s cannot be learned: %s".formatted(kind.word(), what),
                Where.of("--task " + kind.word()),
                fix + ", or leave --task out");
    }

    /** Whether an unnamed column could be the target of the requested task, or of a classification. */
    public static boolean isCandidate(List<Column> sites, Hints hints) {
        TargetValues values = TargetValues.of(sites);
        boolean isNumeric = values.firstText().isEmpty() && values.counts().size() > 1;
        return !values.isDated()
                && switch (hints.task().orElse(TaskKind.CLASSIFICATION)) {
                    case CLASSIFICATION -> values.areFew();
                    case REGRESSION -> isNumeric && !values.numberTheRows();
                    case SEGMENTATION -> false;
                };
    }

    /** The target of a cell; empty if missing. */
    public Case.Target of(int site, int row) {
        Column column = sites.get(site);
        if (column.isMissing(row)) {
            return new Case.Target.Unknown();
        }
        return switch (task) {
            case Task.Regression _
            when column instanceof Column.Numbers numbers -> new Case.Target.Quantity(numbers.values()[row]);
            case Task.Classification _ ->
                new Case.Target.Category(column.text(row).orElseThrow());
            case Task.Regression _, Task.Segmentation _ ->
                throw new IllegalStateException("the target column %s makes no %s".formatted(name, task));
        };
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
        SequencedMap<String, String> found = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            TargetValues values = TargetValues.of(List.of(column));
            if (others.contains(column.name()) || values.isDated()) {
                continue;
            }
            if (values.areFew()) {
                found.put(column.name(), "%d classes".formatted(values.counts().size()));
            } else if (column instanceof Column.Numbers && values.counts().size() > 1) {
                found.put(column.name(), "numbers");
            }
        }
        List<String> described = new ArrayList<>();
        found.forEach((name, kind) -> described.add("%s (%s)".formatted(name, kind)));
        return String.join(", ", described);
    }
}
