package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import klarsyn.base.Seed;
import klarsyn.data.Units;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.report.RunReport.SegmentationResults;
import org.junit.jupiter.api.Test;

class SegmentationHeadlineTest {

    private static String notes(CaseScore... scores) {
        return Html.fill("{}", SegmentationHeadline.notes(Rods.evaluation(scores)))
                .markup();
    }

    private static String secondary(SegmentationEvaluation evaluation, Units units) {
        return Html.fill("{}", SegmentationHeadline.secondary(new SegmentationResults(evaluation, units, List.of())))
                .markup();
    }

    @Test
    void labels_in_both_maps_need_no_notes() {
        assertThat(notes(Rods.score("a", 5, 5), Rods.score("b", 5, 9))).isBlank();
    }

    @Test
    void labels_in_neither_map_are_excluded_which_is_noted() {
        assertThat(notes(Rods.scoreOfTwo("a", 5, 5), Rods.scoreOfTwo("b", 5, 5)))
                .contains("2 labels are in neither reference nor prediction and are excluded from the means.")
                .doesNotContain("in only one of the two");
    }

    @Test
    void labels_in_one_map_count_with_the_worst_distance_which_is_noted() {
        assertThat(notes(Rods.score("a", 5, 5), Rods.score("b", 5, 0), Rods.score("c", 0, 2)))
                .contains("2 are in only one of the two: their Dice is 0, their distance the diagonal of the image.")
                .doesNotContain("in neither");
    }

    @Test
    void the_mean_is_stated_by_each_convention_if_they_differ() {
        assertThat(notes(Rods.score("a", 5, 5), Rods.score("healthy", 0, 0), Rods.score("false alarm", 0, 1)))
                .contains(
                        "Conventions for missing labels differ. Mean Dice as in nnU-Net (above): 0.500; MONAI: 1.000;")
                .contains("1 if absent in both: 0.667");
    }

    @Test
    void the_tolerance_has_no_unnecessary_decimals() {
        SegmentationEvaluation half =
                new SegmentationEvaluation(List.of(Rods.score("a", 5, 5)), Rods.TUMOR, 0.5, Seed.of(1));

        assertThat(SegmentationHeadline.tolerance(half, Units.PIXELS)).isEqualTo("0.5 px");
        assertThat(SegmentationHeadline.tolerance(Rods.evaluation(Rods.score("a", 5, 5)), Units.PATIENT))
                .isEqualTo("1 mm");
    }

    @Test
    void distances_have_the_unit_of_the_images() {
        SegmentationEvaluation evaluation = Rods.evaluation(Rods.score("a", 5, 6), Rods.score("b", 5, 6));

        assertThat(secondary(evaluation, Units.PATIENT))
                .contains("<dt>Hausdorff distance (95 %)</dt><dd>", " mm <small>", "Surface Dice at 1 mm")
                .doesNotContain("specificity", "per patient");
        assertThat(secondary(evaluation, Units.PIXELS)).contains(" px <small>", "Surface Dice at 1 px");
    }

    @Test
    void healthy_cases_add_sensitivity_and_specificity() {
        assertThat(secondary(
                        Rods.evaluation(
                                Rods.score("a", 5, 6), Rods.score("healthy", 0, 0), Rods.score("false alarm", 0, 1)),
                        Units.PATIENT))
                .contains("<dt>Case specificity, 2 healthy cases</dt><dd>0.500")
                .contains("<dt>Case sensitivity, 1 other case</dt><dd>1.000");
    }

    @Test
    void several_cases_of_a_patient_are_pooled() {
        SegmentationEvaluation slices = Rods.evaluation(
                Rods.score("slice 1", 10, 10).withPatient("p"),
                Rods.score("slice 2", 10, 0).withPatient("p"));

        assertThat(secondary(slices, Units.PATIENT))
                .contains("<dt>Dice per patient, pooled voxels, 1 patient</dt><dd>0.667")
                .contains("<dt>Dice, all pooled voxels</dt><dd>0.667");
    }
}
