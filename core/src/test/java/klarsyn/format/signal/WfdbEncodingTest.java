package klarsyn.format.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples packed by the words of signal(5), bit by bit, and unpacked again. */
class WfdbEncodingTest {

    @ParameterizedTest
    @CsvSource({
        "DIFFERENCE_8,8", "LITTLE_ENDIAN_16,16", "LITTLE_ENDIAN_24,24", "LITTLE_ENDIAN_32,32", "BIG_ENDIAN_16,16",
        "OFFSET_8,8", "OFFSET_16,16", "PACKED_12,12", "PACKED_10,10", "DENSE_10,10"
    })
    void samples_over_the_whole_range_come_back(WfdbEncoding encoding, int bits) {
        Random random = new Random(bits);
        int[] samples = new int[299];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextInt() >> (32 - bits);
        }
        samples[0] = -(1 << (bits - 1));
        samples[1] = (1 << (bits - 1)) - 1;

        byte[] packed = packed(encoding, samples);

        for (int i = 0; i < samples.length; i++) {
            assertThat(encoding.at(packed, i)).as("%s, sample %d", encoding, i).isEqualTo(samples[i]);
        }
    }

    private static byte[] packed(WfdbEncoding encoding, int[] samples) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < samples.length; i += 6) {
            int[] group = new int[6];
            System.arraycopy(samples, i, group, 0, Math.min(6, samples.length - i));
            pack(encoding, group, out);
        }
        return out.toByteArray();
    }

    /** Six samples, which are whole groups of every format. */
    private static void pack(WfdbEncoding encoding, int[] s, ByteArrayOutputStream out) {
        switch (encoding) {
            case PACKED_12 -> {
                for (int i = 0; i < 6; i += 2) {
                    out.write(s[i]);
                    out.write(((s[i] >> 8) & 0xF) | ((s[i + 1] >> 4) & 0xF0));
                    out.write(s[i + 1]);
                }
            }
            case PACKED_10 -> {
                for (int i = 0; i < 6; i += 3) {
                    word(out, (s[i] & 0x3FF) << 1 | (s[i + 2] & 0x1F) << 11);
                    word(out, (s[i + 1] & 0x3FF) << 1 | (s[i + 2] >> 5 & 0x1F) << 11);
                }
            }
            case DENSE_10 -> {
                for (int i = 0; i < 6; i += 3) {
                    int all = (s[i] & 0x3FF) | ((s[i + 1] & 0x3FF) << 10) | ((s[i + 2] & 0x3FF) << 20);
                    word(out, all);
                    word(out, all >>> 16);
                }
            }
            default -> {
                for (int sample : s) {
                    single(encoding, sample, out);
                }
            }
        }
    }

    private static void single(WfdbEncoding encoding, int sample, ByteArrayOutputStream out) {
        switch (encoding) {
            case DIFFERENCE_8 -> out.write(sample);
            case OFFSET_8 -> out.write(sample + 128);
            case LITTLE_ENDIAN_16 -> word(out, sample);
            case OFFSET_16 -> word(out, sample + 32_768);
            case BIG_ENDIAN_16 -> word(out, Short.reverseBytes((short) sample));
            case LITTLE_ENDIAN_24 -> {
                word(out, sample);
                out.write(sample >> 16);
            }
            case LITTLE_ENDIAN_32 -> {
                word(out, sample);
                word(out, sample >> 16);
            }
            default -> throw new AssertionError(encoding);
        }
    }

    private static void word(ByteArrayOutputStream out, int value) {
        out.write(value);
        out.write(value >> 8);
    }

    /** As many samples as a number of bytes holds need no more than these bytes, and one more needs more. */
    @ParameterizedTest
    @EnumSource
    void bytes_and_samples_are_counted_the_same_way(WfdbEncoding encoding) {
        for (int size = 0; size < 40; size++) {
            long samples = encoding.samplesIn(size);

            assertThat(encoding.bytesFor(samples)).isLessThanOrEqualTo(size);
            assertThat(encoding.bytesFor(samples + 1)).isGreaterThan(size);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_format_is_known_by_its_number(WfdbEncoding encoding) {
        assertThat(WfdbEncoding.of(encoding.code())).hasValue(encoding);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 213, 508, -16})
    void other_numbers_are_no_format(int code) {
        assertThat(WfdbEncoding.of(code)).isEmpty();
    }

    @Test
    void differences_have_no_value_that_says_nothing_was_recorded() {
        assertThat(WfdbEncoding.DIFFERENCE_8.invalid()).isEmpty();
        assertThat(WfdbEncoding.PACKED_12.invalid()).hasValue(-2048);
        assertThat(WfdbEncoding.LITTLE_ENDIAN_16.invalid()).hasValue(Short.MIN_VALUE);
    }
}
