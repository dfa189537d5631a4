package klarsyn.format.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # word      | value
        0           | 0
        -1          | -1
        +2.5        | 2.5
        .5          | 0.5
        3.          | 3
        1e3         | 1000
        1.5E-2      | 0.015
        -0          | -0.0
        Inf         | Infinity
        -infinity   | -Infinity
        007         | 7
        """)
    void numbers_with_a_point_are_read_as_java_reads_them(String word, double value) {
        assertThat(DecimalText.isNumber(word, '.')).isTrue();
        assertThat(DecimalText.parse(word, '.')).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # word   | value
        1,5      | 1.5
        -0,25    | -0.25
        ,5       | 0.5
        7        | 7
        1,5e3    | 1500
        """)
    void numbers_with_a_comma_are_read_where_the_comma_is_the_mark(String word, double value) {
        assertThat(DecimalText.isNumber(word, ',')).isTrue();
        assertThat(DecimalText.parse(word, ',')).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "e5",
                "1e",
                "1e123456",
                "0x1F",
                "1f",
                "1d",
                "1_000",
                "1 000",
                "1,5",
                "1.2.3",
                "--1",
                "NaN",
                "infinite",
                "１２",
                "1\u0000"
            })
    void words_that_are_no_numbers_in_a_table_are_none_here(String word) {
        assertThat(DecimalText.isNumber(word, '.')).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1.000,5", "1,2,3"})
    void a_point_is_no_part_of_a_number_whose_mark_is_the_comma(String word) {
        assertThat(DecimalText.isNumber(word, ',')).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", ".", "NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null", "<NA>"})
    void what_programs_write_where_there_is_no_value_is_missing(String word) {
        assertThat(DecimalText.isMissing(word)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "none", "Na", "-", "unknown", "N", " "})
    void other_words_may_be_values(String word) {
        assertThat(DecimalText.isMissing(word)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"007,true", "-01,true", "0,false", "10,false", "123456789012345,false", "1234567890123456,true"})
    void digits_that_name_something_are_reported_from_a_quantity(String word, boolean identifier) {
        assertThat(DecimalText.isIdentifier(word)).isEqualTo(identifier);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # word, whether it has one reading in every table
        12,          true
        -3,          true
        0.25,        true
        1.5,         true
        1.500,       false
        007,         false
        12345678,    false
        +1,          false
        1e3,         false
        1.,          false
        .5,          false
        """)
    void the_plainest_notation_has_one_reading(String word, boolean plain) {
        assertThat(DecimalText.isPlain(word)).isEqualTo(plain);
    }

    /** What is plain is a number too, with either mark if it is whole, and no identifier. */
    @Test
    void what_is_plain_is_a_number_and_no_identifier() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            String word = random.nextBoolean()
                    ? Integer.toString(random.nextInt(-99_999, 99_999))
                    : String.format(Locale.ROOT, "%.4f", random.nextGaussian() * 100);
            assertThat(DecimalText.isPlain(word)).as(word).isTrue();
            assertThat(DecimalText.isNumber(word, '.')).isTrue();
            assertThat(DecimalText.isIdentifier(word)).isFalse();
            assertThat(DecimalText.parse(word, '.')).isEqualTo(Double.parseDouble(word));
        }
    }
}
