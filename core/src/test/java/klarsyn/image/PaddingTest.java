package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import klarsyn.image.Padding.Extension;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.Resampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PaddingTest {

    private static final Shape SHAPE = new Shape(5, 4, 1);

    /** Samples 1.7 and 1.9 voxels apart, from 3.3 and 2.6 voxels before the image to after it. */
    private static final Geometry GRID =
            new Geometry(new Shape(7, 5, 1), new Affine(1.7, 0, 0, -3.3, 0, 1.9, 0, -2.6, 0, 0, 1, 0));

    private static Volume image() {
        float[] voxels = new float[20];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = 7 * i % 11;
        }
        return new Volume(Geometry.of(SHAPE, Spacing.isotropic(1)), voxels);
    }

    /**
     * From SciPy: {@code ndimage.map_coordinates(a, [y, x], order=ORDER, mode=MODE, cval=2)} with modes grid-constant,
     * grid-wrap, reflect and mirror, the cubic ones clipped to the range of the image and 2. The cubic one of MIRRORED is
     * that of {@code np.pad(a, 40, mode="symmetric")}: on lines this short SciPy's reflect is off by 7e-5 from it.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VALUE|NEAREST|2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 5, 8, 2, 2, 2, 2, 6, 9, 1, 2, 2, 2,"
                        + " 2, 2, 2, 2, 2, 2",
                "VALUE|LINEAR|2, 2, 2, 2, 2, 2, 2, 2, 2, 1.61, 2.54, 3.8, 2, 2, 2, 2, 2.88, 5.76, 4.9, 2, 2, 2, 2,"
                        + " 5.24, 7.04, 2.9, 2, 2, 2, 2, 2, 2, 2, 2, 2",
                "VALUE|CUBIC|2.00078, 2.00892, 1.9543, 2.00829, 2.19805, 1.99768, 2.00014, 2.00914, 2.1045, 1.476,"
                    + " 2.12297, 4.29479, 1.97, 2.00181, 2.00703, 2.08047, 2.81708, 6.56296, 4.79139, 1.18715,"
                    + " 2.04897, 1.96085, 1.55218, 5.59469, 7.55005, 1.96942, 2.18604, 1.98879, 2, 2, 2, 2, 2, 2, 2",
                "REPEATED|NEAREST|5, 1, 2, 5, 8, 2, 5, 9, 5, 6, 9, 1, 6, 9, 5, 1, 2, 5, 8, 2, 5, 9, 5, 6, 9, 1, 6, 9,"
                        + " 5, 1, 2, 5, 8, 2, 5",
                "REPEATED|LINEAR|5.68, 4.6, 3.06, 5.72, 5.3, 3.32, 5.76, 6.09, 4.9, 4.13, 6.46, 4.5, 4.06, 6.83, 5.94,"
                    + " 4.2, 2.88, 5.76, 4.9, 3.36, 5.58, 6.63, 3.9, 5.11, 7.22, 3.5, 4.82, 7.81, 6.2, 3.8, 2.7, 5.8,"
                    + " 4.5, 3.4, 5.4",
                "REPEATED|CUBIC|6.96308, 4.19615, 2.49669, 6.72941, 5.39805, 2.36891, 6.36073, 6.10968, 4.36292,"
                        + " 4.55547, 6.59333, 3.64517, 4.54404, 7.04724, 7.34688, 3.84463, 2.40406, 6.82614, 4.96655,"
                        + " 2.56933, 6.20654, 6.81115, 2.7247, 5.56257, 7.53062, 2.1108, 5.32581, 8.14668, 7.34164,"
                        + " 4.11855, 2.13464, 6.60291, 5.07955, 2.55345, 5.814",
                "MIRRORED|LINEAR|5, 3.44, 3.24, 5.68, 5.7, 7.8, 5.8, 5.1, 4.2, 0.7, 3.8, 8, 6.8, 3.7, 4.2, 5.28, 2.88,"
                        + " 5.76, 4.9, 7, 5, 7.8, 3.6, 5.6, 7.6, 3, 1.8, 8.6, 5.8, 1.6, 3.6, 5.6, 6.5, 8.6, 6.6",
                "MIRRORED|CUBIC|4.62772, 2.79562, 3.1027, 6.35859, 4.96104, 8.33714, 5.81723, 4.91831, 4.60633,"
                        + " 0.446534, 2.67087, 9.97502, 7.42492, 3.21278, 3.24191, 5.76558, 2.87577, 6.57484, 4.03713,"
                        + " 7.09177, 4.72188, 9.11686, 2.83129, 5.60747, 8.10106, 2.16068, 0.917085, 9.31191, 6.33495,"
                        + " 0.468211, 3.45032, 6.19116, 5.65132, 8.38779, 7.00168",
                "REFLECTED|LINEAR|4.32, 5.4, 4.8, 6.8, 4.4, 5, 1.9, 4.81, 6, 2.1, 5.2, 5.55, 3.84, 8, 3.5, 6.12, 2.88,"
                        + " 5.76, 4.9, 2.2, 7.02, 3.93, 6, 5.4, 7.4, 3.35, 5.6, 2.5, 3.1, 6.6, 2.7, 5.8, 4.5, 1.8, 8.6",
                "REFLECTED|CUBIC|3.79696, 5.4307, 5.38478, 7.29882, 3.5632, 5.84699, 1.18003, 5.04108, 7.14835,"
                    + " 1.40516, 5.58743, 5.81922, 3.29358, 9.39696, 2.81199, 7.74132, 2.5469, 6.79767, 5.19833, 0,"
                    + " 8.00797, 3.1752, 6.08152, 5.83993, 7.80543, 2.24692, 6.37973, 2.17901, 3.142, 7.992, 2.15743,"
                    + " 6.59543, 5.03571, 0.606857, 9.30843"
            })
    void an_image_goes_on_as_in_scipy(String padding, Interpolation interpolation, String expected) {
        Padding outside = padding.equals("VALUE") ? new Padding.Value(2) : Extension.valueOf(padding);
        float[] values = Resampling.to(image(), GRID, interpolation, outside).voxels();
        double[] scipy = Arrays.stream(expected.split(", ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();

        assertThat(values).hasSameSizeAs(scipy);
        for (int i = 0; i < scipy.length; i++) {
            assertThat((double) values[i]).as("sample %d", i).isCloseTo(scipy[i], within(2e-5));
        }
    }

    @ParameterizedTest
    @EnumSource(Extension.class)
    void inside_the_image_nothing_of_it_is_seen(Extension padding) {
        Volume image = SampleGrids.numbered(SampleGrids.oblique(new Shape(6, 5, 4), new Spacing(1, 2, 3)));
        Geometry inner = image.geometry().cut(new Box(1, 1, 1, 4, 4, 3));

        assertThat(Resampling.to(image, inner, Interpolation.LINEAR, padding).voxels())
                .containsExactly(
                        Resampling.to(image, inner, Interpolation.LINEAR).voxels(), within(1e-4f));
    }

    @Test
    void the_edge_is_what_goes_on_if_nothing_is_said() {
        assertThat(Resampling.to(image(), GRID, Interpolation.CUBIC, Extension.EDGE)
                        .voxels())
                .isEqualTo(Resampling.to(image(), GRID, Interpolation.CUBIC).voxels());
    }

    @Test
    void far_away_a_line_stands_for_itself_again_and_again() {
        int[] mirrored = {3, 2, 1, 0, 0, 1, 2, 3, 3, 2, 1, 0};
        int[] reflected = {2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0, 1};
        for (int i = -4; i < 8; i++) {
            assertThat(Extension.MIRRORED.index(i, 4)).isEqualTo(mirrored[i + 4]);
            assertThat(Extension.REFLECTED.index(i, 4)).isEqualTo(reflected[i + 4]);
            assertThat(Extension.REPEATED.index(i, 4)).isEqualTo(Math.floorMod(i, 4));
            for (Extension each : Extension.values()) {
                assertThat(each.position(i, 4)).isEqualTo(each.index(i, 4));
                assertThat(each.index(i, 1)).isZero();
            }
        }
    }
}
