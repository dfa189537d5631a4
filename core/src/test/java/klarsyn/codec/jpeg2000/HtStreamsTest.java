package klarsyn.codec.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import klarsyn.base.DataException;
import klarsyn.codec.CodecErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The streams of bits that a high-throughput code-block is made of (T.814, Annex B). */
class HtStreamsTest {

    @Test
    void values_come_lowest_bit_first_from_the_front() {
        HtBits bits = HtBits.forward(bytes("A5 0F"), 0, 2, 0xFF);

        assertThat(bits.take(4)).isEqualTo(0x5);
        assertThat(bits.take(4)).isEqualTo(0xA);
        assertThat(bits.take(8)).isEqualTo(0x0F);
    }

    @ParameterizedTest
    @CsvSource({"FF,255", "00,0"})
    void behind_the_last_byte_the_stream_goes_on_with_what_the_standard_says(String fill, int value) {
        HtBits bits = HtBits.forward(bytes("00"), 0, 1, Integer.parseInt(fill, 16));
        bits.take(8);

        assertThat(bits.take(8)).isEqualTo(value);
    }

    @Test
    void forward_the_highest_bit_behind_a_byte_of_ones_is_left_out() {
        HtBits bits = HtBits.forward(bytes("FF 7F 01"), 0, 3, 0);

        assertThat(bits.take(15)).isEqualTo(0x7FFF);
        assertThat(bits.take(8)).isEqualTo(1);
    }

    @Test
    void backward_the_last_byte_comes_first() {
        HtBits bits = HtBits.backward(bytes("12 34 56"), 2, 3);

        assertThat(bits.take(8)).isEqualTo(0x56);
        assertThat(bits.take(16)).isEqualTo(0x1234);
        assertThat(bits.take(8)).isZero();
    }

    /** Backward, a byte above 0x8F is followed by one of seven bits if these are all ones. */
    @Test
    void backward_a_bit_is_left_out_where_a_marker_could_arise() {
        HtBits bits = HtBits.backward(bytes("11 7F 90"), 2, 3);

        assertThat(bits.take(8)).isEqualTo(0x90);
        assertThat(bits.take(7)).isEqualTo(0x7F);
        assertThat(bits.take(8)).isEqualTo(0x11);
    }

    @Test
    void backward_from_half_a_byte_the_lower_half_belongs_to_a_number() {
        HtBits bits = HtBits.backwardFromHalf(bytes("31 A5"), 1, 2);

        assertThat(bits.take(4)).isEqualTo(0xA);
        assertThat(bits.take(8)).isEqualTo(0x31);
    }

