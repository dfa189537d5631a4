package klarsyn.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntervalTest {

    private static final Seed SEED = Seed.of(1);

    @Test
    void the_mean_lies_within_its_ends() {
        Interval interval = Interval.bootstrap(new double[] {0.7, 0.8, 0.9, Double.NaN}, SEED);

        assertThat(interval.mean()).isBetween(interval.low(), interval.high());
        assertThat(interval.n()).isEqualTo(3);
        assertThat(interval).hasToString("0.800 [0.700, 0.900], n = 3");
    }

    @Test
    void one_value_has_a_mean_but_no_ends_which_would_look_like_certainty() {
        Interval interval = Interval.bootstrap(new double[] {0.7}, SEED);

        assertThat(interval.hasEnds()).isFalse();
        assertThat(interval).hasToString("0.700, n = 1");
        assertThat(interval.json().compact()).isEqualTo("{\"mean\":0.7,\"ci95\":[null,null],\"n\":1}");
    }

    @Test
    void no_value_has_nothing() {
        assertThat(Interval.bootstrap(new double[] {Double.NaN}, SEED).mean()).isNaN();
    }
}
