package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.Resampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelResamplingTest {

    @Test
    void the_label_with_the_largest_share_wins() {
        short[] labels = {1, 2, 2, 3};
        // New voxels at 0.1667 … 2.8333 of the four: 5/6 of label 1, then 2, then 5/6 of label 3.
        assertThat(Resampling.resizeLabels(labels, new Shape(4, 1, 1), new Shape(3, 1, 1), Interpolation.LINEAR))
                .containsExactly((short) 1, (short) 2, (short) 3);
    }

    @Test
    void two_small_shares_of_one_label_outweigh_the_nearest_voxel() {
        // Position (0.25, 0.25): 0.5625 + 0.0625 against 2 × 0.1875; with the labels swapped the pair has 0.375 of
        // label 5.
        short[] labels = {9, 5, 5, 7};
        short[] fine = Resampling.resizeLabels(labels, new Shape(2, 2, 1), new Shape(4, 4, 1), Interpolation.LINEAR);

        assertThat(fine[new Shape(4, 4, 1).index(1, 1, 0)]).isEqualTo((short) 9);
        short[] finer = Resampling.resizeLabels(labels, new Shape(2, 2, 1), new Shape(12, 12, 1), Interpolation.LINEAR);
        // (5 + 0.5) / 6 − 0.5 = 0.41667: label 9 has 0.3403, label 5 twice 0.2431.
        assertThat(finer[new Shape(12, 12, 1).index(5, 5, 0)]).isEqualTo((short) 5);
    }

    @Test
    void a_tie_goes_to_the_nearest_voxel_and_halfway_to_the_smaller_label() {
        short[] labels = {4, 2};

        assertThat(Resampling.resizeLabels(labels, new Shape(2, 1, 1), new Shape(1, 1, 1), Interpolation.LINEAR))
                .containsExactly((short) 2);
        assertThat(Resampling.resizeLabels(
                        new short[] {2, 4}, new Shape(2, 1, 1), new Shape(1, 1, 1), Interpolation.LINEAR))
                .containsExactly((short) 4);
    }

    @ParameterizedTest
    @EnumSource(names = {"NEAREST", "LINEAR"})
    void no_label_appears_that_was_not_there(Interpolation interpolation) {
        LabelMap labels = SampleGrids.labeled(SampleGrids.oblique(new Shape(7, 6, 5), new Spacing(1, 1, 3)));

        LabelMap fine = Resampling.to(labels, Spacing.isotropic(0.8), interpolation);

        for (short label : fine.voxels()) {
            assertThat(label).isBetween((short) 0, (short) 4);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NEAREST", "LINEAR"})
    void a_grid_that_shares_the_field_of_view_gives_what_resizing_gives(Interpolation interpolation) {
        LabelMap labels = SampleGrids.labeled(SampleGrids.oblique(new Shape(7, 6, 5), new Spacing(1, 1, 3)));

        LabelMap resized = Resampling.to(labels, new Spacing(0.77, 0.83, 1.9), interpolation);
        LabelMap sampled = Resampling.to(labels, resized.geometry(), interpolation);

        assertThat(sampled.voxels()).isEqualTo(resized.voxels());
    }

    @ParameterizedTest
    @EnumSource(names = {"NEAREST", "LINEAR"})
    void a_grid_of_another_orientation_changes_no_label(Interpolation interpolation) {
        LabelMap labels = SampleGrids.labeled(SampleGrids.oblique(new Shape(7, 6, 5), new Spacing(1, 1, 3)));
        LabelMap reoriented = labels.reorientedTo(Orientation.parse("SPL"));

        assertThat(Resampling.to(labels, reoriented.geometry(), interpolation).voxels())
                .isEqualTo(reoriented.voxels());
    }

    @Test
    void outside_the_field_of_view_is_background() {
        LabelMap labels = new LabelMap(Geometry.of(new Shape(2, 1, 1), Spacing.isotropic(1)), new short[] {3, 3});
        Geometry wider = new Geometry(
                new Shape(6, 1, 1), Affine.scaling(Spacing.isotropic(1)).withOrigin(-2, 0, 0));

        for (Interpolation interpolation : new Interpolation[] {Interpolation.NEAREST, Interpolation.LINEAR}) {
            assertThat(Resampling.to(labels, wider, interpolation).voxels())
                    .containsExactly(new short[] {0, 0, 3, 3, 0, 0});
        }
    }

    @Test
    void labels_are_not_resampled_as_amounts() {
        LabelMap labels = SampleGrids.labeled(Geometry.of(new Shape(2, 2, 2), Spacing.isotropic(1)));

        assertThatThrownBy(() -> Resampling.to(labels, Spacing.isotropic(2), Interpolation.CUBIC))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Resampling.to(labels, labels.geometry(), Interpolation.CUBIC))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
