package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ContrastTest {

    private static final float[] VALUES = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3};

    /** From NumPy: {@code np.percentile(v, [0, 12.5, 50, 99, 100])}. */
    @Test
    void percentiles_are_those_of_numpy() {
        assertThat(Contrast.percentiles(VALUES, 0, 12.5, 50, 99, 100))
                .containsExactly(new double[] {1, 1.125, 3.5, 8.73, 9}, within(1e-9));
        assertThatThrownBy(() -> Contrast.percentiles(VALUES, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Contrast.percentiles(VALUES, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Contrast.percentiles(new float[0], 50)).isInstanceOf(IllegalArgumentException.class);
    }

    /** From NumPy: {@code (v - v.mean()) / v.std()}. */
    @Test
    void standardized_values_are_those_of_numpy() {
        assertThat(Contrast.standardize(VALUES))
                .containsExactly(
                        new float[] {
                            -0.38411066f,
                            -1.2376899f,
                            0.04267892f,
                            -1.2376899f,
                            0.4694685f,
                            2.1766267f,
                            -0.8109002f,
                            0.89625806f,
                            0.4694685f,
                            -0.38411066f
                        },
                        within(1e-6f));
        assertThat(Contrast.standardize(new float[] {7, 7, 7})).containsOnly(0);
        assertThat(Contrast.standardize(new float[0])).isEmpty();
    }

    @Test
    void outside_the_mask_nothing_changes() {
        boolean[] where = {true, false, true, false};

        assertThat(Contrast.standardize(new float[] {1, 50, 3, 60}, where)).containsExactly(-1, 50, 1, 60);
        assertThat(Contrast.standardize(new float[] {1, 2, 3, 4}, new boolean[4]))
                .containsExactly(1, 2, 3, 4);
        assertThatThrownBy(() -> Contrast.standardize(VALUES, where)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_stretch_goes_on_beyond_its_range_and_a_clip_ends_it() {
        float[] stretched = Contrast.stretch(new float[] {0, 1, 2, 3}, 1, 2, 10, 20);

        assertThat(stretched).containsExactly(0, 10, 20, 30);
        assertThat(Contrast.clip(stretched, 10, 20)).containsExactly(10, 10, 20, 20);
        assertThat(Contrast.stretch(new float[] {4, 5}, 4, 4, 0, 1)).containsExactly(0, 1);
    }

    @Test
    void gamma_keeps_the_ends_and_a_constant_image() {
        assertThat(Contrast.gamma(new float[] {2, 3, 4}, 2)).containsExactly(2, 2.5f, 4);
        assertThat(Contrast.gamma(new float[] {5, 5}, 2)).containsExactly(5, 5);
    }

    /** From NumPy: {@code np.interp} of the running sum of {@code np.histogram(v, 5000)}, scaled to 0 to 1. */
    @Test
    void an_equalized_ramp_stays_a_ramp() {
        float[] ramp = new float[1000];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i * i;
        }
        boolean[] all = new boolean[1000];
        java.util.Arrays.fill(all, true);
        float[] equalized = Contrast.equalize(ramp, all, 5000, 0, 1);

        assertThat(equalized[100]).isCloseTo(0.086903706f, within(1e-6f));
        for (int i = 100; i < 1000; i++) {
            assertThat(equalized[i]).isCloseTo(i / 999f, within(0.0132f));
        }
        assertThat(Contrast.equalize(new float[] {3, 3}, new boolean[] {true, true}, 8, 0, 1))
                .hasSize(2);
        assertThatThrownBy(() -> Contrast.equalize(ramp, new boolean[1000], 8, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Contrast.equalize(ramp, all, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
