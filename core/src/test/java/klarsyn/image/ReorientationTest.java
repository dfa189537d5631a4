package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReorientationTest {

    private static final Shape SHAPE = new Shape(4, 3, 5);

    private static final double HALF = Math.sqrt(0.5);

    /** Axes along the world axes, oblique, sheared, left-handed, and halfway between orientations. */
    static Stream<Geometry> grids() {
        return Stream.of(
                        Affine.scaling(new Spacing(0.8, 0.9, 2.5)).withOrigin(-31.7, 12.9, 1e4 / 3),
                        new Affine(0, 0, -2.5, 90, -0.8, 0, 0, 100, 0, 0.9, 0, -200),
                        SampleGrids.oblique(SHAPE, new Spacing(0.8, 0.9, 2.5)).affine(),
                        new Affine(1.1, 0.4, 0.1, 7, 0, 0.9, -0.3, -5, 0.2, 0, 2.5, 3),
                        new Affine(-1.1, 0.4, 0.1, 7, 0, 0.9, -0.3, -5, 0.2, 0, 2.5, 3),
                        about(HALF, -HALF, 0, HALF, HALF, 0, 0, 0, 1),
                        about(HALF, HALF, 0, HALF, -HALF, 0, 0, 0, 1),
                        about(0, 0, 1, -HALF, -HALF, 0, -HALF, HALF, 0),
                        about(HALF, 0, -HALF, 0, 1, 0, HALF, 0, HALF),
                        about(2 / 3.0, -1 / 3.0, 2 / 3.0, 2 / 3.0, 2 / 3.0, -1 / 3.0, -1 / 3.0, 2 / 3.0, 2 / 3.0),
                        about(1, 1, 0, 1, -1, 0, 0, 0, 1),
                        about(0.5, -HALF, 0.5, 0.5, HALF, 0.5, -HALF, 0, HALF))
                .flatMap(affine -> Stream.of(affine, SampleGrids.asFloats(affine)))
                .map(affine -> new Geometry(SHAPE, affine));
    }

    private static Affine about(
            double a, double b, double c, double d, double e, double f, double g, double h, double i) {
        return new Affine(0.7 * a, 0.7 * b, 3 * c, 12.3, 0.7 * d, 0.7 * e, 3 * f, -45.6, 0.7 * g, 0.7 * h, 3 * i, 78.9);
    }

    @ParameterizedTest
    @MethodSource("grids")
    void every_grid_gets_each_of_the_48_orientations_it_is_turned_to(Geometry grid) {
        for (Orientation first : Orientation.all()) {
            Geometry reoriented = grid.reorientedTo(first);
            assertThat(reoriented.orientation()).isEqualTo(first);
            for (Orientation second : List.of(Orientation.RAS, Orientation.LPS, Orientation.parse("SAL"))) {
                assertThat(reoriented.reorientedTo(second).matches(grid.reorientedTo(second)))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void a_world_point_keeps_its_voxels_value_through_all_48(Geometry grid) {
        Volume volume = SampleGrids.numbered(grid);
        LabelMap labels = SampleGrids.labeled(grid);
        for (Orientation orientation : Orientation.all()) {
            Reorientation reorientation = Reorientation.between(grid, orientation);
            Volume reoriented = reorientation.apply(volume);
            LabelMap rotatedLabels = reorientation.apply(labels);
            for (int n = 0; n < SHAPE.voxels(); n++) {
                Shape shape = reoriented.shape();
                int rows = n / shape.x();
                int j = rows % shape.y();
                int k = Math.floorDiv(rows, shape.y());
                double[] world = reoriented.geometry().toWorld(n % shape.x(), j, k);
                double[] old = grid.toVoxel(world[0], world[1], world[2]);
                int at = SHAPE.index((int) Math.rint(old[0]), (int) Math.rint(old[1]), (int) Math.rint(old[2]));
                assertThat(old)
                        .containsExactly(
                                new double[] {Math.rint(old[0]), Math.rint(old[1]), Math.rint(old[2])}, within(1e-6));
                assertThat(reoriented.voxels()[n]).isEqualTo(volume.voxels()[at]);
                assertThat(rotatedLabels.voxels()[n]).isEqualTo(labels.voxels()[at]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void the_way_back_ends_where_it_began_to_the_last_bit(Geometry grid) {
        Volume volume = SampleGrids.numbered(grid);
        LabelMap labels = SampleGrids.labeled(grid);
        for (Orientation orientation : Orientation.all()) {
            Reorientation reorientation = Reorientation.between(grid, orientation);
            Volume back = reorientation.inverse().apply(reorientation.apply(volume));
            LabelMap labelsBack = reorientation.inverse().apply(reorientation.apply(labels));

            assertThat(back.geometry()).isEqualTo(grid);
            assertThat(back.voxels()).isEqualTo(volume.voxels());
            assertThat(labelsBack.geometry()).isEqualTo(grid);
            assertThat(labelsBack.voxels()).isEqualTo(labels.voxels());
            assertThat(reorientation.inverse().inverse().to()).isEqualTo(reorientation.to());
            assertThat(reorientation.to()).isEqualTo(grid.reorientedTo(orientation));
        }
    }

    @Test
    void half_way_lines_take_the_first_of_two_world_axes_if_they_point_to_both() {
        assertThat(Orientation.of(about(HALF, -HALF, 0, HALF, HALF, 0, 0, 0, 1)))
                .hasToString("RAS");
        assertThat(Orientation.of(about(-HALF, HALF, 0, HALF, HALF, 0, 0, 0, 1)))
                .hasToString("ARS");
        assertThat(Orientation.of(about(1, 0, 0, 0, HALF, -HALF, 0, HALF, HALF)))
                .hasToString("RAS");
        assertThat(Orientation.of(about(HALF, 0, -HALF, 0, 1, 0, HALF, 0, HALF)))
                .hasToString("RAS");
    }

    @Test
    void an_image_on_another_grid_is_rejected_with_the_difference() {
        Geometry grid = SampleGrids.oblique(SHAPE, Spacing.isotropic(1));
        Geometry shifted = grid.cut(Box.whole(SHAPE).grown(1, 1, 1));
        Reorientation reorientation = Reorientation.between(grid, Orientation.LPS);

        assertThatThrownBy(() -> reorientation.apply(SampleGrids.numbered(shifted)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6×5×7");
        assertThatThrownBy(() -> reorientation.apply(SampleGrids.labeled(shifted)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(reorientation.from()).isEqualTo(grid);
    }
}
