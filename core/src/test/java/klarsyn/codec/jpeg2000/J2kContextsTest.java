package klarsyn.codec.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of T.800, Annex D.3, as the standard prints them. */
class J2kContextsTest {

    private static final int[] SIDES_ACROSS = {J2kContexts.WEST, J2kContexts.EAST};
    private static final int[] SIDES_DOWN = {J2kContexts.NORTH, J2kContexts.SOUTH};
    private static final int[] CORNERS = {
        J2kContexts.NORTH_WEST, J2kContexts.NORTH_EAST, J2kContexts.SOUTH_WEST, J2kContexts.SOUTH_EAST
    };

    @ParameterizedTest
    @CsvSource(textBlock = """
        # across, down, corners, context (T.800, table D.1, LL and LH)
        2, 0, 0, 8
        2, 2, 4, 8
        1, 1, 0, 7
        1, 2, 3, 7
        1, 0, 1, 6
        1, 0, 4, 6
        1, 0, 0, 5
        0, 2, 0, 4
        0, 1, 4, 3
        0, 0, 2, 2
        0, 0, 4, 2
        0, 0, 1, 1
        0, 0, 0, 0
        """)
    void low_subbands_look_across_first_and_the_high_one_down_first(int across, int down, int corners, int context) {
        int flags = flags(across, down, corners);
        int exchanged = flags(down, across, corners);

        assertThat(J2kContexts.zero(0, flags)).isEqualTo(context);
        assertThat(J2kContexts.zero(2, flags)).isEqualTo(context);
        assertThat(J2kContexts.zero(1, exchanged)).isEqualTo(context);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # sides, corners, context (T.800, table D.1, HH)
        0, 3, 8
        4, 4, 8
        1, 2, 7
        0, 2, 6
        2, 1, 5
        4, 1, 5
        1, 1, 4
        0, 1, 3
        2, 0, 2
        1, 0, 1
        0, 0, 0
        """)
    void the_subband_that_is_high_in_both_directions_counts_corners_first(int sides, int corners, int context) {
        assertThat(J2kContexts.zero(3, flags(Math.min(sides, 2), Math.max(sides - 2, 0), corners)))
                .isEqualTo(context);
        assertThat(J2kContexts.zero(3, flags(Math.max(sides - 2, 0), Math.min(sides, 2), corners)))
                .isEqualTo(context);
    }

    /** All 256 neighborhoods of all kinds of subbands, against the table as the encoder of these tests has it. */
    @Test
    void every_neighborhood_has_the_context_of_the_table() {
        for (int flags = 0; flags < 256; flags++) {
            int across = count(flags, SIDES_ACROSS);
            int down = count(flags, SIDES_DOWN);
            int corners = count(flags, CORNERS);
            for (int kind = 0; kind < 4; kind++) {
                int expected = kind == 1
                        ? BlockEncoder.zeroContext(kind, down, across, corners)
                        : BlockEncoder.zeroContext(kind, across, down, corners);
                assertThat(J2kContexts.zero(kind, flags)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # sign across, sign down, context, turned (T.800, table D.3)
        1,  1,  13, false
        1,  0,  12, false
        1,  -1, 11, false
        0,  1,  10, false
        0,  0,  9,  false
        0,  -1, 10, true
        -1, 1,  11, true
        -1, 0,  12, true
        -1, -1, 13, true
        """)
    void the_sign_follows_the_neighbors_beside_and_above(int across, int down, int context, boolean turned) {
        int flags = sign(across, J2kContexts.WEST, J2kContexts.WEST_NEGATIVE)
                | sign(down, J2kContexts.NORTH, J2kContexts.NORTH_NEGATIVE);

        assertThat(J2kContexts.sign(flags)).isEqualTo(turned ? context | 0x80 : context);
    }

    @Test
    void neighbors_of_opposite_signs_cancel_out_and_like_ones_count_once() {
        int opposite = J2kContexts.WEST | J2kContexts.EAST | J2kContexts.EAST_NEGATIVE;
        int alike = J2kContexts.NORTH | J2kContexts.SOUTH;

        assertThat(J2kContexts.sign(opposite)).isEqualTo(9);
        assertThat(J2kContexts.sign(alike)).isEqualTo(J2kContexts.sign(J2kContexts.NORTH));
        assertThat(J2kContexts.sign(opposite | alike)).isEqualTo(10);
    }

    @Test
    void corners_say_nothing_about_the_sign() {
        assertThat(J2kContexts.sign(flags(0, 0, 4))).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({"false,0,14", "false,1,15", "true,0,16", "true,1,16"})
    void a_further_bit_depends_on_whether_it_is_the_first_and_on_any_neighbor(
            boolean refined, int neighbors, int context) {
        int flags = (refined ? J2kContexts.REFINED : 0) | (neighbors > 0 ? J2kContexts.SOUTH_EAST : 0);

        assertThat(J2kContexts.refinement(flags)).isEqualTo(context);
    }

    private static int sign(int sign, int present, int negative) {
        return sign == 0 ? 0 : sign > 0 ? present : present | negative;
    }

    private static int flags(int across, int down, int corners) {
        int flags = 0;
        for (int i = 0; i < across; i++) {
            flags |= SIDES_ACROSS[i];
        }
        for (int i = 0; i < down; i++) {
            flags |= SIDES_DOWN[i];
        }
        for (int i = 0; i < corners; i++) {
            flags |= CORNERS[i];
        }
        return flags;
    }

    private static int count(int flags, int[] places) {
        int count = 0;
        for (int place : places) {
            count += (flags & place) != 0 ? 1 : 0;
        }
        return count;
    }
}