    @Test
    void what_was_looked_at_is_still_there() {
        HtBits bits = HtBits.forward(bytes("78 56 34 12"), 0, 4, 0);

        assertThat(bits.peek(32)).isEqualTo(0x12345678);
        bits.skip(12);
        assertThat(bits.peek(8)).isEqualTo(0x45);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.002, 0.05, 0.3, 0.9, 1})
    void rare_events_come_back_however_rare_they_are(double share) {
        Random random = new Random(3);
        boolean[] events = new boolean[2000];
        MelEncoder encoder = new MelEncoder();
        for (int i = 0; i < events.length; i++) {
            events[i] = random.nextDouble() < share;
            encoder.add(events[i]);
        }
        byte[] coded = Arrays.copyOf(encoder.bytes(), encoder.bytes().length + 2);

        HtEvents decoder = new HtEvents(coded, 0, coded.length - 1);

        for (int i = 0; i < events.length; i++) {
            assertThat(decoder.next()).as("event %d", i).isEqualTo(events[i]);
        }
    }

    /** T.814, table 2: 0 in state 0 is an event; a one is a run of one without. */
    @Test
    void the_first_bits_of_the_table_by_hand() {
        HtEvents events = new HtEvents(bytes("B0 00"), 0, 1);

        boolean[] found = new boolean[4];
        for (int i = 0; i < 4; i++) {
            found[i] = events.next();
        }

        assertThat(found).containsExactly(false, true, false, false);
    }

    /** A suffix of 2 to 4079 bytes, within the block: its length is in the last byte and a half. */
    @ParameterizedTest
    @CsvSource(textBlock = """
        # bytes of the block, length that they state
        '',           0
        00,           0
        00 00,        0
        00 01,        16
        00 F1 00,     1
        00 00 F5 00,  5
        00 0F FF,     4095
        """)
    void a_block_whose_second_part_is_longer_than_itself_is_rejected(String hex, int length) {
        J2kBlock block = new J2kBlock(new J2kRect(0, 0, 4, 4));
        block.passes = 1;
        block.open(style()).bytes.writeBytes(bytes(hex));

        assertThatThrownBy(() -> decode(block, 8))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("second part of " + length);
    }

    @ParameterizedTest
    @CsvSource({"1,0,1", "1,30,30", "4,8,8", "2,1,1"})
    void passes_that_no_plane_is_left_for_are_rejected(int passes, int planes, int told) {
        J2kBlock block = new J2kBlock(new J2kRect(0, 0, 4, 4));
        block.passes = passes;
        block.emptyPlanes = planes == 0 ? 1 : 0;

        assertThatThrownBy(() -> decode(block, Math.max(planes, 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("%d passes in %d planes".formatted(passes, planes == 0 ? 0 : told));
    }

    /** No event and no code at all: every quad is empty. */
    @Test
    void a_block_of_no_event_is_empty() {
        J2kBlock block = new J2kBlock(new J2kRect(0, 0, 4, 4));
        block.passes = 1;
        block.open(style()).bytes.writeBytes(bytes("FF 03 00"));

        assertThat(decode(block, 8)).containsOnly(0);
    }

    /** One coefficient of 4 planes stands; its right neighbor becomes significant and negative in the plane below. */
    @Test
    void the_pass_of_significance_finds_neighbors_and_their_signs() {
        int[] magnitudes = new int[16];
        magnitudes[0] = 3 << 3;
        boolean[] coarse = new boolean[16];
        coarse[0] = true;
        // Column by column: below the first 0; right of it 1, and below that 0; two more zeros; then the sign of the
        // one.
        HtRefinement refinement = new HtRefinement(4, 4, 4, magnitudes, coarse);

        refinement.decode(new byte[] {0b100010}, false, false);

        assertThat(magnitudes[1]).isEqualTo(-(3 << 2));
        assertThat(magnitudes[4]).isZero();
        assertThat(magnitudes[0]).isEqualTo(3 << 3);
    }

    @Test
    void causal_blocks_do_not_look_into_the_stripe_below() {
        int[] causal = new int[4 * 8];
        causal[4 * 4] = 3 << 3;
        int[] plain = causal.clone();
        boolean[] coarse = new boolean[causal.length];
        coarse[4 * 4] = true;

        new HtRefinement(4, 8, 4, causal, coarse).decode(new byte[] {0b01}, false, true);
        new HtRefinement(4, 8, 4, plain, coarse).decode(new byte[] {0b01}, false, false);

        assertThat(Arrays.copyOf(causal, 16)).containsOnly(0);
        assertThat(plain[12]).isEqualTo(3 << 2);
    }

    /** The middle of what was open gives way to the true bit, and a new middle stands below it. */
    @ParameterizedTest
    @CsvSource({"0,10", "1,14"})
    void the_pass_of_refinement_adds_a_bit_to_what_was_significant(int bit, int expected) {
        int[] magnitudes = {12};
        boolean[] coarse = {true};

        new HtRefinement(1, 1, 3, magnitudes, coarse).decode(new byte[] {(byte) bit}, true, false);

        assertThat(magnitudes).containsExactly(expected);
    }

    private static int[] decode(J2kBlock block, int planes) {
        J2kBand band = new J2kBand(block.rect, 0, 0, 0, planes, 1);
        return new HtBlockDecoder(new CodecErrors("JPEG 2000")).decode(block, band, style());
    }

    private static J2kStyle style() {
        return new J2kStyle(0, 6, 6, J2kStyle.HIGH_THROUGHPUT, true, new int[] {0xFF});
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
