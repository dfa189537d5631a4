package klarsyn.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntensitiesTest {

    /*
     * import numpy as np
     * v = ((np.arange(1001) * 7919 % 1009) ** 1.5).astype(np.float32).astype(float)
     * np.percentile(v, [0, 0.5, 50, 99.5]), v.mean(), v.std()
     */
    @Test
    void statistics_are_those_of_numpy() {
        float[] values = new float[1001];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.pow(i * 7919 % 1009, 1.5);
        }

        Intensities found = Intensities.of(values);

        assertThat(found.n()).isEqualTo(1001);
        assertThat(found.min()).isEqualTo(0);
        assertThat(found.percentile00_5()).isCloseTo(11.1803, within(1e-3));
        assertThat(found.median()).isCloseTo(11348.4639, within(1e-3));
        assertThat(found.percentile99_5()).isCloseTo(31765.1855, within(1e-2));
        assertThat(found.mean()).isCloseTo(12821.9635, within(1e-2));
        assertThat(found.std()).isCloseTo(9610.3954, within(1e-2));
    }

    @Test
    void moments_exclude_values_that_are_not_finite() {
        Moments found = Moments.of(new float[] {1, Float.NaN, 3, Float.POSITIVE_INFINITY, 5});

        assertThat(found).isEqualTo(new Moments(1, 5, 3, Math.sqrt(8 / 3.0)));
        assertThat(Moments.of(new float[] {Float.NaN}).isConstant()).isTrue();
        assertThat(Moments.of(new float[] {2, 2}).isConstant()).isTrue();
    }

    @Test
    void no_values_give_no_statistics() {
        assertThat(Intensities.of(new float[0]).n()).isZero();
        assertThat(Intensities.of(new float[0]).median()).isNaN();
    }
}
