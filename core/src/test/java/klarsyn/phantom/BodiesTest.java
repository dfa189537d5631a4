package klarsyn.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import klarsyn.base.Seed;
import klarsyn.image.Affine;
import klarsyn.image.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies that a phantom is made of, as geometry: signs, distances, symmetries. */
class BodiesTest {

    private static final Ellipsoid EGG = new Ellipsoid(1, -2, 3, 4, 6, 5);

    @ParameterizedTest
    @CsvSource({"5,-2,3", "-3,-2,3", "1,4,3", "1,-8,3", "1,-2,8", "1,-2,-2"})
    void the_ends_of_the_half_axes_lie_on_the_surface(double x, double y, double z) {
        assertThat(EGG.distance(x, y, z)).isCloseTo(0, within(1e-9));
        assertThat(EGG.boxyDistance(x, y, z)).isCloseTo(0, within(1e-9));
    }

    @Test
    void the_inside_is_negative_and_the_outside_positive() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            double ux = random.nextGaussian();
            double uy = random.nextGaussian();
            double uz = random.nextGaussian();
            double length = Math.sqrt(ux * ux + uy * uy + uz * uz);
            double radius = 0.1 + 2 * random.nextDouble();
            double x = 1 + 4 * radius * ux / length;
            double y = -2 + 6 * radius * uy / length;
            double z = 3 + 5 * radius * uz / length;

