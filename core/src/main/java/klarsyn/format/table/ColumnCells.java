package klarsyn.format.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import klarsyn.format.file.DecimalText;
import klarsyn.table.Bound;
import klarsyn.table.Column;
import klarsyn.table.TableNote;

/** Collects the cells of a column. */
sealed interface ColumnCells permits ColumnCells.OfNumbers, ColumnCells.OfDates, ColumnWords {

    void put(int row, String word);

    /** A column with the notes that depend on all its values. */
    Filled column(String name);

    /** A column with notes. */
    record Filled(Column column, List<TableNote> notes) {}

    /** Creates the storage for a column of this type. */
    static ColumnCells of(ColumnReading reading, int rows) {
        return switch (reading) {
            case ColumnReading.AsNumbers(ColumnReading.Mark mark) -> new OfNumbers(new double[rows], mark);
            case ColumnReading.AsDates dates -> new OfDates(new double[rows], dates);
            case ColumnReading.AsTexts() -> new ColumnWords(rows);
        };
    }

    /** Numbers. */
    final class OfNumbers implements ColumnCells {

        private final double[] values;
        private final ColumnReading.Mark mark;
        private final List<Bound> bounds = new ArrayList<>();

        private OfNumbers(double[] values, ColumnReading.Mark mark) {
            this.values = values;
            this.mark = mark;
        }

        @Override
        public void put(int row, String word) {
            if (DecimalText.isPlain(word)) { // has a point only if points are decimal marks
                values[row] = Double.parseDouble(word);
                return;
            }
            Optional<Quantity> quantity = DecimalText.isMissing(word) ? Optional.empty() : Quantity.of(word);
            values[row] = quantity.map(it -> mark.value(it).orElse(Double.NaN)).orElse(Double.NaN);
            quantity.map(ColumnCells::bound).filter(it -> it != Bound.EXACT).ifPresent(it -> bound(row, it));
        }

        private void bound(int row, Bound bound) {
            if (bounds.isEmpty()) {
                bounds.addAll(Collections.nCopies(values.length, Bound.EXACT));
            }
            bounds.set(row, bound);
        }

        @Override
        public Filled column(String name) {
            List<TableNote> notes = MissingCodes.replace(name, values);
            return new Filled(new Column.Numbers(name, values, bounds), notes);
        }
    }

    /** The bound of a quantity; {@code 90+} is 90 or more. */
    private static Bound bound(Quantity quantity) {
        return quantity.suffix() == Quantity.Suffix.PLUS ? Bound.AT_LEAST : quantity.bound();
    }

    /** Dates. */
    final class OfDates implements ColumnCells {

        private final double[] days;
        private final ColumnReading.AsDates reading;

        private OfDates(double[] days, ColumnReading.AsDates reading) {
            this.days = days;
            this.reading = reading;
            Arrays.fill(days, Double.NaN);
        }

        @Override
        public void put(int row, String word) {
            days[row] = reading.days(word).orElse(Double.NaN);
        }

        @Override
        public Filled column(String name) {
            return new Filled(new Column.Dates(name, days), List.of());
        }
    }
}
