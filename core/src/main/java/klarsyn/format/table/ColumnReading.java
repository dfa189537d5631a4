package klarsyn.format.table;

import java.util.OptionalDouble;

/** How the cells of a column are read. */
sealed interface ColumnReading {

    /**
     * Numbers; a text among them is a missing value.
     *
     * @param mark which sign is the decimal mark
     */
    record AsNumbers(Mark mark) implements ColumnReading {}

    /**
     * Dates; a text among them is a missing value.
     *
     * @param order   of day and month
     * @param compact whether they are eight digits
     */
    record AsDates(DateText.Order order, boolean compact) implements ColumnReading {

        OptionalDouble days(String word) {
            return compact ? DateText.compactDays(word) : DateText.days(word, order);
        }
    }

    /** Texts: classes if few come again and again. */
    record AsTexts() implements ColumnReading {}

    /** The sign between whole numbers and their decimals. */
    enum Mark {
        /** 1.5 */
        POINT,
        /** 1,5 */
        COMMA,
        /** Each cell has the one that makes sense of it. */
        EACH_ITS_OWN;

        OptionalDouble value(Quantity quantity) {
            return switch (this) {
                case POINT -> quantity.value('.');
                case COMMA -> quantity.value(',');
                case EACH_ITS_OWN -> {
                    OptionalDouble point = quantity.value('.');
                    yield point.isPresent() ? point : quantity.value(',');
                }
            };
        }
    }
}
