package klarsyn.preflight;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Task;
import klarsyn.format.table.Tables;
import klarsyn.table.Column;
import klarsyn.table.Table;

/** Checks table columns for missing values, identifiers and unit errors. */
final class TableScan {

    private static final int MAX_VALUES = 20;
    private static final double MOSTLY_MISSING = 0.5;

    private TableScan() {}

    static Preflight.Result of(Cohort cohort) {
        Set<Path> files = new LinkedHashSet<>();
        cohort.cases().forEach(one -> files.add(one.file()));
        List<Table> tables = files.stream().map(Tables::read).toList();
        List<Finding> findings = new ArrayList<>();
        List<ColumnFacts> facts = new ArrayList<>();
        for (String name : tables.getFirst().names()) {
            List<Column> columns =
                    tables.stream().map(table -> table.column(name)).toList();
            ColumnFacts column = facts(name, columns);
            facts.add(column);
            if (!isTarget(cohort, name)) {
                check(cohort, column, columns, findings);
            }
        }
        findings.addAll(sameRows(cohort, tables));
        return new Preflight.Result(findings, List.of(), List.of(), List.of(), facts);
    }

    private static boolean isTarget(Cohort cohort, String name) {
        return cohort.task().flatMap(Task::targetName).equals(Optional.of(name));
    }

    private static ColumnFacts facts(String name, List<Column> columns) {
        SequencedMap<String, Integer> counts = new LinkedHashMap<>();
        columns.forEach(column -> column.counts().forEach((value, count) -> counts.merge(value, count, Integer::sum)));
        return new ColumnFacts(
                name,
                kind(columns),
                columns.stream().mapToInt(Column::rows).sum(),
                columns.stream().mapToInt(Column::missing).sum(),
                Moments.of(floats(numbers(columns))),
                span(columns),
                counts.size() <= MAX_VALUES ? counts : new LinkedHashMap<>());
    }

    private static String kind(List<Column> columns) {
        Set<String> kinds = new TreeSet<>();
        columns.stream().filter(column -> column.missing() < column.rows()).forEach(column -> kinds.add(column.kind()));
        return kinds.isEmpty() ? "empty" : String.join("|", kinds);
    }

    private static String span(List<Column> columns) {
        TreeSet<String> dates = new TreeSet<>();
        columns.stream()
                .filter(column -> column instanceof Column.Dates)
                .forEach(column -> dates.addAll(column.counts().keySet()));
        return dates.isEmpty() ? "" : dates.first() + " to " + dates.last();
    }

    private static double[] numbers(List<Column> columns) {
        return columns.stream()
                .flatMapToDouble(column -> column instanceof Column.Numbers(String _, double[] values, var _)
                        ? Arrays.stream(values).filter(Double::isFinite)
                        : DoubleStream.empty())
                .toArray();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static void check(Cohort cohort, ColumnFacts column, List<Column> columns, List<Finding> findings) {
        Where where = Where.of("%s, column %s".formatted(cohort.root(), column.name()));
        if (column.missing() > MOSTLY_MISSING * column.rows()) {
            findings.add(Finding.warning(
                    where,
                    "%d of %d values are missing".formatted(column.missing(), column.rows()),
                    "remove the column, or find out why: whether a value is missing may depend on the target"));
        }
        if (isIdentifier(columns, column)) {
            findings.add(Finding.warning(
                    where,
                    "every row has a different value, like an identifier: a model could memorize it",
                    "remove the column from the table; if it is the patient: --patient \"%s\""
                            .formatted(column.name())));
        }
        double[] sorted = numbers(columns);
        Arrays.sort(sorted);
        zeros(sorted, column, where, findings);
        units(sorted, where, findings);
    }

    private static boolean isIdentifier(List<Column> columns, ColumnFacts facts) {
        if (facts.kind().equals("dates")) {
            return false;
        }
        Set<String> seen = new LinkedHashSet<>();
        for (Column column : columns) {
            for (int row = 0; row < column.rows(); row++) {
                String text = column.text(row).orElse("");
                if (text.isEmpty() || text.contains(".") || !seen.add(text)) {
                    return false;
                }
            }
        }
        return facts.rows() > MAX_VALUES;
    }

    /** Zeros far from all other values usually mean not measured. */
    private static void zeros(double[] sorted, ColumnFacts column, Where where, List<Finding> findings) {
        long zeros = Arrays.stream(sorted).filter(value -> value == 0).count();
        double[] others = Arrays.stream(sorted).filter(value -> value != 0).toArray();
        if (zeros == 0 || others.length == 0 || !column.counts().isEmpty() || others[0] < 0) {
            return;
        }
        double median = others[others.length / 2];
        if (others[0] > 0.2 * median) {
            findings.add(Finding.warning(
                    where,
                    String.format(
                            Locale.ROOT,
                            "%s 0 while all others are %s or more",
                            zeros == 1 ? "1 value is" : zeros + " values are",
                            describe(others[0])),
                    "if 0 means not measured, leave those cells empty"));
        }
    }

    /** A few values larger by a factor of 100 or 1000 are in another unit. */
    private static void units(double[] sorted, Where where, List<Finding> findings) {
        double[] positive = Arrays.stream(sorted).filter(value -> value > 0).toArray();
        if (positive.length < MAX_VALUES || sorted[0] < 0) {
            return;
        }
        double median = positive[positive.length / 2];
        double low = positive[positive.length / 20];
        double high = positive[positive.length - 1 - positive.length / 20];
        if (high > 5 * low) {
            return; // too wide a range to decide
        }
        for (double factor : new double[] {10, 100, 1000}) {
            long above = Arrays.stream(positive)
                    .filter(value -> near(value, median * factor))
                    .count();
            long below = Arrays.stream(positive)
                    .filter(value -> near(value, median / factor))
                    .count();
            if (above + below > 0) {
                findings.add(Finding.warning(
                        where,
                        "%s about %d times %s than the others: another unit?"
                                .formatted(
                                        above + below == 1 ? "1 value is" : above + below + " values are",
                                        (long) factor,
                                        above > 0 ? "larger" : "smaller"),
                        "write all values in one unit"));
            }
        }
    }

    private static boolean near(double value, double expected) {
        return value > 0.6 * expected && value < 1.7 * expected;
    }

    private static List<Finding> sameRows(Cohort cohort, List<Table> tables) {
        Set<List<String>> seen = new LinkedHashSet<>();
        int repeated = 0;
        for (Table table : tables) {
            for (int row = 0; row < table.rows(); row++) {
                int at = row;
                List<String> cells = table.columns().stream()
                        .map(column -> column.text(at).orElse(""))
                        .toList();
                repeated += seen.add(cells) ? 0 : 1;
            }
        }
        return repeated == 0
                ? List.of()
                : List.of(Finding.warning(
                        Where.file(cohort.root()),
                        "%d %s another exactly".formatted(repeated, repeated == 1 ? "row repeats" : "rows repeat"),
                        "remove repeated rows: a split could put them into different parts"));
    }

    private static String describe(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
