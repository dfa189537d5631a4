package klarsyn.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InverseDctTest {

    @ParameterizedTest
    @ValueSource(ints = {-1024, -8, 0, 8, 800, 1016})
    void a_mean_alone_makes_a_flat_block_of_an_eighth_of_it(int mean) {
        int[] coefficients = new int[64];
        coefficients[0] = mean;

        assertThat(transformed(coefficients)).containsOnly(mean / 8);
    }

    @Test
    void the_first_wave_across_falls_from_left_to_right_in_every_row() {
        int[] coefficients = new int[64];
        coefficients[1] = 80;

        int[] values = transformed(coefficients);

        for (int y = 0; y < 8; y++) {
            assertThat(Arrays.copyOfRange(values, 8 * y, 8 * y + 8)).containsExactly(14, 12, 8, 3, -3, -8, -12, -14);
        }
    }

    /** Flipping a picture changes the sign of its odd waves. */
    @Test
    void odd_waves_are_mirrored_when_their_signs_change() {
        int[] coefficients = random(1);
        int[] flipped = coefficients.clone();
        for (int i = 0; i < 64; i++) {
            flipped[i] = i % 2 == 1 ? -coefficients[i] : coefficients[i];
        }

        int[] values = transformed(coefficients);
        int[] mirrored = transformed(flipped);

        for (int i = 0; i < 64; i++) {
            assertThat(mirrored[i]).isBetween(values[i / 8 * 8 + 7 - i % 8] - 1, values[i / 8 * 8 + 7 - i % 8] + 1);
        }
    }

    /** Transposing a picture transposes its coefficients. */
    @Test
    void rows_and_columns_are_treated_alike() {
        int[] coefficients = random(2);

        int[] values = transformed(transposed(coefficients));

        int[] expected = transposed(transformed(coefficients));
        for (int i = 0; i < 64; i++) {
            assertThat(values[i]).isBetween(expected[i] - 1, expected[i] + 1);
        }
    }

    /** Parseval: the transform is orthonormal, so that energy is kept but for rounding. */
    @Test
    void energy_is_kept() {
        int[] coefficients = random(3);

        double before =
                Arrays.stream(coefficients).mapToDouble(v -> (double) v * v).sum();
        double after = Arrays.stream(transformed(coefficients))
                .mapToDouble(v -> (double) v * v)
                .sum();

        assertThat(after / before).isBetween(0.999, 1.001);
    }

    @Test
    void one_transform_serves_many_blocks_without_remembering_any() {
        InverseDct inverse = new InverseDct();
        int[] values = new int[64];
        inverse.transform(random(4), values);
        inverse.transform(new int[64], values);

        assertThat(values).containsOnly(0);
    }

    private static int[] random(long seed) {
        return new Random(seed).ints(64, -400, 401).toArray();
    }

    private static int[] transposed(int[] block) {
        int[] turned = new int[64];
        for (int i = 0; i < 64; i++) {
            turned[i] = block[i % 8 * 8 + i / 8];
        }
        return turned;
    }

    private static int[] transformed(int[] coefficients) {
        int[] values = new int[64];
        new InverseDct().transform(coefficients, values);
        return values;
    }
}
