package klarsyn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.Interval;
import klarsyn.base.Seed;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static final Seed SEED = Seed.of(1);

    @Test
    void the_mean_of_defined_values_is_within_its_interval() {
        Interval interval = Bootstrap.mean(new double[] {0.7, 0.8, 0.9, Double.NaN}, SEED);

        assertThat(interval).hasToString("0.800 [0.700, 0.900], n = 3");
    }

    @Test
    void the_interval_of_many_values_is_approximately_normal() {
        double[] values = IntStream.range(0, 400).mapToDouble(i -> i % 2).toArray();
        Interval interval = Bootstrap.mean(values, SEED);

        double standardError = 0.5 / Math.sqrt(values.length);
        assertThat(interval.low()).isCloseTo(0.5 - 1.96 * standardError, within(0.1 * standardError));
        assertThat(interval.high()).isCloseTo(0.5 + 1.96 * standardError, within(0.1 * standardError));
    }

    @Test
    void cases_of_a_patient_are_resampled_together() {
        double[] values = IntStream.range(0, 400).mapToDouble(i -> i % 2).toArray();
        List<String> patients =
                IntStream.range(0, 400).mapToObj(i -> "patient " + i % 4).toList();

        Interval apart = Bootstrap.mean(values, SEED);
        Interval together = Bootstrap.mean(values, patients, SEED);

        assertThat(together.high() - together.low()).isGreaterThan(5 * (apart.high() - apart.low()));
        assertThat(together.n()).isEqualTo(400);
    }

    @Test
    void one_value_has_a_mean_without_an_interval() {
        Interval interval = Bootstrap.mean(new double[] {0.7}, SEED);

        assertThat(interval.mean()).isEqualTo(0.7);
        assertThat(interval.hasEnds()).isFalse();
    }

    @Test
    void no_values_give_no_mean() {
        assertThat(Bootstrap.mean(new double[] {Double.NaN}, SEED)).isEqualTo(Interval.NONE);
        assertThat(Bootstrap.mean(new double[0], SEED)).isEqualTo(Interval.NONE);
    }
}
