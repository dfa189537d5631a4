package klarsyn.codec.jpegls;

import static org.assertj.core.api.Assertions.assertThat;

import klarsyn.codec.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegLsCodingTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
        # bits, bound, thresholds (the first line is table C.3 of T.87; the others follow from its formulas)
        8,  0,   3,   7,   21
        8,  3,   12,  22,  42
        8,  10,  33,  57,  91
        10, 0,   6,   19,  72
        12, 0,   18,  67,  276
        16, 0,   18,  67,  276
        2,  0,   2,   3,   3
        4,  0,   2,   3,   4
        """)
    void thresholds_follow_from_precision_and_bound(int bits, int near, int first, int second, int third) {
        JpegLsCoding coding = coding(bits, near);

        assertThat(new int[] {coding.first(), coding.second(), coding.third()}).containsExactly(first, second, third);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # bits, bound, range, bits of it, longest code
        8,  0, 256,   8,  32
        8,  1, 86,    7,  32
        8,  3, 38,    6,  32
        12, 0, 4096,  12, 48
        16, 0, 65536, 16, 64
        2,  0, 4,     2,  20
        """)
    void the_range_of_errors_shrinks_with_the_bound(int bits, int near, int range, int bitsOfRange, int longest) {
        JpegLsCoding coding = coding(bits, near);

        assertThat(coding.range()).isEqualTo(range);
        assertThat(coding.bitsOfRange()).isEqualTo(bitsOfRange);
        assertThat(coding.longestCode()).isEqualTo(longest);
    }

    @Test
    void a_gradient_and_its_opposite_lie_in_opposite_classes() {
        JpegLsCoding coding = coding(8, 0);

        for (int gradient = 0; gradient <= 255; gradient++) {
            assertThat(coding.classOf(-gradient)).isEqualTo(-coding.classOf(gradient));
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "2,1", "3,2", "6,2", "7,3", "20,3", "21,4", "255,4"})
    void classes_begin_at_the_thresholds(int gradient, int expected) {
        assertThat(coding(8, 0).classOf(gradient)).isEqualTo(expected);
    }

    @Test
    void a_gradient_within_the_bound_is_flat() {
        assertThat(coding(8, 5).classOf(5)).isZero();
        assertThat(coding(8, 5).classOf(6)).isEqualTo(1);
    }

    private static JpegLsCoding coding(int bits, int near) {
        return JpegLsCoding.of(bits, new int[5], near, new Refusal("JPEG-LS"));
    }
}
