package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;

import klarsyn.base.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0.8725, 3, 0.873",
        "0.125, 2, 0.13",
        "0.9996, 3, 1.000",
        "12, 0, 12",
        "2.5, 0, 3",
        "-2.5, 0, −3",
        "1234567.891, 1, 1234567.9",
        "1e-9, 2, 0.00",
        "-0.4, 0, 0",
        "Infinity, 2, –",
        "-Infinity, 2, –",
        "NaN, 0, –",
    })
    void a_number_has_fixed_decimals_and_halves_are_rounded_up(double value, int decimals, String text) {
        assertThat(Numbers.fixed(value, decimals)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1, +1.5",
        "-1.5, 1, −1.5",
        "0, 1, 0.0",
        "-0.01, 1, 0.0",
        "0.04, 1, 0.0",
        "0.05, 1, +0.1",
        "NaN, 1, –"
    })
    void a_difference_has_a_sign_unless_it_is_rounded_to_zero(double value, int decimals, String text) {
        assertThat(Numbers.signed(value, decimals)).isEqualTo(text);
    }

    @Test
    void an_interval_of_one_case_has_no_ends() {
        assertThat(Numbers.ends(new Interval(0.5, Double.NaN, Double.NaN, 1), 3))
                .isEqualTo("–");
        assertThat(Numbers.ends(Interval.NONE, 3)).isEqualTo("–");
        assertThat(Numbers.ends(new Interval(0, -0.1, 0.1, 9), 1)).isEqualTo("−0.1 to 0.1");
    }

    @ParameterizedTest
    @CsvSource({"12.5, 12.5", "2.346, 2.35", "-0.001, 0", "1000000, 1000000", "3.0000001, 3", "-7.25, -7.25"})
    void a_coordinate_has_at_most_two_decimals_and_the_minus_of_svg(double value, String text) {
        assertThat(Numbers.at(value)).isEqualTo(text);
    }
}
