package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Separates different grids from rounding, and describes differences. */
class GridDifferenceTest {

    private static final Shape SHAPE = new Shape(40, 30, 20);

    private static final Geometry GRID =
            new Geometry(SHAPE, Affine.scaling(new Spacing(0.8, 0.9, 2.5)).withOrigin(-16, 7, -120));

    private static final Geometry OBLIQUE = SampleGrids.oblique(SHAPE, new Spacing(0.8, 0.9, 2.5));

    @Test
    void rounding_is_no_difference() {
        assertThat(GRID.differenceFrom(GRID)).isEmpty();
        assertThat(GRID.differenceFrom(moved(GRID, 1e-8, -1e-8, 1e-8))).isEmpty();
        assertThat(OBLIQUE.differenceFrom(new Geometry(SHAPE, SampleGrids.asFloats(OBLIQUE.affine()))))
                .isEmpty();
        assertThat(spaced(2.5 + 1e-6).differenceFrom(GRID)).isEmpty();
    }

    @Test
    void float32_far_from_the_origin_is_no_difference_but_half_a_voxel_there_is() {
        Geometry far = new Geometry(
                SHAPE, Affine.scaling(Spacing.isotropic(0.05)).withOrigin(123456.789, -98765.4321, 12345.678));

        assertThat(new Geometry(SHAPE, SampleGrids.asFloats(far.affine())).matches(far))
                .isTrue();
        assertThat(moved(far, 0.025, 0, 0).matches(far)).isFalse();
        Geometry farther =
                new Geometry(SHAPE, Affine.scaling(Spacing.isotropic(0.01)).withOrigin(1e7, -1e7, 1e7));
        assertThat(moved(farther, 0.005, 0, 0).matches(farther)).isFalse();
    }

    @Test
    void a_shift_is_reported_in_millimeters() {
        assertThat(moved(GRID, 0, 0, 2.5).differenceFrom(GRID)).hasValue("shifted by (0, 0, 2.5) mm");
        assertThat(moved(GRID, 0.4, 0, -1.25).differenceFrom(GRID)).hasValue("shifted by (0.4, 0, -1.25) mm");
        assertThat(moved(OBLIQUE, 0.4, 0, 0).differenceFrom(OBLIQUE)).hasValue("shifted by (0.4, 0, 0) mm");
    }

    @Test
    void another_shape_and_another_spacing_are_reported() {
        Geometry deeper = new Geometry(new Shape(40, 30, 21), GRID.affine());
        assertThat(deeper.differenceFrom(GRID)).hasValue("40×30×21 voxels instead of 40×30×20");
        assertThat(spaced(3).differenceFrom(GRID)).hasValue("spacing 0.8×0.9×3 mm instead of 0.8×0.9×2.5 mm");
        assertThat(spaced(2.503).differenceFrom(GRID)).hasValue("spacing 0.8×0.9×2.503 mm instead of 0.8×0.9×2.5 mm");
    }

    @Test
    void flipped_and_swapped_axes_are_reported_by_their_numbers() {
        assertThat(GRID.reorientedTo(Orientation.parse("RAI")).differenceFrom(GRID))
                .hasValue("axis 2 is flipped");
        assertThat(GRID.reorientedTo(Orientation.LPS).differenceFrom(GRID))
                .hasValue("axis 0 is flipped; axis 1 is flipped");
        assertThat(OBLIQUE.reorientedTo(Orientation.parse("LAS")).differenceFrom(OBLIQUE))
                .hasValue("axis 0 is flipped");
        Geometry cube = SampleGrids.oblique(new Shape(20, 20, 20), Spacing.isotropic(1));
        assertThat(cube.reorientedTo(Orientation.parse("ARS")).differenceFrom(cube))
                .hasValue("axes 0 and 1 are swapped");
        assertThat(cube.reorientedTo(Orientation.parse("ASR")).differenceFrom(cube))
                .hasValue("axes 0, 1, 2 run along the other's 1, 2, 0");
        assertThat(GRID.reorientedTo(Orientation.parse("ARS")).differenceFrom(GRID))
                .hasValue("30×40×20 voxels instead of 40×30×20; axes 0 and 1 are swapped");
    }

    @Test
    void an_axis_flipped_in_the_affine_alone_is_shifted_too() {
        Affine a = GRID.affine();
        Affine flipped = new Affine(
                a.m00(), a.m01(), -a.m02(), a.m03(), a.m10(), a.m11(), -a.m12(), a.m13(), a.m20(), a.m21(), -a.m22(),
                a.m23());

        // the center goes from 23.75 mm above the first slice to as much below it
        assertThat(new Geometry(SHAPE, flipped).differenceFrom(GRID)).hasValue("axis 2 is flipped");
        assertThat(new Geometry(SHAPE, flipped.withOrigin(-16, 7, -100)).differenceFrom(GRID))
                .hasValue("axis 2 is flipped; shifted by (0, 0, -27.5) mm");
    }

    @Test
    void a_rotation_is_reported_in_degrees() {
        double angle = Math.toRadians(3.2);
        Affine about =
                new Affine(Math.cos(angle), -Math.sin(angle), 0, 0, Math.sin(angle), Math.cos(angle), 0, 0, 0, 0, 1, 0);
        Geometry reoriented = new Geometry(SHAPE, about.times(Affine.scaling(new Spacing(0.8, 0.9, 2.5))));
        Geometry straight = Geometry.of(SHAPE, new Spacing(0.8, 0.9, 2.5));

        assertThat(reoriented.differenceFrom(straight)).hasValue("rotated by 3.2°");
        assertThat(reoriented.reorientedTo(Orientation.parse("LAS")).differenceFrom(straight))
                .hasValueSatisfying(
                        words -> assertThat(words).startsWith("axis 0 is flipped; rotated by 3.2°; shifted by ("));
    }

    @Test
    void a_sheared_grid_is_reported_by_its_corners() {
        Affine a = GRID.affine();
        Affine sheared = new Affine(
                a.m00(), a.m01(), 0.001, a.m03(), a.m10(), a.m11(), a.m12(), a.m13(), a.m20(), a.m21(), a.m22(),
                a.m23());

        assertThat(new Geometry(SHAPE, sheared).differenceFrom(GRID))
                .hasValueSatisfying(words -> assertThat(words).containsAnyOf("rotated by", "corners are up to"));
    }

    @Test
    void words_are_there_exactly_where_grids_do_not_match() {
        for (long seed = 0; seed < 200; seed++) {
            Geometry one = SampleGrids.random(SHAPE, new Spacing(0.8, 0.9, 2.5), seed);
            Geometry other = seed % 4 == 0 ? one : SampleGrids.random(SHAPE, new Spacing(0.8, 0.9, 2.5), seed + 1);
            assertThat(one.differenceFrom(other).isEmpty()).isEqualTo(one.matches(other));
            one.differenceFrom(other).ifPresent(words -> assertThat(words).isNotBlank());
        }
    }

    private static Geometry moved(Geometry grid, double x, double y, double z) {
        Affine a = grid.affine();
        return new Geometry(grid.shape(), a.withOrigin(a.m03() + x, a.m13() + y, a.m23() + z));
    }

    private static Geometry spaced(double z) {
        return new Geometry(SHAPE, Affine.scaling(new Spacing(0.8, 0.9, z)).withOrigin(-16, 7, -120));
    }
}
