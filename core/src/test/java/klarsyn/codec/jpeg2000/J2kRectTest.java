package klarsyn.codec.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class J2kRectTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
        # from, to, levels, half steps: where the part begins and ends (T.800, equation B-15)
        0,  8,  1, 0, 0, 4
        0,  8,  1, 1, 0, 4
        0,  7,  1, 0, 0, 4
        0,  7,  1, 1, 0, 3
        1,  7,  1, 0, 1, 4
        1,  7,  1, 1, 0, 3
        5,  6,  1, 0, 3, 3
        5,  6,  1, 1, 2, 3
        0,  17, 3, 0, 0, 3
        0,  17, 3, 1, 0, 2
        9,  9,  0, 0, 9, 9
        """)
    void a_subband_has_every_second_place_from_its_own_first(
            int from, int to, int levels, int half, int begin, int end) {
        J2kRect part = new J2kRect(from, 0, to, 1).every(levels, half, 0);

        assertThat(new int[] {part.x0(), part.x1()}).containsExactly(begin, end);
    }

    /** No coefficient more and none less than samples, wherever the rectangle lies. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void the_four_subbands_have_as_many_places_as_the_level_above_them(int levels) {
        for (int left = 0; left < 9; left++) {
            for (int width = 0; width < 20; width++) {
                J2kRect rect = new J2kRect(left, 3, left + width, 17);
                J2kRect above = rect.every(levels - 1, 0, 0);
                int places = 0;
                for (int kind = 0; kind < 4; kind++) {
                    J2kRect part = rect.every(levels, kind & 1, kind >> 1);
                    places += part.width() * part.height();
                }
                assertThat(places).isEqualTo(above.width() * above.height());
            }
        }
    }

    @Test
    void rectangles_at_the_end_of_the_grid_do_not_overflow() {
        J2kRect rect = new J2kRect(Integer.MAX_VALUE - 2, 0, Integer.MAX_VALUE, 1);

        assertThat(rect.every(1, 0, 0).width()).isEqualTo(1);
        assertThat(rect.every(32, 1, 0).width()).isZero();
    }

    @Test
    void what_two_rectangles_share_may_be_nothing() {
        J2kRect rect = new J2kRect(2, 3, 10, 12);

        assertThat(rect.and(0, 0, 5, 5)).isEqualTo(new J2kRect(2, 3, 5, 5));
        assertThat(rect.and(10, 3, 20, 12).isEmpty()).isTrue();
        assertThat(rect.and(11, 3, 20, 12).width()).isZero();
        assertThat(rect.and(0, 0, 1L << 40, 1L << 40)).isEqualTo(rect);
    }
}
