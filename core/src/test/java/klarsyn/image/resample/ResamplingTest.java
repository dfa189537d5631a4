package klarsyn.image.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.Orientation;
import klarsyn.image.SampleGrids;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplingTest {

    /** The affine of a CT with gantry tilt, slightly rotated. */
    private static final Affine SHEARED = new Affine(0.7, 0.1, 0, -40, 0, 0.9, 1.4, 25, 0.05, 0, 2.5, 100);

    @Test
    void a_sheared_image_keeps_its_place_in_the_world_at_another_spacing() {
        Volume ramp = ramp(new Geometry(new Shape(12, 10, 8), SHEARED));

        Volume finer = Resampling.to(ramp, new Spacing(0.5, 0.6, 1.2), Interpolation.LINEAR);

        assertThat(finer.geometry().affine().angleBetween(1, 2)).isCloseTo(SHEARED.angleBetween(1, 2), within(1e-9));
        assertRamp(finer, 2);
    }

    @Test
    void a_sheared_image_keeps_its_place_in_the_world_on_an_upright_grid() {
        Volume ramp = ramp(new Geometry(new Shape(40, 40, 20), SHEARED));
        double[] inside = ramp.geometry().toWorld(15, 15, 9);
        Affine upright = Affine.scaling(Spacing.isotropic(1)).withOrigin(inside[0], inside[1], inside[2]);

        assertRamp(Resampling.to(ramp, new Geometry(new Shape(5, 5, 5), upright), Interpolation.LINEAR), 0);
    }

    /** An image whose value is a linear function of world coordinates, which linear interpolation preserves. */
    private static Volume ramp(Geometry grid) {
        float[] voxels = new float[grid.shape().voxels()];
        for (int z = 0, at = 0; z < grid.shape().z(); z++) {
            for (int y = 0; y < grid.shape().y(); y++) {
                for (int x = 0; x < grid.shape().x(); x++, at++) {
                    voxels[at] = (float) value(grid.toWorld(x, y, z));
                }
            }
        }
        return new Volume(grid, voxels);
    }

    private static double value(double[] mm) {
        return mm[0] + 2 * mm[1] - 0.5 * mm[2];
    }

    /** All voxels except some at the edge, outside of which the image is not a ramp. */
    private static void assertRamp(Volume volume, int edge) {
        Shape shape = volume.shape();
        for (int z = edge; z < shape.z() - edge; z++) {
            for (int y = edge; y < shape.y() - edge; y++) {
                for (int x = edge; x < shape.x() - edge; x++) {
                    double expected = value(volume.geometry().toWorld(x, y, z));
                    assertThat(volume.at(x, y, z)).isCloseTo((float) expected, within(1e-3f));
                }
            }
        }
    }

    private static final Shape FROM = new Shape(5, 4, 3);
    private static final Shape TO = new Shape(7, 3, 5);

    /*
     * SciPy 1.17.1, arrays [z, y, x]:
     *   a = np.array([(i * 7919 + 13) % 101 - 50 for i in range(60)], float).reshape(3, 4, 5)
     *   r = ndimage.zoom(a, [5 / 3, 3 / 4, 7 / 5], order=order, mode="nearest", grid_mode=True)
     *   np.clip(r, a.min(), a.max())
     */
    private static final float[] NEAREST = numbers("""
        -37 4 4 45 -15 -15 26 -31 10 10 -50 -9 -9 32 -28 13 13 -47 -6 -6 35 -37 4 4 45 -15 -15 26 -31 10 10 -50
        -9 -9 32 -28 13 13 -47 -6 -6 35 -25 16 16 -44 -3 -3 38 -19 22 22 -38 3 3 44 -16 25 25 -35 6 6 47 -13 28
        28 -32 9 9 50 -7 34 34 -26 15 15 -45 -4 37 37 -23 18 18 -42 -13 28 28 -32 9 9 50 -7 34 34 -26 15 15 -45
        -4 37 37 -23 18 18 -42
        """);
    private static final float[] LINEAR = numbers("""
        -36.5 -13.07143 16.21429 45.5 2.64286 3.07143 26.5 -32.5 -9.07143 5.78571 -1 -7.78571 7.07143 30.5 -28.5
        -5.07143 -4.64286 -47.5 -18.21429 11.07143 34.5 -31.7 -8.27143 9.47143 9.9 -4.1 7.87143 31.3 -27.7
        -4.27143 4.81429 -16.4 -8.75714 11.87143 35.3 -23.7 -0.27143 0.15714 -42.7 -13.41429 15.87143 39.3 -24.5
        -1.07143 -0.64286 -43.5 -14.21429 15.07143 38.5 -20.5 2.92857 3.35714 -39.5 -10.21429 19.07143 42.5
        -16.5 6.92857 7.35714 -35.5 -6.21429 23.07143 46.5 -17.3 6.12857 6.55714 -36.3 -7.01429 17.94286 35.6
        -13.3 10.12857 10.55714 -32.3 -3.01429 0.3 -10.9 -9.3 14.12857 14.55714 -28.3 0.98571 4.3 -6.9 -12.5
        10.92857 11.35714 -31.5 -2.21429 19.85714 33.66667 -8.5 14.92857 15.35714 -27.5 1.78571 -12.21429 -46.5
        -4.5 18.92857 19.35714 -23.5 5.78571 -8.21429 -42.5
        """);
    private static final float[] CUBIC = numbers("""
        -38.87464 -21.56736 26.48303 50 1.42081 -7.46099 29.64235 -36.08546 -9.45066 12.12556 2.61191 -12.66713
        3.69559 30.00938 -33.2929 2.64673 -2.19016 -50 -27.01339 15.90181 33.07647 -35.70391 -10.63317 15.37786
        12.40442 -9.85734 4.08942 34.36762 -32.30278 -2.01719 9.17993 -16.74746 -17.04649 16.23641 46.67663
        -28.91406 6.66981 2.82844 -45.89935 -23.28564 24.5232 49.05571 -28.79436 6.52633 3.44332 -43.67708
        -21.65588 20.76444 40.05496 -24.61727 10.70341 7.6204 -39.5 -17.4788 24.94152 44.23205 -20.44019 14.8805
        11.79748 -35.32292 -13.30171 29.1186 48.40913 -20.58123 16.2286 8.92945 -44.15592 -15.18536 26.96006
        39.42169 -16.37611 20.24534 13.56062 -35.37412 -3.37969 5.41937 -20.84832 -12.08114 23.748 19.30333
        -26.59231 1.54985 11.81875 -9.24562 -15.99599 19.07098 16.72742 -28.49278 -6.63979 27.1393 37.28849
        -11.9905 24.22963 18.75296 -25.56777 8.00895 -12.66917 -50 -7.82689 28.48379 22.7342 -22.64276 10.55946
        -3.31836 -50
        """);

    /*
     * M = [[0.9, 0.2, -0.1], [-0.15, 0.8, 0.25], [0.1, -0.2, 0.7]], t = [0.3, 0.4, 0.2]; for all voxels p of a grid of
     * 4 x 3 x 3 map_coordinates(a.T, M p + t, order=1, mode="nearest"); for order 3 a.T is padded by 12 edge voxels
     * before, 12 added to each coordinate, and the result clipped.
     */
    private static final float[] ROTATED_LINEAR = numbers("""
        -21.1 10.49 7.74 -9 -12.9 18.892 17.96 -0.95 -2.3 -17.36 -15.25 7.25 -16.05 11.5 -41.75 -4.1 -7.85 3.742
        -26.682 4.1 0.35 -12.5 -24.441 12.3 -11 26.65 -26.6 0.95 -2.8 14.65 -28.5 9.15 5.4 2.65 -20.3 7.25
        """);
    private static final float[] ROTATED_CUBIC = numbers("""
        -26.65221 15.48244 8.46694 -10.27573 -16.78126 29.02434 23.0086 -6.49394 5.28679 -18.72064 -25.3473
        7.62461 -15.55958 14.44443 -47.41739 -6.85307 -5.35111 7.29753 -37.34135 6.19343 7.889 -13.37748
        -38.32317 18.7217 -9.2537 27.68756 -33.57024 -0.69891 1.84434 18.69737 -36.75024 10.32548 13.07991 6.516
        -27.19758 14.03562
        """);

    private static float[] numbers(String text) {
        String[] words = text.strip().split("\\s+", -1);
        float[] numbers = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Float.parseFloat(words[i]);
        }
        return numbers;
    }

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
                .containsExactly(ROTATED_LINEAR, within(2e-5f));
        assertThat(Resampling.to(volume, grid, Interpolation.CUBIC).voxels())
                .containsExactly(ROTATED_CUBIC, within(1e-4f));
        assertThat(Resampling.to(volume, grid, Interpolation.NEAREST).at(3, 0, 0))
                .isEqualTo(volume.at(3, 0, 1)); // at (3, −0.05, 0.5): halfway goes up
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
        Spacing spacing = new Spacing(0.7, 0.5, 0.65); // no voxel falls halfway

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
    void more_voxels_than_an_array_holds_are_rejected_before_they_are_made() {
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
    void not_a_number_stays_among_its_neighbors() {
        float[] line = {1, 2, Float.NaN, 4, 5, 6, 7, 8};

        float[] coarse = Resampling.resize(line, new Shape(8, 1, 1), new Shape(4, 1, 1), Interpolation.LINEAR);

        assertThat(coarse).containsExactly(1.5f, Float.NaN, 5.5f, 7.5f);
    }

    @Test
    void wrong_lengths_and_slices_are_rejected() {
        assertThatThrownBy(() -> Resampling.resize(new float[3], FROM, TO, Interpolation.LINEAR))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Resampling.resizeSlices(numbers(), FROM, TO, 2, Interpolation.LINEAR))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
