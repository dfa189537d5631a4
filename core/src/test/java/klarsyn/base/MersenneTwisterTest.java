package klarsyn.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MersenneTwisterTest {

    @Test
    void integers_equal_numpys() {
        // numpy.random.RandomState(1234).randint(0, 1000, 8)
        MersenneTwister random = MersenneTwister.of(1234);
        assertThat(IntStream.range(0, 8).map(i -> random.below(1000)))
                .containsExactly(815, 723, 294, 53, 204, 372, 664, 655);
    }

    @Test
    void permutations_equal_numpys_before_and_after_the_state_is_regenerated() {
        // r = numpy.random.RandomState(7); r.permutation(10); r.permutation(1000)[:5]; r.permutation(10)
        MersenneTwister random = MersenneTwister.of(7);
        assertThat(random.permutation(10)).containsExactly(8, 5, 0, 2, 1, 9, 7, 3, 6, 4);
        assertThat(random.permutation(1000)).startsWith(113, 796, 712, 510, 492);
        assertThat(random.permutation(10)).containsExactly(7, 2, 0, 3, 1, 8, 9, 6, 4, 5);
    }

    @Test
    void seeds_above_two_to_the_31_are_unsigned() {
        // numpy.random.RandomState(4000000000).randint(0, 2**31 - 1, 3)
        MersenneTwister random = MersenneTwister.of((int) 4_000_000_000L);
        assertThat(IntStream.range(0, 3).map(i -> random.below(Integer.MAX_VALUE)))
                .containsExactly(1_617_292_780, 1_327_648_490, 782_455_739);
    }

    @Test
    void a_range_of_one_number_draws_nothing() {
        MersenneTwister random = MersenneTwister.of(1234);
        assertThat(random.below(1)).isZero();
        assertThat(random.below(1000)).isEqualTo(815);
        assertThatThrownBy(() -> random.below(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
