package klarsyn.codec.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class J2kWaveletTest {

    /** Single precision keeps seven digits of values up to 4096, through four lifts in each direction. */
    private static final Offset<Float> SINGLE = within(0.01f);

    private static final String RECTANGLES = """
        # left, top, right, bottom
        0, 0, 8, 8
        0, 0, 7, 5
        1, 0, 8, 8
        0, 1, 8, 8
        1, 1, 8, 9
        3, 5, 16, 14
        0, 0, 2, 2
        1, 1, 3, 3
        0, 0, 1, 7
        1, 0, 2, 7
        0, 0, 9, 1
        0, 1, 9, 2
        0, 0, 1, 1
        1, 1, 2, 2
        """;

    @ParameterizedTest
    @CsvSource(textBlock = RECTANGLES)
    void the_reversible_transform_gives_back_every_sample(int left, int top, int right, int bottom) {
        J2kRect rect = new J2kRect(left, top, right, bottom);
        double[] samples = noise(rect);
        int[] values = Arrays.stream(ForwardWavelet.REVERSIBLE.split(samples, rect))
                .mapToInt(v -> (int) v)
                .toArray();

        J2kReversible.join(values, rect.width(), rect);

        assertThat(values)
                .isEqualTo(Arrays.stream(samples).mapToInt(v -> (int) v).toArray());
    }

    @ParameterizedTest
    @CsvSource(textBlock = RECTANGLES)
    void the_irreversible_transform_gives_back_every_sample_but_for_rounding(int left, int top, int right, int bottom) {
        J2kRect rect = new J2kRect(left, top, right, bottom);
        double[] samples = noise(rect);
        float[] values = floats(ForwardWavelet.IRREVERSIBLE.split(samples, rect));

        J2kIrreversible.join(values, rect.width(), rect);

        assertThat(values).containsExactly(floats(samples), SINGLE);
    }

    /** A low coefficient is a mean: the same one everywhere is a flat picture of that value. */
    @ParameterizedTest
    @ValueSource(ints = {-100, 0, 1, 1000})
    void low_coefficients_alone_make_a_flat_picture(int value) {
        J2kRect rect = new J2kRect(0, 0, 10, 6);
        int[] whole = new int[60];
        float[] real = new float[60];
        for (int y = 0; y < 3; y++) {
            Arrays.fill(whole, y * 10, y * 10 + 5, value);
            Arrays.fill(real, y * 10, y * 10 + 5, value);
        }

        J2kReversible.join(whole, 10, rect);
        J2kIrreversible.join(real, 10, rect);

        assertThat(whole).containsOnly(value);
        for (float sample : real) {
            assertThat(sample).isEqualTo(value, within(0.001f));
        }
    }

    /** The synthesis filters of 5 and 3 taps: 1/2 1 1/2 for low, −1/8 −1/4 3/4 −1/4 −1/8 for high. */
    @Test
    void one_coefficient_of_the_reversible_transform_is_the_filter_of_its_subband() {
        int[] low = new int[16];
        low[3] = 64;
        J2kReversible.join(low, 16, new J2kRect(0, 0, 16, 1));
        int[] high = new int[16];
        high[8 + 3] = 64;
        J2kReversible.join(high, 16, new J2kRect(0, 0, 16, 1));

        assertThat(low).containsExactly(0, 0, 0, 0, 0, 32, 64, 32, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(high).containsExactly(0, 0, 0, 0, 0, -8, -16, 48, -16, -8, 0, 0, 0, 0, 0, 0);
    }

    /** The center taps of the synthesis filters of 7 and 9 taps (T.800, table F.4 of lifting, multiplied out). */
    @Test
    void one_coefficient_of_the_irreversible_transform_is_the_filter_of_its_subband() {
        float[] low = new float[32];
        low[8] = 1;
        J2kIrreversible.join(low, 32, new J2kRect(0, 0, 32, 1));
        float[] high = new float[32];
        high[16 + 8] = 1;
        J2kIrreversible.join(high, 32, new J2kRect(0, 0, 32, 1));

        float[] seven = {0, -0.091272f, -0.057544f, 0.591272f, 1.115087f, 0.591272f, -0.057544f, -0.091272f, 0};
        assertThat(Arrays.copyOfRange(low, 12, 21)).containsExactly(seven, within(1e-5f));
        float[] nine = {
            0.026749f, 0.016864f, -0.078223f, -0.266864f, 0.602949f, -0.266864f, -0.078223f, 0.016864f, 0.026749f
        };
        assertThat(Arrays.copyOfRange(high, 13, 22)).containsExactly(nine, within(1e-5f));
    }

    @Test
    void the_irreversible_transform_is_linear() {
        J2kRect rect = new J2kRect(1, 0, 12, 9);
        float[] one = floats(noise(rect));
        float[] other = floats(noise(new J2kRect(0, 0, rect.width(), rect.height())));
        float[] sum = new float[one.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = 2 * one[i] - other[i];
        }
        J2kIrreversible.join(one, rect.width(), rect);
        J2kIrreversible.join(other, rect.width(), rect);
        J2kIrreversible.join(sum, rect.width(), rect);

        for (int i = 0; i < sum.length; i++) {
            assertThat(sum[i]).isEqualTo(2 * one[i] - other[i], SINGLE);
        }
    }

    @Test
    void coefficients_outside_of_the_rectangle_stay_as_they_are() {
        int[] whole = new Random(4).ints(100, -50, 50).toArray();
        int[] before = whole.clone();

        J2kReversible.join(whole, 10, new J2kRect(0, 0, 6, 4));

        for (int i = 0; i < 100; i++) {
            if (i % 10 >= 6 || i / 10 >= 4) {
                assertThat(whole[i]).isEqualTo(before[i]);
            }
        }
    }

    private static double[] noise(J2kRect rect) {
        return new Random(rect.hashCode())
                .ints((long) rect.width() * rect.height(), -2048, 2048)
                .asDoubleStream()
                .toArray();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
