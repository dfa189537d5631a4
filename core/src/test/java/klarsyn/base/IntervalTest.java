package klarsyn.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void text_contains_mean_ends_and_number_of_cases() {
        assertThat(new Interval(0.8, 0.7, 0.9, 3)).hasToString("0.800 [0.700, 0.900], n = 3");
    }

    @Test
    void unknown_ends_are_omitted() {
        Interval interval = new Interval(0.7, Double.NaN, Double.NaN, 1);

        assertThat(interval.hasEnds()).isFalse();
        assertThat(interval).hasToString("0.700, n = 1");
        assertThat(interval.json().compact()).isEqualTo("{\"mean\":0.7,\"ci95\":[null,null],\"n\":1}");
    }
}
