package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import klarsyn.base.Seed;
import klarsyn.data.Units;
import klarsyn.data.label.Labels;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.report.RunReport.Overlay;
import klarsyn.report.RunReport.SegmentationResults;
import org.junit.jupiter.api.Test;

class OverlaysTest {

    private static final Geometry GRID = Geometry.of(new Shape(20, 16, 6), new Spacing(1, 1, 5));

    private static LabelMap voxels(Geometry grid, int... values) {
        short[] labels = new short[grid.shape().voxels()];
        for (int i = 0; i < values.length; i++) {
            labels[grid.shape().index(5 + i, 5, grid.shape().z() / 2)] = (short) values[i];
        }
        return new LabelMap(grid, labels);
    }

    private static String page(Geometry grid, Units units, Labels labels, List<String> shown) {
        LabelMap reference = voxels(grid, 1, 1, 2);
        LabelMap predicted = voxels(grid, 1, 0, 2);
        SegmentationEvaluation evaluation = new SegmentationEvaluation(
                List.of(CaseScore.of("a", reference, predicted, labels, 1)), labels, 1, Seed.of(1));
        List<Supplier<Overlay>> overlays = shown.stream()
                .<Supplier<Overlay>>map(id -> () -> new Overlay(
                        "Median case",
                        id,
                        0.8333,
                        new Volume(grid, new float[grid.shape().voxels()]),
                        reference,
                        predicted))
                .toList();
        return Overlays.of(new SegmentationResults(evaluation, units, overlays)).markup();
    }

    @Test
    void without_cases_a_sentence_is_shown() {
        assertThat(page(GRID, Units.PATIENT, Labels.of("front", "back"), List.of()))
                .isEqualTo("<p class=\"note\">No cases to show.</p>");
    }

    @Test
    void a_case_is_shown_in_three_planes_with_the_dice_of_each_label() {
        String page = page(GRID, Units.PATIENT, Labels.of("front", "back"), List.of("a"));

        assertThat(Decoded.pictures(page)).hasSize(3);
        assertThat(page)
                .contains("<b>Median case</b> <span>a</span> <span>Dice 0.833 (front 0.667, back 1.000)</span>")
                .contains("labels: front, back", "the patient&#39;s right is on the left");
    }

    @Test
    void a_single_label_is_not_repeated() {
        assertThat(page(GRID, Units.PATIENT, Labels.of("front"), List.of("a"))).contains("<span>Dice 0.833</span>");
    }

    @Test
    void all_planes_have_the_same_scale() {
        String page = page(GRID, Units.PATIENT, Labels.of("front", "back"), List.of("a"));

        List<Double> percent = numbers("style=\"width:([\\d.]+)%\"", page);
        List<Double> widths = numbers("viewBox=\"0 0 (\\d+) \\d+\"", page);
        assertThat(percent).hasSize(3);
        for (int plane = 1; plane < 3; plane++) {
            assertThat(percent.get(plane) / widths.get(plane))
                    .isCloseTo(percent.getFirst() / widths.getFirst(), within(0.002));
        }
        assertThat(percent.stream().mapToDouble(Double::doubleValue).sum()).isLessThanOrEqualTo(97.1);
    }

    private static List<Double> numbers(String regex, String page) {
        return Pattern.compile(regex)
                .matcher(page)
                .results()
                .map(match -> Double.parseDouble(match.group(1)))
                .toList();
    }

    @Test
    void pictures_are_explained_without_patient_directions() {
        Geometry flat = Geometry.of(new Shape(20, 16, 1), Spacing.isotropic(1));

        String page = page(flat, Units.PIXELS, Labels.of("front", "back"), List.of("a"));

        assertThat(Decoded.pictures(page)).hasSize(1);
        assertThat(page).contains("with square pixels").doesNotContain("patient");
    }

    @Test
    void names_of_cases_are_text() {
        assertThat(page(GRID, Units.PATIENT, Labels.of("<i>", "back"), List.of("<script>")))
                .contains("<span>&lt;script&gt;</span>", "labels: &lt;i&gt;, back")
                .doesNotContain("<script>", "<i>");
    }
}
