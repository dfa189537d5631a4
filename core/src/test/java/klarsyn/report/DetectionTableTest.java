package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import klarsyn.data.Units;
import klarsyn.evaluate.SegmentationEvaluation;
import org.junit.jupiter.api.Test;

class DetectionTableTest {

    private static final SegmentationEvaluation MIXED = Rods.evaluation(
            Rods.score("found", 10, 9),
            Rods.score("missed", 5, 0),
            Rods.score("healthy", 0, 0),
            Rods.score("false alarm", 0, 3));

    private static String table(SegmentationEvaluation evaluation, Units units) {
        return Html.fill("{}", DetectionTable.of(evaluation, units)).markup();
    }

    /** Texts of the cells without the intervals. */
    private static List<String> cells(String table) {
        return Pattern.compile("<td>([^<]*?) ?<")
                .matcher(table)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void without_healthy_cases_there_is_no_table() {
        assertThat(DetectionTable.of(Rods.evaluation(Rods.score("a", 5, 5), Rods.score("b", 5, 0)), Units.PATIENT))
                .isEmpty();
    }

    @Test
    void false_alarms_and_missed_cases_are_counted() {
        assertThat(cells(table(MIXED, Units.PATIENT)))
                .containsExactly("2", "1", "0.500", "1.50", "1.50", "3.00", "2", "1", "0.500");
    }

    @Test
    void one_label_needs_no_row_for_any_label() {
        assertThat(table(MIXED, Units.PATIENT)).doesNotContain("any label");
    }

    @Test
    void a_label_that_some_case_lacks_has_a_row_and_so_have_all_labels_together() {
        String table = table(Rods.evaluation(Rods.scoreOfTwo("a", 5, 5), Rods.scoreOfTwo("b", 0, 0)), Units.PATIENT);

        assertThat(table).contains("<th scope=\"row\">tumor</th>", "<th scope=\"row\">cyst</th>", ">any label</th>");
    }

    @Test
    void a_label_in_every_case_has_no_row() {
        String table = table(Rods.evaluation(Rods.scoreOfTwo("a", 5, 5)), Units.PATIENT);

        assertThat(table).contains("<th scope=\"row\">cyst</th>").doesNotContain(">tumor</th>", ">any label</th>");
    }

    @Test
    void sensitivity_without_positive_cases_is_a_dash() {
        List<String> cells = cells(table(Rods.evaluation(Rods.score("healthy", 0, 0)), Units.PATIENT));

        assertThat(cells).containsExactly("1", "0", "1.000", "0.000", "0.000", "0.000", "0", "0", "–");
    }

    @Test
    void pictures_are_counted_in_pixels() {
        assertThat(table(MIXED, Units.PIXELS))
                .contains("False-positive area (kpx)", "one predicted pixel anywhere")
                .doesNotContain("ml", "voxel");
        assertThat(table(MIXED, Units.PATIENT)).contains("False-positive volume (ml)", "one predicted voxel anywhere");
    }
}
