package klarsyn.format.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import klarsyn.table.Bound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and dates as people write them in cells. */
class QuantityTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # cell          | value with a point | value with a comma (- for none)
        5               | 5                  | 5
        -2.5            | -2.5               | -
        2,5             | -                  | 2.5
        1,234           | 1234               | 1.234
        1.234           | 1.234              | 1234
        1,234.5         | 1234.5             | -
        1.234,5         | -                  | 1234.5
        1,234,567       | 1234567            | -
        1 234,5         | -                  | 1234.5
        1'234.5         | 1234.5             | -
        1_000           | 1000               | 1000
        12,34           | -                  | 12.34
        0,123           | -                  | 0.123
        1e3             | 1000               | 1000
        −7              | -7                 | -7
        ∞               | Infinity           | Infinity
        """)
    void digits_have_the_value_that_the_decimal_mark_gives_them(String cell, String point, String comma) {
        Quantity quantity = Quantity.of(cell).orElseThrow();

        assertValue(quantity, '.', point);
        assertValue(quantity, ',', comma);
    }

    private static void assertValue(Quantity quantity, char mark, String expected) {
        if (expected.equals("-")) {
            assertThat(quantity.value(mark)).as("with %s", mark).isEmpty();
        } else {
            assertThat(quantity.value(mark)).as("with %s", mark).hasValue(Double.parseDouble(expected));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # cell        | digits | bound    | unit      | suffix
        <0.5          | 0.5    | LESS     | ''        | NONE
        > 120         | 120    | GREATER  | ''        | NONE
        <=3           | 3      | AT_MOST  | ''        | NONE
        ≥3            | 3      | AT_LEAST | ''        | NONE
        5 mg/dl       | 5      | EXACT    | mg/dl     | NONE
        5mg/dl        | 5      | EXACT    | mg/dl     | NONE
        12%           | 12     | EXACT    | %         | NONE
        5 foo         | 5      | EXACT    | foo       | NONE
        7.2 H         | 7.2    | EXACT    | ''        | FLAG
        7.2*          | 7.2    | EXACT    | ''        | FLAG
        90+           | 90     | EXACT    | ''        | PLUS
        <5 mmol/L     | 5      | LESS     | mmol/L    | NONE
        """)
    void signs_units_and_flags_are_taken_off_a_number(
            String cell, String digits, Bound bound, String unit, Quantity.Suffix suffix) {
        assertThat(Quantity.of(cell)).hasValue(new Quantity(digits, bound, unit, suffix));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "5foo",
                "1.2.3.4",
                "12:30",
                "1/2",
                "5-10",
                "--5",
                "<",
                "mg",
                "1,,2",
                "5 6",
                "3X",
                "2020-01-31",
                "0x10"
            })
    void other_texts_are_no_numbers(String cell) {
        assertThat(Quantity.of(cell)).isEmpty();
    }

    @Test
    void a_cell_of_a_thousand_digits_is_a_text() {
        assertThat(Quantity.of("1".repeat(1000))).isEmpty();
        assertThat(Quantity.of("1,".repeat(31) + "1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"007,true", "1234567890123456,true", "7,false", "<007,false", "007 mg,false"})
    void digits_that_name_something_are_identifiers_only_by_themselves(String cell, boolean identifier) {
        assertThat(Quantity.of(cell).orElseThrow().isIdentifier()).isEqualTo(identifier);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # cell  | grouped with a point as mark | with a comma
        1,234   | true                         | false
        1.234   | false                        | true
        1 234   | true                         | true
        1234    | false                        | false
        """)
    void thousands_are_set_apart_by_another_sign_than_the_mark(String cell, boolean point, boolean comma) {
        Quantity quantity = Quantity.of(cell).orElseThrow();

        assertThat(quantity.isGrouped('.')).isEqualTo(point);
        assertThat(quantity.isGrouped(',')).isEqualTo(comma);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mg/dl", "MG/DL", "µmol/l", "μmol/l", "%", "years", "°C"})
    void units_are_known_in_any_case_and_with_either_micro_sign(String unit) {
        assertThat(Quantity.isUnit(unit)).isTrue();
    }

    // ---- dates

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # cell                    | date
        2020-01-31                | 2020-01-31
        2020/1/31                 | 2020-01-31
        2020.01.31                | 2020-01-31
        31.01.2020                | 2020-01-31
        31/01/2020                | 2020-01-31
        31-Jan-2020               | 2020-01-31
        31. Januar 2020           | 2020-01-31
        1 May 2020                | 2020-05-01
        Jan 31, 2020              | 2020-01-31
        January 31st, 2020        | 2020-01-31
        1. März 2020              | 2020-03-01
        3. Okt. 2020              | 2020-10-03
        29.02.2020                | 2020-02-29
        """)
    void dates_are_read_however_they_are_written(String cell, String date) {
        assertThat(DateText.days(cell, DateText.Order.DAY_FIRST))
                .hasValue((double) LocalDate.parse(date).toEpochDay());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2020",
                "2020-13-01",
                "2020-02-30",
                "29.02.2021",
                "31.04.2020",
                "2020-01",
                "1.2.20",
                "2020-01/31",
                "Foo 31, 2020",
                "31 Foo 2020",
                "2020-01-31T25:00",
                "2020-01-31T10:60",
                "a1.1.2020"
            })
    void days_that_are_in_no_calendar_are_no_dates(String cell) {
        assertThat(DateText.days(cell, DateText.Order.DAY_FIRST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # cell              | day first  | month first (- for none)
        03/04/2020          | 2020-04-03 | 2020-03-04
        31/01/2020          | 2020-01-31 | -
        01/31/2020          | -          | 2020-01-31
        03.04.2020          | 2020-04-03 | 2020-04-03
        2020-03-04          | 2020-03-04 | 2020-03-04
        """)
    void only_the_order_of_numbers_between_slashes_can_be_open(String cell, String dayFirst, String monthFirst) {
        assertDay(cell, DateText.Order.DAY_FIRST, dayFirst);
        assertDay(cell, DateText.Order.MONTH_FIRST, monthFirst);
        boolean open = !dayFirst.equals(monthFirst) && !dayFirst.equals("-") && !monthFirst.equals("-");
        assertThat(DateText.isAmbiguous(cell)).isEqualTo(open);
    }

    private static void assertDay(String cell, DateText.Order order, String date) {
        if (date.equals("-")) {
            assertThat(DateText.days(cell, order)).isEmpty();
        } else {
            assertThat(DateText.days(cell, order))
                    .hasValue((double) LocalDate.parse(date).toEpochDay());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # time behind the date | share of the day in minutes
        T08:15                 | 495
        ' 08:15:30'            | 495.5
        ' 8:15 PM'             | 1215
        ' 12:00 AM'            | 0
        ', 12:30 p.m.'         | 750
        T08:15:00.123Z         | 495
        T08:15+02:00           | 495
        """)
    void a_time_of_day_is_a_part_of_the_day(String time, double minutes) {
        double day = LocalDate.of(2020, 1, 31).toEpochDay();

        assertThat(DateText.days("2020-01-31" + time, DateText.Order.DAY_FIRST)).hasValue(day + minutes / 1440);
    }

    @ParameterizedTest
    @CsvSource({"20200131,true", "19991231,true", "20201301,false", "18500101,false", "2020013,false"})
    void eight_digits_are_a_date_of_the_last_two_centuries(String cell, boolean date) {
        assertThat(DateText.compactDays(cell).isPresent()).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource({"1.2.20,true", "31/12/99,true", "12/31/99,true", "32/13/99,false", "1.2.2020,false", "1.2,false"})
    void a_year_of_two_digits_is_noticed(String cell, boolean shortYear) {
        assertThat(DateText.hasShortYear(cell)).isEqualTo(shortYear);
    }

    @Test
    void a_tally_counts_and_keeps_the_first() {
        Tally tally = new Tally();
        assertThat(tally.isEmpty()).isTrue();
        tally.add("one");
        tally.add("two");

        assertThat(tally.count()).isEqualTo(2);
        assertThat(tally.first()).isEqualTo("one");
        assertThat(tally.example()).isEqualTo("\"one\"");
    }
}
