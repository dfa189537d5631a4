package klarsyn.app.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import klarsyn.preflight.ColumnFacts;
import org.jspecify.annotations.Nullable;

/** Table columns, one per line. */
public final class ColumnTable {

    private ColumnTable() {}

    public static Table of(List<ColumnFacts> columns) {
        Table table = new Table().row("column", "kind", "missing", "lowest", "mean", "highest", "values");
        for (ColumnFacts column : columns) {
            table.row(
                    column.name(),
                    column.kind(),
                    Integer.toString(column.missing()),
                    Figures.of(column.numbers().min()),
                    Figures.of(column.numbers().mean()),
                    Figures.of(column.numbers().max()),
                    values(column));
        }
        return table;
    }

    /** Value counts, or the first and last date. */
    private static String values(ColumnFacts column) {
        return column.counts().isEmpty() || column.counts().size() > 6
                ? column.span()
                : column.counts().entrySet().stream()
                        .map(value -> "%s: %d".formatted(value.getKey(), value.getValue()))
                        .collect(Collectors.joining(", "));
    }

    public static List<Map<String, @Nullable Object>> json(List<ColumnFacts> columns) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (ColumnFacts column : columns) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("name", column.name());
            json.put("kind", column.kind());
            json.put("rows", column.rows());
            json.put("missing", column.missing());
            json.put("min", column.numbers().min());
            json.put("mean", column.numbers().mean());
            json.put("max", column.numbers().max());
            json.put("values", column.counts());
            list.add(json);
        }
        return list;
    }
}
