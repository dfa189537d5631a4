package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {

    static List<Orientation> all() {
        return Orientation.all();
    }

    @Test
    void there_are_48_different_orientations() {
        assertThat(new HashSet<>(Orientation.all())).hasSize(48).contains(Orientation.RAS, Orientation.LPS);
    }

    @ParameterizedTest
    @MethodSource("all")
    void letters_name_an_orientation_and_it_prints_them(Orientation orientation) {
        assertThat(Orientation.parse(orientation.toString())).isEqualTo(orientation);
        assertThat(Orientation.parse(orientation.toString().toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(orientation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RA", "RASX", "RAR", "RLS", "XYZ", "R S"})
    void letters_that_name_no_orientation_are_rejected(String letters) {
        assertThatThrownBy(() -> Orientation.parse(letters)).isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * From nibabel 5.4.2: {@code "".join(nib.aff2axcodes(A))} of random rotations, half of them left-handed and a third
     * sheared by up to some 30 %, times diag(0.7, 1.1, 3).
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RSP| 0.309 -0.953 1.882 0.433 0.103 -2.957 0.144 1.231 1.128",
                "RIP| 0.494 -0.773 0.272 -0.135 -0.345 -2.79 -0.477 -0.703 1.069",
                "PRS| -0.16 1.044 0.644 -0.656 -0.302 0.649 0.185 -0.167 2.857",
                "RIP| 0.859 0.535 -0.63 0.526 0.151 -2.101 0.497 -1.533 -0.52",
                "PRS| -0.308 0.913 1.031 -0.54 -0.168 -1.853 -0.322 -0.59 2.122",
                "LPI| -0.642 0.164 -1.105 -0.169 -1.039 0.663 0.221 -0.321 -2.709",
                "SAL| 0.036 -0.348 -1.601 -0.244 0.916 -0.31 0.531 0.553 -0.589",
                "RPS| 0.606 -0.544 0.249 -0.334 -0.84 1.303 0.106 0.457 2.691",
                "ALS| -0.309 -0.827 -1.467 0.567 -0.109 -1.735 0.27 -0.717 1.959",
                "LPI| -0.64 0.3 0.147 0.281 -0.806 -1.258 -0.081 0.843 -2.325",
                "IPL| -0.169 0.442 -2.65 0.289 -0.859 -1.405 -0.615 -0.526 0.066",
                "RIP| 0.657 -0.377 0.051 0.106 0.404 -2.753 -0.216 -0.951 -1.19",
                "IAR| 0.03 -0.182 1.582 -0.534 1.468 1.169 -0.407 -0.479 0.789",
                "PLS| 0.077 -0.887 -1.743 -0.608 0.226 -1.35 -0.337 -0.61 2.035",
                "RPI| 0.679 0.122 0.647 0.063 -1.09 0.309 0.158 -0.088 -2.913",
                "SLA| 0.217 -0.638 -0.421 -0.318 0.716 2.362 0.645 0.413 -1.496",
                "LAI| -0.689 -0.127 -0.393 -0.121 0.8 1.993 0.013 0.744 -2.208",
                "SAR| -0.328 -0.517 2.245 0.054 0.904 1.695 0.616 -0.355 1.044",
                "LAI| -0.587 0.466 -0.895 0.135 1.831 0.342 -0.282 -0.453 -2.672",
                "ILP| -0.251 -1.026 -0.09 0.335 -0.172 -2.593 -0.561 0.357 -1.506",
                "RAS| 0.664 0.345 -0.133 -0.145 0.789 1.995 0.169 -0.684 2.236",
                "PRI| 0.168 1.156 0.268 -0.67 -0.235 0.885 -0.025 -0.056 -3.151",
                "LIP| -0.673 0.256 0.445 -0.052 0.332 -2.851 -0.186 -1.017 -0.819",
                "PRI| 0.265 0.852 1.52 -0.517 -0.084 2.008 -0.39 0.691 -1.629"
            })
    void oblique_and_sheared_affines_get_the_orientation_that_nibabel_gives(String expected, String entries) {
        double[] m = Arrays.stream(entries.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        Affine affine = new Affine(m[0], m[1], m[2], 9, m[3], m[4], m[5], -8, m[6], m[7], m[8], 7);

        assertThat(Orientation.of(affine)).hasToString(expected);
    }

    @ParameterizedTest
    @MethodSource("all")
    void turning_moves_no_voxel_in_the_world(Orientation orientation) {
        Volume volume = SampleGrids.numbered(SampleGrids.oblique(new Shape(4, 3, 5), new Spacing(0.8, 0.9, 2.5)));

        Volume reoriented = volume.reorientedTo(orientation);

        assertThat(reoriented.geometry().orientation()).isEqualTo(orientation);
        for (int k = 0; k < reoriented.shape().z(); k++) {
            for (int j = 0; j < reoriented.shape().y(); j++) {
                for (int i = 0; i < reoriented.shape().x(); i++) {
                    double[] world = reoriented.geometry().toWorld(i, j, k);
                    double[] old = volume.geometry().toVoxel(world[0], world[1], world[2]);
                    assertThat(reoriented.at(i, j, k))
                            .isEqualTo(volume.at(
                                    (int) Math.rint(old[0]), (int) Math.rint(old[1]), (int) Math.rint(old[2])));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void turning_there_and_back_changes_no_bit(Orientation orientation) {
        for (long seed = 0; seed < 5; seed++) {
            Geometry grid = SampleGrids.random(new Shape(4, 3, 5), new Spacing(0.8, 0.9, 2.5), seed);
            Volume volume = SampleGrids.numbered(grid);
            LabelMap labels = SampleGrids.labeled(grid);

            Volume back = volume.reorientedTo(orientation).reorientedTo(grid.orientation());
            LabelMap labelsBack = labels.reorientedTo(orientation).reorientedTo(grid.orientation());

            assertThat(back.voxels()).isEqualTo(volume.voxels());
            assertThat(back.geometry()).isEqualTo(grid);
            assertThat(labelsBack.voxels()).isEqualTo(labels.voxels());
            assertThat(labelsBack.geometry()).isEqualTo(grid);
        }
    }

    @Test
    void a_grid_turned_alone_is_that_of_the_turned_image() {
        Geometry grid = SampleGrids.oblique(new Shape(4, 3, 5), new Spacing(0.8, 0.9, 2.5));

        assertThat(grid.reorientedTo(Orientation.LPS))
                .isEqualTo(
                        SampleGrids.numbered(grid).reorientedTo(Orientation.LPS).geometry());
    }
}
