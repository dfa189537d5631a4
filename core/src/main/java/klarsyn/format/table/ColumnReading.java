package klarsyn.format.table;

import java.util.OptionalDouble;

/** How the cells of a column are read. */
sealed interface ColumnReading {

    /**
     * Numbers; other text is missing.
     *
     * @param mark the decimal mark
     */
    record AsNumbers(Mark mark) implements ColumnReading {}

    /**
     * Dates; other text is missing.
     *
     * @param order   of day and month
     * @param compact whether they have eight digits
     */
    record AsDates(DateText.Order order, boolean compact) implements ColumnReading {

        OptionalDouble days(String word) {
            return compact ? DateText.compactDays(word) : DateText.days(word, order);
        }
    }

    /** Text: categories if few values repeat. */
    record AsTexts() implements ColumnReading {}

    /** The decimal mark. */
    enum Mark {
        /** 1.5 */
        POINT,
        /** 1,5 */
        COMMA,
        /** Determined for each cell. */
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
