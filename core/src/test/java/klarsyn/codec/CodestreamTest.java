package klarsyn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import klarsyn.base.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodestreamTest {

    @ParameterizedTest
    @EnumSource
    void decodes_to_what_was_encoded(SmallCodestream stream) {
        Samples samples = stream.decode(stream.bytes());

        assertThat(samples.bits()).isEqualTo(stream.bits);
        assertThat(samples.signed()).isEqualTo(stream.signed);
        int[] original = stream.original();
        int worst = 0;
        for (int i = 0; i < original.length; i++) {
            worst = Math.max(worst, Math.abs(samples.values()[i] - original[i]));
        }
        assertThat(worst).isLessThanOrEqualTo(stream.tolerance);
    }

    @ParameterizedTest
    @EnumSource
    void cut_anywhere_it_is_rejected_or_lacks_only_its_end_marker(SmallCodestream stream) {
        byte[] bytes = stream.bytes();
        int[] whole = stream.decode(bytes).values();
        Random random = new Random(stream.ordinal());
        for (int length = 0; length < bytes.length; length += 1 + random.nextInt(8)) {
            byte[] cut = Arrays.copyOf(bytes, length);
            if (length < bytes.length - 12) {
                assertThatThrownBy(() -> stream.decode(cut)).isInstanceOf(DataException.class);
            } else {
                assertWholeOrRejected(stream, cut, whole);
            }
        }
    }

    private static void assertWholeOrRejected(SmallCodestream stream, byte[] bytes, int[] whole) {
        int[] values;
        try {
            values = stream.decode(bytes).values();
        } catch (DataException rejected) {
            return;
        }
        assertThat(values).isEqualTo(whole);
    }

    @ParameterizedTest
    @EnumSource
    void damage_leads_to_a_picture_of_the_size_asked_for_or_to_a_refusal(SmallCodestream stream) {
        byte[] bytes = stream.bytes();
        Random random = new Random(stream.ordinal());
        int rejected = 0;
        for (int round = 0; round < 100; round++) {
            byte[] damaged = bytes.clone();
            for (int i = 0; i <= round % 4; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(stream.decode(damaged).values()).hasSize(stream.raster.count());
            } catch (DataException damage) {
                rejected++;
            }
        }
        assertThat(rejected).isGreaterThan(0);
    }

    @ParameterizedTest
    @EnumSource
    void another_size_than_the_one_asked_for_is_rejected(SmallCodestream stream) {
        Raster other = new Raster(21, 14, stream.raster.components());

        assertThatThrownBy(() -> stream.codec.decoder.apply(stream.bytes(), other))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("20 columns")
                .hasMessageContaining("21 columns");
    }

    @ParameterizedTest
    @EnumSource(SmallCodestream.Codec.class)
    void few_bytes_cannot_claim_many_samples(SmallCodestream.Codec codec) {
        assertThatThrownBy(() -> codec.decoder.apply(new byte[100], new Raster(40_000, 40_000, 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("100 bytes cannot hold");
    }

    /** Replaces the frame header marker by that of an unsupported kind. */
    @ParameterizedTest
    @CsvSource({"C2,progressive", "C6,hierarchical", "CA,arithmetic"})
    void kinds_of_jpeg_that_are_not_read_are_named(String code, String kind) {
        SmallCodestream stream = SmallCodestream.SEQUENTIAL_8_BITS;
        byte[] bytes = withByte(stream.bytes(), new int[] {0xFF, 0xC0}, 1, Integer.parseInt(code, 16));

        assertThatThrownBy(() -> stream.decode(bytes))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(kind);
    }

    @Test
    void packed_packet_headers_are_rejected() {
        SmallCodestream stream = SmallCodestream.REVERSIBLE;
        byte[] bytes = withByte(stream.bytes(), new int[] {0xFF, 0x5C}, 1, 0x60);

        assertThatThrownBy(() -> stream.decode(bytes))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("packed packet headers");
    }

    @Test
    void restart_intervals_of_jpeg_ls_are_rejected() {
        SmallCodestream stream = SmallCodestream.OF_8_BITS_NEAR_0;
        byte[] plain = stream.bytes();
        byte[] restart = {(byte) 0xFF, (byte) 0xDD, 0, 4, 0, 5};
        byte[] bytes = new byte[plain.length + restart.length];
        System.arraycopy(plain, 0, bytes, 0, 2);
        System.arraycopy(restart, 0, bytes, 2, restart.length);
        System.arraycopy(plain, 2, bytes, 2 + restart.length, plain.length - 2);

        assertThatThrownBy(() -> stream.decode(bytes))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("restart intervals");
    }

    /** Changes a byte at the first match of the pattern. */
    private static byte[] withByte(byte[] bytes, int[] pattern, int offset, int value) {
        for (int at = 0; at + pattern.length <= bytes.length; at++) {
            boolean found = true;
            for (int i = 0; i < pattern.length; i++) {
                found &= (bytes[at + i] & 0xFF) == pattern[i];
            }
            if (found) {
                byte[] changed = bytes.clone();
                changed[at + offset] = (byte) value;
                return changed;
            }
        }
        throw new AssertionError("the pattern is not there");
    }
}
