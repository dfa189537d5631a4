package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplingTest {

    private static final Shape FROM = new Shape(5, 4, 3);
    private static final Shape TO = new Shape(7, 3, 5);

    /*
     * SciPy 1.17.1, arrays [z, y, x]:
     *   a = np.array([(i * 7919 + 13) % 101 - 50 for i in range(60)], float).reshape(3, 4, 5)
     *   r = ndimage.zoom(a, [5 / 3, 3 / 4, 7 / 5], order=order, mode="nearest", grid_mode=True)
     *   np.clip(r, a.min(), a.max())
     */
    private static final float[] NEAREST = {
        -37, 4, 4, 45, -15, -15, 26, -31, 10, 10, -50, -9, -9, 32, -28, 13, 13, -47, -6, -6, 35, -37, 4, 4, 45, -15,
        -15, 26, -31, 10, 10, -50, -9, -9, 32, -28, 13, 13, -47, -6, -6, 35, -25, 16, 16, -44, -3, -3, 38, -19, 22, 22,
        -38, 3, 3, 44, -16, 25, 25, -35, 6, 6, 47, -13, 28, 28, -32, 9, 9, 50, -7, 34, 34, -26, 15, 15, -45, -4, 37, 37,
        -23, 18, 18, -42, -13, 28, 28, -32, 9, 9, 50, -7, 34, 34, -26, 15, 15, -45, -4, 37, 37, -23, 18, 18, -42
    };
    private static final float[] LINEAR = {
        -36.5f,
        -13.07143f,
        16.21429f,
        45.5f,
        2.64286f,
        3.07143f,
        26.5f,
        -32.5f,
        -9.07143f,
        5.78571f,
        -1,
        -7.78571f,
        7.07143f,
        30.5f,
        -28.5f,
        -5.07143f,
        -4.64286f,
        -47.5f,
        -18.21429f,
        11.07143f,
        34.5f,
        -31.7f,
        -8.27143f,
        9.47143f,
        9.9f,
        -4.1f,
        7.87143f,
        31.3f,
        -27.7f,
        -4.27143f,
        4.81429f,
        -16.4f,
        -8.75714f,
        11.87143f,
        35.3f,
        -23.7f,
        -0.27143f,
        0.15714f,
        -42.7f,
        -13.41429f,
        15.87143f,
        39.3f,
        -24.5f,
        -1.07143f,
        -0.64286f,
        -43.5f,
        -14.21429f,
        15.07143f,
        38.5f,
        -20.5f,
        2.92857f,
        3.35714f,
        -39.5f,
        -10.21429f,
        19.07143f,
        42.5f,
        -16.5f,
        6.92857f,
        7.35714f,
        -35.5f,
        -6.21429f,
        23.07143f,
        46.5f,
        -17.3f,
        6.12857f,
        6.55714f,
        -36.3f,
        -7.01429f,
        17.94286f,
        35.6f,
        -13.3f,
        10.12857f,
        10.55714f,
        -32.3f,
        -3.01429f,
        0.3f,
        -10.9f,
        -9.3f,
        14.12857f,
        14.55714f,
        -28.3f,
        0.98571f,
        4.3f,
        -6.9f,
        -12.5f,
        10.92857f,
        11.35714f,
        -31.5f,
        -2.21429f,
        19.85714f,
        33.66667f,
        -8.5f,
        14.92857f,
        15.35714f,
        -27.5f,
        1.78571f,
        -12.21429f,
        -46.5f,
        -4.5f,
        18.92857f,
        19.35714f,
        -23.5f,
        5.78571f,
        -8.21429f,
        -42.5f
    };
    private static final float[] CUBIC = {
        -38.87464f,
        -21.56736f,
        26.48303f,
        50,
        1.42081f,
        -7.46099f,
        29.64235f,
        -36.08546f,
        -9.45066f,
        12.12556f,
        2.61191f,
        -12.66713f,
        3.69559f,
        30.00938f,
        -33.2929f,
        2.64673f,
        -2.19016f,
        -50,
        -27.01339f,
        15.90181f,
        33.07647f,
        -35.70391f,
        -10.63317f,
        15.37786f,
        12.40442f,
        -9.85734f,
        4.08942f,
        34.36762f,
        -32.30278f,
        -2.01719f,
        9.17993f,
        -16.74746f,
        -17.04649f,
        16.23641f,
        46.67663f,
        -28.91406f,
        6.66981f,
        2.82844f,
        -45.89935f,
        -23.28564f,
        24.5232f,
        49.05571f,
        -28.79436f,
        6.52633f,
        3.44332f,
        -43.67708f,
        -21.65588f,
        20.76444f,
        40.05496f,
        -24.61727f,
        10.70341f,
        7.6204f,
        -39.5f,
        -17.4788f,
        24.94152f,
        44.23205f,
        -20.44019f,
        14.8805f,
        11.79748f,
        -35.32292f,
        -13.30171f,
        29.1186f,
        48.40913f,
        -20.58123f,
        16.2286f,
        8.92945f,
        -44.15592f,
        -15.18536f,
        26.96006f,
        39.42169f,
        -16.37611f,
        20.24534f,
        13.56062f,
        -35.37412f,
        -3.37969f,
        5.41937f,
        -20.84832f,
        -12.08114f,
        23.748f,
        19.30333f,
        -26.59231f,
        1.54985f,
        11.81875f,
        -9.24562f,
        -15.99599f,
        19.07098f,
        16.72742f,
        -28.49278f,
        -6.63979f,
        27.1393f,
        37.28849f,
        -11.9905f,
        24.22963f,
        18.75296f,
        -25.56777f,
        8.00895f,
        -12.66917f,
        -50,
        -7.82689f,
        28.48379f,
        22.7342f,
        -22.64276f,
        10.55946f,
        -3.31836f,
        -50
    };

    /*
     * M = [[0.9, 0.2, -0.1], [-0.15, 0.8, 0.25], [0.1, -0.2, 0.7]], t = [0.3, 0.4, 0.2]; for all voxels p of a grid of
     * 4 x 3 x 3 map_coordinates(a.T, M p + t, order=1, mode="nearest"); for order 3 a.T is padded by 12 edge voxels
     * before, 12 added to each coordinate, and the result clipped.
     */
    private static final float[] TURNED_LINEAR = {
        -21.1f, 10.49f, 7.74f, -9, -12.9f, 18.892f, 17.96f, -0.95f, -2.3f, -17.36f, -15.25f, 7.25f, -16.05f, 11.5f,
        -41.75f, -4.1f, -7.85f, 3.742f, -26.682f, 4.1f, 0.35f, -12.5f, -24.441f, 12.3f, -11, 26.65f, -26.6f, 0.95f,
        -2.8f, 14.65f, -28.5f, 9.15f, 5.4f, 2.65f, -20.3f, 7.25f
    };
    private static final float[] TURNED_CUBIC = {
        -26.65221f,
        15.48244f,
        8.46694f,
        -10.27573f,
        -16.78126f,
        29.02434f,
        23.0086f,
        -6.49394f,
        5.28679f,
        -18.72064f,
        -25.3473f,
        7.62461f,
        -15.55958f,
        14.44443f,
        -47.41739f,
        -6.85307f,
        -5.35111f,
        7.29753f,
        -37.34135f,
        6.19343f,
        7.889f,
        -13.37748f,
        -38.32317f,
        18.7217f,
        -9.2537f,
        27.68756f,
        -33.57024f,
        -0.69891f,
        1.84434f,
        18.69737f,
        -36.75024f,
        10.32548f,
        13.07991f,
        6.516f,
        -27.19758f,
        14.03562f
    };

    private static float[] numbers() {
        float[] voxels = new float[FROM.voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (i * 7919 + 13) % 101 - 50;
        }
        return voxels;
    }

    @Test
    void resizing_gives_the_values_of_scipy() {
        assertThat(Resampling.resize(numbers(), FROM, TO, Interpolation.NEAREST))
                .isEqualTo(NEAREST);
        assertThat(Resampling.resize(numbers(), FROM, TO, Interpolation.LINEAR)).containsExactly(LINEAR, within(2e-5f));
        assertThat(Resampling.resize(numbers(), FROM, TO, Interpolation.CUBIC)).containsExactly(CUBIC, within(5e-5f));
    }

    @Test
    void a_turned_grid_gives_the_values_of_scipy() {
        Affine affine = SampleGrids.oblique(FROM, new Spacing(0.8, 0.9, 2.5)).affine();
        Volume volume = new Volume(new Geometry(FROM, affine), numbers());
        Affine toVoxels = new Affine(0.9, 0.2, -0.1, 0.3, -0.15, 0.8, 0.25, 0.4, 0.1, -0.2, 0.7, 0.2);
        Geometry grid = new Geometry(new Shape(4, 3, 3), affine.times(toVoxels));

        assertThat(Resampling.to(volume, grid, Interpolation.LINEAR).voxels())
                .containsExactly(TURNED_LINEAR, within(2e-5f));
        assertThat(Resampling.to(volume, grid, Interpolation.CUBIC).voxels())
                .containsExactly(TURNED_CUBIC, within(1e-4f));
        assertThat(Resampling.to(volume, grid, Interpolation.NEAREST).at(3, 0, 0))
                .isEqualTo(volume.at(3, 0, 1)); // at (3, −0.05, 0.5): half-way goes up
    }

    @ParameterizedTest
    @EnumSource
    void the_same_shape_changes_no_bit(Interpolation interpolation) {
        float[] numbers = numbers();

        float[] same = Resampling.resize(numbers, FROM, FROM, interpolation);

        assertThat(same).isEqualTo(numbers).isNotSameAs(numbers);
    }

    @ParameterizedTest
    @EnumSource
    void flipping_before_or_after_gives_the_same(Interpolation interpolation) {
        Geometry grid = new Geometry(FROM, Affine.scaling(new Spacing(1, 1, 1)));
        Volume volume = new Volume(grid, numbers());
        Spacing spacing = new Spacing(0.7, 0.5, 0.65); // no voxel falls half-way

        Volume before = Resampling.to(volume.reorientedTo(Orientation.LPS), spacing, interpolation);
        Volume after = Resampling.to(volume, spacing, interpolation).reorientedTo(Orientation.LPS);

        assertThat(before.voxels()).containsExactly(after.voxels(), within(2e-5f));
        assertThat(before.geometry().matches(after.geometry())).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_grid_that_shares_the_field_of_view_gives_what_resizing_gives(Interpolation interpolation) {
        Volume volume = new Volume(SampleGrids.oblique(FROM, new Spacing(0.8, 0.9, 2.5)), numbers());
        Geometry grid = Resampling.grid(volume.geometry(), TO);

        assertThat(Resampling.to(volume, grid, interpolation).voxels())
                .containsExactly(Resampling.resize(numbers(), FROM, TO, interpolation), within(1e-4f));
        assertThat(Resampling.to(volume.reorientedTo(Orientation.LPS), grid, interpolation)
                        .voxels())
                .containsExactly(Resampling.resize(numbers(), FROM, TO, interpolation), within(1e-4f));
    }

    @Test
    void the_field_of_view_stays() {
        Geometry old = SampleGrids.oblique(new Shape(10, 11, 12), new Spacing(0.8, 0.9, 2.5));

        Geometry grid = Resampling.grid(old, new Spacing(1, 1, 1));

        assertThat(grid.shape()).isEqualTo(new Shape(8, 10, 30));
        assertThat(grid.toWorld(-0.5, -0.5, -0.5)).containsExactly(old.toWorld(-0.5, -0.5, -0.5), within(1e-9));
        assertThat(grid.toWorld(7.5, 9.5, 29.5)).containsExactly(old.toWorld(9.5, 10.5, 11.5), within(1e-9));
    }

    @Test
    void no_axis_vanishes() {
        Geometry grid = Geometry.of(new Shape(3, 1, 1), new Spacing(1, 1, 1));

        assertThat(Resampling.grid(grid, new Spacing(100, 100, 100)).shape()).isEqualTo(new Shape(1, 1, 1));
    }

    @Test
    void more_voxels_than_an_array_holds_are_refused_before_they_are_made() {
        Geometry grid = Geometry.of(new Shape(1000, 1000, 1000), new Spacing(1, 1, 1));

        assertThatThrownBy(() -> Resampling.grid(grid, Spacing.isotropic(0.1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Resampling.resize(
                        new float[1], new Shape(1, 1, 1), new Shape(2000, 2000, 2000), Interpolation.LINEAR))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_single_voxel_fills_every_grid() {
        for (Interpolation interpolation : Interpolation.values()) {
            assertThat(Resampling.resize(new float[] {7}, new Shape(1, 1, 1), new Shape(2, 3, 1), interpolation))
                    .containsExactly(new float[] {7, 7, 7, 7, 7, 7}, within(1e-5f));
        }
    }

    @Test
    void cubic_passes_through_a_cubic_polynomial_far_from_the_edges() {
        float[] line = new float[60];
        for (int i = 0; i < 60; i++) {
            line[i] = polynomial(i);
        }

        float[] fine = Resampling.resize(line, new Shape(60, 1, 1), new Shape(120, 1, 1), Interpolation.CUBIC);

        for (int i = 40; i < 80; i++) {
            assertThat(fine[i]).isCloseTo(polynomial((i + 0.5) / 2 - 0.5), within(1e-4f));
        }
    }

    private static float polynomial(double x) {
        double t = x / 30 - 1;
        return (float) (3 * t * t * t - 2 * t * t + t - 0.5);
    }

    @Test
    void not_a_number_stays_among_its_neighbours() {
        float[] line = {1, 2, Float.NaN, 4, 5, 6, 7, 8};

        float[] coarse = Resampling.resize(line, new Shape(8, 1, 1), new Shape(4, 1, 1), Interpolation.LINEAR);

        assertThat(coarse).containsExactly(1.5f, Float.NaN, 5.5f, 7.5f);
    }

    @Test
    void wrong_lengths_and_slices_are_refused() {
        assertThatThrownBy(() -> Resampling.resize(new float[3], FROM, TO, Interpolation.LINEAR))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Resampling.resizeSlices(numbers(), FROM, TO, 2, Interpolation.LINEAR))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
