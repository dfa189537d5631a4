package klarsyn.format.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import klarsyn.image.Affine;
import klarsyn.image.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When two statements of where voxels lie say the same. */
class NiftiAgreementTest {

    private static final NiftiAgreement VOLUME = new NiftiAgreement(new Shape(10, 10, 10));
    private static final Affine GRID = new Affine(2, 0, 0, -5, 0, 2, 0, 6, 0, 0, 3, 7);

    private static Affine changed(int row, int column, double value) {
        double[][] rows = new double[3][4];
        for (int i = 0; i < 12; i++) {
            rows[i / 4][i % 4] = GRID.at(i / 4, i % 4);
        }
        rows[row][column] = value;
        return Affine.ofRows(rows);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # row, column, value, whether it differs
        0, 0, 2,       false
        0, 0, 2.001,   false
        0, 0, 2.01,    true
        0, 0, -2,      true
        1, 0, 0.001,   false
        1, 0, 0.1,     true
        0, 3, -5.1,    false
        0, 3, -5.5,    true
        """)
    void statements_differ_beyond_a_thousandth_of_an_axis_or_a_tenth_of_a_voxel(
            int row, int column, double value, boolean differs) {
        assertThat(VOLUME.differ(changed(row, column, value), GRID)).isEqualTo(differs);
    }

    @Test
    void the_step_along_an_axis_of_one_voxel_does_not_matter() {
        NiftiAgreement slice = new NiftiAgreement(new Shape(10, 10, 1));

        assertThat(slice.differ(changed(2, 2, 99), GRID)).isFalse();
        assertThat(VOLUME.differ(changed(2, 2, 99), GRID)).isTrue();
    }

    @Test
    void a_statement_never_differs_from_itself() {
        assertThat(VOLUME.differ(GRID, GRID)).isFalse();
        assertThat(VOLUME.contradict(GRID, GRID)).isFalse();
    }

    @Test
    void far_from_the_origin_the_steps_of_floats_are_no_difference() {
        double far = 1 << 24;

        assertThat(VOLUME.differ(changed(0, 3, far), changed(0, 3, far + 2))).isFalse();
        assertThat(VOLUME.differ(changed(0, 3, far), changed(0, 3, far + 100))).isTrue();
    }

    @Test
    void zeros_and_numbers_that_are_none_contradict_nothing() {
        Affine zeros = new Affine(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        Affine offset = new Affine(0, 0, 0, 99, 0, 0, 0, 99, 0, 0, 0, 99);
        Affine infinite = changed(2, 2, Double.POSITIVE_INFINITY);

        assertThat(VOLUME.contradict(zeros, GRID)).isFalse();
        assertThat(VOLUME.contradict(offset, GRID)).isFalse();
        assertThat(VOLUME.contradict(infinite, GRID)).isFalse();
        assertThat(VOLUME.contradict(changed(0, 0, 5), GRID)).isTrue();
    }

    @Test
    void the_height_of_a_tilted_slice_is_less_than_its_step() {
        Affine tilted = new Affine(1, 0, 0, 0, 0, 1, 3, 0, 0, 0, 4, 0);

        assertThat(NiftiAgreement.heightMm(tilted, 2)).isCloseTo(4, within(1e-12));
        assertThat(tilted.spacing().z()).isCloseTo(5, within(1e-12));
        assertThat(NiftiAgreement.heightMm(GRID, 2)).isCloseTo(3, within(1e-12));
    }
}