            assertThat(Math.signum(EGG.distance(x, y, z))).isEqualTo(Math.signum(radius - 1));
        }
    }

    /** With all half axes alike it is a ball, whose distance is exact everywhere. */
    @Test
    void of_a_ball_the_distance_is_exact() {
        Ellipsoid ball = new Ellipsoid(0, 0, 0, 3, 3, 3);
        Random random = new Random(2);
        for (int i = 0; i < 100; i++) {
            double x = 5 * random.nextGaussian();
            double y = 5 * random.nextGaussian();
            double z = 5 * random.nextGaussian();

            assertThat(ball.distance(x, y, z)).isCloseTo(Math.sqrt(x * x + y * y + z * z) - 3, within(1e-9));
        }
        assertThat(ball.distance(0, 0, 0)).isEqualTo(-3);
    }

    @Test
    void the_boxy_body_holds_the_round_one() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            double x = 1 + 4 * random.nextGaussian();
            double y = -2 + 6 * random.nextGaussian();
            double z = 3 + 5 * random.nextGaussian();
            if (EGG.distance(x, y, z) < 0) {
                assertThat(EGG.boxyDistance(x, y, z)).isNegative();
            }
        }
    }

    @Test
    void a_body_that_grew_has_longer_half_axes_about_the_same_center() {
        Ellipsoid grown = EGG.grownBy(2);

        assertThat(grown).isEqualTo(new Ellipsoid(1, -2, 3, 6, 8, 7));
        assertThat(grown.distance(7, -2, 3)).isCloseTo(0, within(1e-9));
    }

    // ---- tubes

    private static Tube straight() {
        return Tube.along(new double[] {0, 0, 0}, new double[] {5, 0, 0}, new double[] {10, 0, 0}, t -> 1 + t);
    }

    @Test
    void a_curve_whose_control_lies_on_the_way_is_straight() {
        assertThat(straight().length()).isCloseTo(10, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # place,   distance from the surface, share of the way
        0,  0, 0,  -1,   0
        10, 0, 0,  -2,   1
        5,  0, 0,  -1.5, 0.5
        5,  3, 0,  1.5,  0.5
        5,  0, -2, 0.5,  0.5
        -3, 0, 0,  2,    0
        12, 0, 0,  0,    1
        """)
    void a_place_knows_its_distance_from_a_tube_and_where_along_it_lies(
            double x, double y, double z, double distance, double share) {
        Tube.Nearest nearest = new Tube.Nearest();
        straight().nearest(x, y, z, nearest);

        // The thickness changes along the tube, so that the nearest place is only near the foot of the perpendicular.
        assertThat(nearest.distance).isCloseTo(distance, within(0.16));
        assertThat(nearest.t).isCloseTo(share, within(0.05));
    }

    @Test
    void what_is_far_from_a_tube_is_not_measured() {
        Tube.Nearest nearest = new Tube.Nearest();
        straight().nearest(0, 100, 0, nearest);

        assertThat(nearest.distance).isInfinite();
    }

    @Test
    void a_bent_tube_is_longer_than_the_way_between_its_ends() {
        Tube bent = Tube.along(new double[] {0, 0, 0}, new double[] {5, 8, 0}, new double[] {10, 0, 0}, _ -> 1);

        assertThat(bent.length()).isGreaterThan(10).isLessThan(Math.hypot(5, 8) * 2);
    }

    // ---- rotations

    @Test
    void a_rotation_keeps_lengths_and_hands() {
        Random random = new Random(4);
        for (int i = 0; i < 50; i++) {
            Affine rotation = Rotation.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
            double[] turned = rotation.toWorld(1, 2, 3);

            assertThat(rotation.determinant()).isCloseTo(1, within(1e-12));
            assertThat(Math.hypot(Math.hypot(turned[0], turned[1]), turned[2])).isCloseTo(Math.sqrt(14), within(1e-12));
        }
    }

    @Test
    void the_first_turn_is_about_x_and_the_last_about_z() {
        double quarter = Math.PI / 2;

        assertThat(Rotation.of(quarter, 0, 0).toWorld(0, 1, 0)).containsExactly(new double[] {0, 0, 1}, within(1e-12));
        assertThat(Rotation.of(0, 0, quarter).toWorld(1, 0, 0)).containsExactly(new double[] {0, 1, 0}, within(1e-12));
        assertThat(Rotation.of(quarter, 0, quarter).toWorld(0, 1, 0))
                .containsExactly(new double[] {0, 0, 1}, within(1e-12));
    }

    // ---- what the scanner adds

    private static final Shape GRID = new Shape(16, 16, 16);

    private static Coil coil(double bias, double sigma) {
        double[] weights = new double[9];
        weights[0] = 1;
        return new Coil(weights, bias, sigma, 1000, Seed.of(5));
    }

    @Test
    void without_noise_and_bias_intensities_are_the_tissue_in_units_of_the_scanner() {
        float[] tissue = new float[GRID.voxels()];
        Arrays.fill(tissue, 0.8f);

        assertThat(coil(0, 0).receive(tissue, GRID)).containsOnly(800);
    }

    @Test
    void a_bias_along_x_leaves_the_middle_and_the_mean() {
        float[] tissue = new float[GRID.voxels()];
        Arrays.fill(tissue, 0.5f);

        float[] received = coil(0.2, 0).receive(tissue, GRID);

        double sum = 0;
        for (float value : received) {
            sum += value;
        }
        assertThat(sum / received.length).isCloseTo(500, within(1.0));
        assertThat(received[GRID.index(15, 7, 7)]).isGreaterThan(received[GRID.index(0, 7, 7)]);
        assertThat(received[GRID.index(3, 0, 0)]).isEqualTo(received[GRID.index(3, 15, 15)]);
    }

    /** Rician noise where nothing is: never negative, with a mean of √(π/2) of the deviation. */
    @Test
    void noise_of_nothing_is_rayleigh_distributed() {
        float[] received = coil(0, 0.05).receive(new float[GRID.voxels()], GRID);

        double sum = 0;
        for (float value : received) {
            assertThat(value).isNotNegative();
            sum += value;
        }
        assertThat(sum / received.length).isCloseTo(50 * Math.sqrt(Math.PI / 2), within(2.0));
    }

    @Test
    void a_random_coil_is_the_same_for_the_same_seed() {
        float[] tissue = new float[GRID.voxels()];
        Arrays.fill(tissue, 0.8f);
        Coil one = Coil.random(PhantomRecipe.DEFAULT, GRID, Seed.of(9));
        Coil same = Coil.random(PhantomRecipe.DEFAULT, GRID, Seed.of(9));

        assertThat(one.receive(tissue, GRID)).isEqualTo(same.receive(tissue, GRID));
        assertThat(Arrays.stream(one.weights()).map(Math::abs).sum()).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void folds_stay_within_their_amplitudes(long seed) {
        Folds folds = Folds.random(1, Seed.of(seed));
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            double x = 20 * random.nextGaussian();
            double y = 20 * random.nextGaussian();
            double z = 20 * random.nextGaussian();

            assertThat(folds.wave(x, y, z)).isBetween(0.0, 1.8);
            assertThat(folds.texture(x, y, z)).isBetween(-0.045, 0.045);
            assertThat(Math.abs(folds.bendX(y, z))).isLessThanOrEqualTo(folds.bendMm());
        }
        assertThat(Folds.random(0, Seed.of(seed)).bendMm()).isZero();
    }
}
