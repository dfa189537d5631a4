package klarsyn.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Observed with guard pages after each buffer, on a processor with 2 MiB of L2 cache per core. */
class WeightGradientTest {

    @ParameterizedTest
    @CsvSource({
        "1, 96, 96, 1, 16, 16",
        "1, 256, 32, 1, 16, 16",
        "1, 256, 256, 1, 1, 16",
        "2, 96, 96, 1, 16, 16",
        "2, 128, 128, 1, 16, 16",
        "3, 256, 256, 1, 16, 16",
        "4, 128, 128, 3, 16, 16",
        "4, 192, 192, 3, 16, 16",
        "4, 320, 320, 3, 16, 32",
        "8, 256, 256, 1, 16, 16",
        "16, 384, 384, 3, 16, 16",
        "24, 512, 512, 3, 16, 16"
    })
    void what_overran_is_foreseen(long depth, long height, long width, long taps, long in, long out) {
        assertThat(overruns(depth, height, width, taps, in, out)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "40, 56, 40, 3, 1, 24",
        "40, 56, 40, 3, 48, 24",
        "20, 28, 20, 3, 48, 48",
        "5, 7, 5, 3, 192, 192",
        "128, 128, 128, 3, 32, 32",
        "128, 128, 128, 3, 64, 32",
        "80, 192, 160, 3, 64, 32",
        "8, 8, 8, 3, 320, 320",
        "8, 64, 64, 3, 16, 16"
    })
    void usual_volumes_are_left_alone(long depth, long height, long width, long taps, long in, long out) {
        assertThat(overruns(depth, height, width, taps, in, out)).isFalse();
    }

    private static boolean overruns(long depth, long height, long width, long taps, long in, long out) {
        long[] size = {depth, height, width};
        return new WeightGradient(new long[] {in, out}, size, size, new long[] {taps, 3, 3}, new long[] {1, 1, 1})
                .overruns();
    }
}
