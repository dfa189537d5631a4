package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GeometryTest {

    private static final Geometry OBLIQUE = SampleGrids.oblique(new Shape(40, 30, 20), new Spacing(0.8, 0.9, 2.5));

    @Test
    void the_inverse_leads_back_to_the_voxel() {
        double[] world = OBLIQUE.toWorld(3.25, -1, 17);

        assertThat(OBLIQUE.toVoxel(world[0], world[1], world[2]))
                .containsExactly(new double[] {3.25, -1, 17}, within(1e-9));
    }

    @Test
    void an_affine_times_its_inverse_moves_nothing() {
        Affine one = OBLIQUE.affine().times(OBLIQUE.affine().inverse());

        assertThat(one.equalsWithin(Affine.scaling(Spacing.isotropic(1)), OBLIQUE.shape(), 1e-9))
                .isTrue();
    }

    @Test
    void a_product_takes_the_right_one_first() {
        Affine doubled = Affine.scaling(Spacing.isotropic(2));
        Affine moved = Affine.scaling(Spacing.isotropic(1)).withOrigin(1, 2, 3);

        assertThat(doubled.times(moved).toWorld(0, 0, 0)).containsExactly(2, 4, 6);
        assertThat(moved.times(doubled).toWorld(0, 0, 0)).containsExactly(1, 2, 3);
    }

    @Test
    void affines_without_an_inverse_are_rejected() {
        Affine flat = new Affine(1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0);
        Affine notANumber = new Affine(1, 0, 0, Double.NaN, 0, 1, 0, 0, 0, 0, 1, 0);
        Affine infinite = new Affine(Double.POSITIVE_INFINITY, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);

        for (Affine affine : new Affine[] {flat, notANumber, infinite}) {
            assertThatThrownBy(affine::inverse).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Geometry(new Shape(1, 1, 1), affine))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tiny_voxels_are_no_plane() {
        assertThat(Affine.scaling(Spacing.isotropic(1e-6)).isInvertible()).isTrue();
    }

    @Test
    void grids_match_up_to_one_hundredth_of_a_voxel() {
        assertThat(OBLIQUE.matches(moved(0.007))).isTrue();
        assertThat(OBLIQUE.matches(moved(0.009))).isFalse();
        assertThat(OBLIQUE.matches(new Geometry(new Shape(40, 30, 21), OBLIQUE.affine())))
                .isFalse();
    }

    @Test
    void a_small_turn_is_reported_by_the_far_corners() {
        Affine a = OBLIQUE.affine();
        Affine sheared = new Affine(
                a.m00(),
                a.m01(),
                a.m02() + 0.001,
                a.m03(),
                a.m10(),
                a.m11(),
                a.m12(),
                a.m13(),
                a.m20(),
                a.m21(),
                a.m22(),
                a.m23());

        assertThat(a.equalsWithin(sheared, new Shape(40, 30, 8), 0.01)).isTrue();
        assertThat(a.equalsWithin(sheared, new Shape(40, 30, 20), 0.01)).isFalse();
    }

    @Test
    void spacing_is_the_length_of_a_step() {
        assertThat(OBLIQUE.spacing().x()).isCloseTo(0.8, within(1e-6));
        assertThat(OBLIQUE.spacing().y()).isCloseTo(0.9, within(1e-6));
        assertThat(OBLIQUE.spacing().z()).isCloseTo(2.5, within(1e-6));
    }

    @Test
    void a_voxel_of_a_sheared_grid_has_the_volume_of_the_determinant() {
        double slope = 3 * Math.tan(Math.toRadians(30));
        Geometry tilted = new Geometry(new Shape(24, 24, 16), new Affine(1, 0, 0, 9, 0, 1, slope, 0, 0, 0, 3, 0));

        assertThat(tilted.isSheared()).isTrue();
        assertThat(tilted.affine().angleBetween(1, 2)).isCloseTo(60, within(1e-9));
        assertThat(tilted.spacing().z()).isCloseTo(3 / Math.cos(Math.toRadians(30)), within(1e-12));
        assertThat(tilted.voxelMl()).isCloseTo(0.003, within(1e-15));
        assertThat(tilted.cut(new Box(1, 2, 3, 5, 5, 5)).voxelMl()).isCloseTo(0.003, within(1e-15));
        assertThat(tilted.reorientedTo(Orientation.LPS).voxelMl()).isCloseTo(0.003, within(1e-15));
    }

    @Test
    void at_right_angles_volume_and_diagonal_are_those_of_the_spacing_to_the_last_bit() {
        Spacing spacing = OBLIQUE.spacing();
        double x = 40 * spacing.x();
        double y = 30 * spacing.y();
        double z = 20 * spacing.z();

        assertThat(OBLIQUE.isSheared()).isFalse();
        assertThat(OBLIQUE.voxelMl()).isEqualTo(spacing.voxelMl());
        assertThat(OBLIQUE.diagonalMm()).isEqualTo(Math.sqrt(x * x + y * y + z * z));
    }

    /** NumPy: the largest distance between two of the corners {@code (0 or n, …) @ A.T}. */
    @Test
    void the_diagonal_of_a_sheared_field_of_view_is_its_longest() {
        Affine sheared = new Affine(0.7, 0.1, 0, 5, 0, 0.9, 1.4, 6, 0.05, 0, 2.5, 7);

        assertThat(new Geometry(new Shape(24, 20, 14), sheared).diagonalMm()).isCloseTo(55.4764815034263, within(1e-9));
    }

    private static Geometry moved(double mm) {
        Affine a = OBLIQUE.affine();
        return new Geometry(OBLIQUE.shape(), a.withOrigin(a.m03() + mm, a.m13(), a.m23()));
    }
}
