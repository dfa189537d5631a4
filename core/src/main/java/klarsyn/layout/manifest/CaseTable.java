package klarsyn.layout.manifest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import klarsyn.base.DataException;
import klarsyn.data.Part;
import klarsyn.format.table.Tables;
import klarsyn.layout.mask.MaskPair;
import klarsyn.layout.name.Listing;
import klarsyn.layout.name.Splits;
import klarsyn.table.Column;
import klarsyn.table.Table;

/**
 * A table next to images with more information on the cases, such as the {@code meta.csv} of TotalSegmentator: patient
 * and split part.
 *
 * @param file  the table
 * @param table its content
 * @param rows  row of each case listed, from 0
 */
public record CaseTable(Path file, Table table, Map<String, Integer> rows) {

    /** Share of cases that a table must list to belong to the data set. */
    private static final double NAMED = 0.9;

    public CaseTable {
        rows = Map.copyOf(rows);
    }

    /** The first table in the top folder with a column of case names and a patient or split column. */
    public static Optional<CaseTable> find(Listing listing, List<String> ids) {
        return listing.top().stream()
                .filter(Tables::hasKnownEnding)
                .flatMap(file -> read(listing.root().resolve(file), ids).stream())
                .filter(table -> table.saysSomething())
                .findFirst();
    }

    private static Optional<CaseTable> read(Path file, List<String> ids) {
        try {
            Table table = Tables.read(file);
            return table.columns().stream()
                    .map(column -> new CaseTable(file, table, rows(column, ids)))
                    .filter(found -> found.rows().size() >= NAMED * ids.size())
                    .findFirst();
        } catch (DataException unreadable) {
            return Optional.empty(); // tables outside the data set may be unreadable
        }
    }

    private static Map<String, Integer> rows(Column column, List<String> ids) {
        Map<String, Integer> byText = new HashMap<>();
        for (int row = 0; row < column.rows(); row++) {
            int at = row;
            column.text(row).ifPresent(text -> byText.putIfAbsent(text, at));
        }
        Map<String, Integer> rows = new HashMap<>();
        for (String id : ids) {
            Integer row = byText.get(id);
            if (row != null) {
                rows.put(id, row);
            }
        }
        return rows;
    }

    private boolean saysSomething() {
        return Headings.patient(table).isPresent() || Headings.split(table).isPresent();
    }

    /** The same cases with patient and split part from the table. */
    public List<MaskPair> complete(List<MaskPair> pairs) {
        List<MaskPair> completed = new ArrayList<>();
        for (MaskPair pair : pairs) {
            String patient = value(pair.id(), Headings::patient).orElse(pair.patient());
            Part part = value(pair.id(), Headings::split).flatMap(Splits::part).orElse(pair.part());
            completed.add(new MaskPair(pair.id(), patient, pair.images(), pair.mask(), part));
        }
        return completed;
    }

    private Optional<String> value(String id, Function<Table, Optional<Column>> column) {
        return Optional.ofNullable(rows.get(id))
                .flatMap(row -> column.apply(table).flatMap(found -> found.text(row)));
    }
}
