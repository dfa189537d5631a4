package klarsyn.format;

import klarsyn.table.Column;

/** The cells of a column while they are filled. */
sealed interface ColumnCells permits ColumnCells.OfNumbers, ColumnWords {

    void put(int row, String word);

    Column column(String name);

    /** Numbers with one decimal mark. */
    record OfNumbers(double[] values, char mark) implements ColumnCells {

        @Override
        public void put(int row, String word) {
            values[row] = DecimalText.isMissing(word) ? Double.NaN : DecimalText.parse(word, mark);
        }

        @Override
        public Column column(String name) {
            return new Column.Numbers(name, values);
        }
    }
}
