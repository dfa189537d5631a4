package klarsyn.codec.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class J2kArithmeticTest {

    /** A context that begins in state 0, as the single one of the test sequence does. */
    private static final int CONTEXT = 5;

    /** T.88, H.2: the decisions of the test sequence, and the bytes that code them. */
    private static final String DECISIONS = "00020051000000C00352872AAAAAAAAA82C02000FCD79EF6BF7FED904F46A3BF";

    private static final String CODED = "84C73BFCE1A1430402200000410DBB86F4317FFF88FF37471ADB6ADFFFAC";

    @Test
    void the_test_sequence_of_the_standard_decodes_to_its_decisions() {
        J2kArithmetic decoder = started(HexFormat.of().parseHex(CODED));
        byte[] decisions = HexFormat.of().parseHex(DECISIONS);

        for (int i = 0; i < 8 * decisions.length; i++) {
            assertThat(decoder.decide(CONTEXT)).as("decision %d", i).isEqualTo(decisions[i / 8] >> (7 - i % 8) & 1);
        }
    }

    /** The encoder of these tests also conforms to the standard. */
    @Test
    void the_encoder_of_these_tests_writes_the_test_sequence() {
        MqEncoder encoder = new MqEncoder();
        byte[] decisions = HexFormat.of().parseHex(DECISIONS);
        for (int i = 0; i < 8 * decisions.length; i++) {
            encoder.encode(CONTEXT, decisions[i / 8] >> (7 - i % 8) & 1);
        }

        assertThat(HexFormat.of().withUpperCase().formatHex(encoder.flush())).isEqualTo(CODED.replace("FFAC", ""));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.1, 0.5, 0.9, 1})
    void decisions_of_any_skew_come_back_in_all_contexts(double ones) {
        Random random = new Random(1);
        int[] decisions = random.doubles(3000).mapToInt(v -> v < ones ? 1 : 0).toArray();
        MqEncoder encoder = new MqEncoder();
        for (int i = 0; i < decisions.length; i++) {
            encoder.encode(i * 7 % 19, decisions[i]);
        }

        J2kArithmetic decoder = started(encoder.flush());

        for (int i = 0; i < decisions.length; i++) {
            assertThat(decoder.decide(i * 7 % 19)).as("decision %d", i).isEqualTo(decisions[i]);
        }
    }

    @Test
    void a_decision_that_never_changes_costs_next_to_nothing() {
        MqEncoder encoder = new MqEncoder();
        for (int i = 0; i < 10_000; i++) {
            encoder.encode(CONTEXT, 1);
        }

        assertThat(encoder.flush()).hasSizeLessThan(12);
    }

    @Test
    void contexts_learn_apart_from_each_other() {
        MqEncoder encoder = new MqEncoder();
        for (int i = 0; i < 500; i++) {
            encoder.encode(1, 0);
            encoder.encode(2, 1);
            encoder.encode(J2kArithmetic.UNIFORM, i & 1);
        }

        J2kArithmetic decoder = started(encoder.flush());

        for (int i = 0; i < 500; i++) {
            assertThat(decoder.decide(1)).isZero();
            assertThat(decoder.decide(2)).isEqualTo(1);
            assertThat(decoder.decide(J2kArithmetic.UNIFORM)).isEqualTo(i & 1);
        }
    }

    @Test
    void a_second_segment_continues_with_the_adapted_contexts() {
        Random random = new Random(2);
        int[] decisions = random.ints(800, 0, 10).map(v -> v == 0 ? 1 : 0).toArray();
        MqEncoder encoder = new MqEncoder();
        byte[][] segments = new byte[2][];
        for (int i = 0; i < decisions.length; i++) {
            encoder.encode(i % 3, decisions[i]);
            if (i % 400 == 399) {
                segments[i / 400] = encoder.flush();
            }
        }

        J2kArithmetic decoder = started(segments[0]);
        for (int i = 0; i < decisions.length; i++) {
            if (i == 400) {
                decoder.start(segments[1]);
            }
            assertThat(decoder.decide(i % 3)).as("decision %d", i).isEqualTo(decisions[i]);
        }
    }

    /** T.800, D.4.1: what was cut off at the end reads as ones. */
    @Test
    void bytes_behind_the_end_read_as_ones() {
        MqEncoder encoder = new MqEncoder();
        Random random = new Random(3);
        int[] decisions = random.ints(200, 0, 2).toArray();
        for (int decision : decisions) {
            encoder.encode(CONTEXT, decision);
        }
        byte[] bytes = encoder.flush();
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 4);
        Arrays.fill(longer, bytes.length, longer.length, (byte) 0xFF);

        J2kArithmetic one = started(bytes);
        J2kArithmetic other = started(longer);

        for (int i = 0; i < 400; i++) {
            assertThat(one.decide(CONTEXT)).isEqualTo(other.decide(CONTEXT));
        }
    }

    @Test
    void an_empty_segment_can_be_decoded_without_end() {
        J2kArithmetic decoder = started(new byte[0]);

        for (int i = 0; i < 1000; i++) {
            assertThat(decoder.decide(i % 19)).isBetween(0, 1);
        }
    }

    @Test
    void plain_bits_come_highest_first_and_leave_out_the_bit_behind_a_byte_of_ones() {
        J2kArithmetic decoder = new J2kArithmetic();
        decoder.startPlain(new byte[] {(byte) 0xA5, (byte) 0xFF, 0x55});

        StringBuilder bits = new StringBuilder();
        for (int i = 0; i < 23; i++) {
            bits.append(decoder.plain());
        }

        assertThat(bits).hasToString("10100101" + "11111111" + "1010101");
    }

    private static J2kArithmetic started(byte[] bytes) {
        J2kArithmetic decoder = new J2kArithmetic();
        decoder.resetContexts();
        decoder.start(bytes);
        return decoder;
    }
}
