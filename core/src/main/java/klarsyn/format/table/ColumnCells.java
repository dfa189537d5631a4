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

/** The cells of a column while they are filled. */
sealed interface ColumnCells permits ColumnCells.OfNumbers, ColumnCells.OfDates, ColumnWords {

    void put(int row, String word);

    /** The column, and what its values together make worth a remark. */
    Filled column(String name);

    /** A column with remarks. */
    record Filled(Column column, List<TableNote> notes) {}

    /** MemoryLimit for the values of a column that is read so. */
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
            if (DecimalText.isPlain(word)) { // has a point only where points are decimal marks
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

    /** What a quantity says of the value; {@code 90+} is 90 or more. */
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
