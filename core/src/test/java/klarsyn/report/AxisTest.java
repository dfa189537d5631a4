package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

    private static List<String> texts(Axis axis) {
        return axis.ticks().stream().map(axis::text).toList();
    }

    @ParameterizedTest
    @CsvSource({"0.63, 0.91, 5", "-3, 8, 5", "0, 1e-4, 6", "12345, 98765, 4", "-0.2, -0.1, 5", "1e9, 2e9, 5", "0, 7, 1"
    })
    void an_axis_contains_both_ends_in_steps_of_1_2_or_5(double least, double greatest, int ticks) {
        Axis axis = Axis.covering(least, greatest, ticks);

        assertThat(axis.low()).isLessThanOrEqualTo(least);
        assertThat(axis.high()).isGreaterThanOrEqualTo(greatest);
        assertThat(axis.ticks()).hasSizeBetween(2, ticks + 3);
        double mantissa = axis.step() / Math.pow(10, Math.floor(Math.log10(axis.step()) + 1e-9));
        assertThat(List.of(1.0, 2.0, 5.0))
                .anySatisfy(round -> assertThat(mantissa).isCloseTo(round, within(1e-9)));
    }

    @Test
    void an_axis_is_no_longer_than_needed() {
        Axis axis = Axis.covering(0.3, 0.6, 3);

        assertThat(texts(axis)).containsExactly("0.3", "0.4", "0.5", "0.6");
    }

    @Test
    void zero_is_a_tick_between_losses_below_and_above_it() {
        assertThat(texts(Axis.covering(-1, 1, 4))).containsExactly("−1.0", "−0.5", "0.0", "0.5", "1.0");
    }

    @Test
    void ticks_have_the_decimals_of_the_step() {
        assertThat(texts(Axis.covering(0, 0.004, 4))).containsExactly("0.000", "0.001", "0.002", "0.003", "0.004");
        assertThat(texts(Axis.covering(0, 400, 4))).containsExactly("0", "100", "200", "300", "400");
    }

    @Test
    void an_axis_of_one_value_begins_at_it() {
        Axis axis = Axis.covering(0.7, 0.7, 5);

        assertThat(axis.low()).isLessThanOrEqualTo(0.7);
        assertThat(axis.high()).isGreaterThan(0.7);
        assertThat(axis.high() - axis.low()).isLessThan(0.7);
    }

    @Test
    void a_share_is_linear_between_the_ends() {
        Axis axis = new Axis(10, 30, 5);

        assertThat(axis.share(10)).isZero();
        assertThat(axis.share(15)).isEqualTo(0.25);
        assertThat(axis.share(30)).isEqualTo(1);
        assertThat(axis.share(40)).isEqualTo(1.5);
    }
}
