package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.Interval;
import klarsyn.base.Seed;
import klarsyn.data.Units;
import klarsyn.data.label.Labels;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.Comparison;
import klarsyn.evaluate.Comparison.Verdict;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.report.RunReport.Baseline;
import klarsyn.report.RunReport.Curve;
import klarsyn.report.RunReport.Fact;
import klarsyn.report.RunReport.Loss;
import klarsyn.report.RunReport.Overlay;
import klarsyn.report.RunReport.Provenance;
import klarsyn.report.RunReport.Result;
import klarsyn.report.RunReport.SegmentationResults;
import klarsyn.report.RunReport.Validation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private static final Geometry GRID = Geometry.of(new Shape(20, 16, 6), new Spacing(1, 1, 5));
    private static final Curve CURVE = new Curve(
            List.of(new Loss(1, 1, 2, 1e-3), new Loss(2, 2, Double.NaN, 1e-3), new Loss(3, 3, 1, 0)),
            List.of(new Validation(3, 3, 0.8)));

    @Test
    void the_metric_is_shown_with_interval_n_split_and_baseline() {
        String page = HtmlReport.html(withBaseline(shifted(2), Verdict.A_BETTER));
        String headline = between(page, "<section class=\"headline\">", "</section>");
        assertThat(headline)
                .contains("interval")
                .contains("n = 3")
                .contains("3 of 9 cases, held out")
                .contains("Best intensity range per label: 0.")
                .contains("The model is better");
        assertThat(page)
                .contains("Not a medical device")
                .contains("Radiological")
                .contains("./klarsyn train X");
    }

    @Test
    void a_model_not_better_than_the_baseline_is_reported() {
        assertThat(HtmlReport.html(withBaseline(shifted(0), Verdict.NO_DIFFERENCE_SHOWN)))
                .contains("Superiority of the model is not shown");
        assertThat(HtmlReport.html(withBaseline(shifted(0), Verdict.B_BETTER))).contains("worse than this baseline");
        assertThat(HtmlReport.html(withBaseline(shifted(2), Verdict.A_BETTER))).contains("The model is better");
    }

    @Test
    void the_names_of_model_and_baseline_do_not_overlap() {
        assertThat(ruler(withBaseline(shifted(5), Verdict.A_BETTER)))
                .containsPattern("y=\"22\"[^>]*>baseline")
                .containsPattern("y=\"22\"[^>]*>model");
        assertThat(ruler(withBaseline(evaluation(report("Phantoms", GRID, CURVE)), Verdict.NO_DIFFERENCE_SHOWN)))
                .containsPattern("y=\"22\"[^>]*>baseline")
                .containsPattern("y=\"6\"[^>]*>model");
    }

    @Test
    void no_text_becomes_markup() {
        String evil = "<script>alert(1)</script><img src=x onerror=\"y\">'&";
        String page = HtmlReport.html(report(evil, GRID, CURVE));
        assertThat(page)
                .doesNotContain("alert(1)</script>")
                .doesNotContain("<img")
                .contains("&lt;script&gt;alert(1)");
        assertThat(Pattern.compile("<script>").matcher(page).results().count()).isEqualTo(1);
    }

    @Test
    void nothing_is_fetched_from_elsewhere() {
        String page = HtmlReport.html(report("Phantoms", GRID, CURVE));
        assertThat(page).doesNotContain("http://").doesNotContain("https://").doesNotContain("url(");
        Matcher address = Pattern.compile("(?:href|src)=\"([^\"]{0,22})").matcher(page);
        while (address.find()) {
            assertThat(address.group(1)).startsWith("data:image/png;base64,");
        }
    }

    @Test
    void elements_are_closed_in_their_order() {
        String page = HtmlReport.html(report("Phantoms", GRID, CURVE)).replaceAll("(?s)<script>.*?</script>", "");
        List<String> open = new ArrayList<>();
        Matcher tag = Pattern.compile("<(/?)([a-z0-9]+)[^>]*?(/?)>", Pattern.CASE_INSENSITIVE)
                .matcher(page);
        while (tag.find()) {
            if (!tag.group(1).isEmpty()) {
                assertThat(tag.group(2)).isEqualTo(open.removeLast());
            } else if (tag.group(3).isEmpty() && !"meta".equals(tag.group(2))) {
                open.add(tag.group(2));
            }
        }
        assertThat(open).isEmpty();
        assertThat(page).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void voxels_keep_their_shape() {
        String page = HtmlReport.html(report("Phantoms", GRID, CURVE));
        assertThat(page)
                .contains("viewBox=\"0 0 20 16\" role=\"img\" aria-label=\"axial")
                .contains("viewBox=\"0 0 20 30\" role=\"img\" aria-label=\"coronal")
                .contains("viewBox=\"0 0 16 30\" role=\"img\" aria-label=\"sagittal")
                .contains("scale(1.0 5.0)");
    }

    @Test
    void a_slice_is_shown_in_its_own_plane_only() {
        Geometry slice = Geometry.of(new Shape(20, 16, 1), Spacing.isotropic(1));
        String page = HtmlReport.html(report("Slices", slice, CURVE));
        assertThat(page).contains("axial plane").doesNotContain("coronal plane");
    }

    @Test
    void pictures_have_neither_sides_nor_millimeters() {
        Geometry slice = Geometry.of(new Shape(20, 16, 1), Spacing.isotropic(1));
        RunReport report = report("Slices", slice, CURVE);
        assertThat(HtmlReport.html(report)).contains("class=\"letter\"", ">R</text>", "HD95 (mm)", "reference (ml)");
        assertThat(HtmlReport.html(inPixels(report)))
                .contains("HD95 (px)", "Surface Dice (1 px)", "reference (kpx)", ">5 px</text>", "<h2>Areas</h2>")
                .doesNotContain(">R</text>", "axial plane", " mm", "ml)");
    }

    @Test
    void metrics_per_patient_are_reported_if_patients_have_several_cases() {
        RunReport report = report("Phantoms", GRID, CURVE);
        SegmentationEvaluation alone = evaluation(report);
        SegmentationEvaluation shared = new SegmentationEvaluation(
                alone.cases().stream().map(score -> score.withPatient("one")).toList(),
                alone.labels(),
                alone.toleranceMm(),
                alone.seed());

        assertThat(HtmlReport.html(withMetrics(report, shared)))
                .contains("Dice per patient, pooled voxels, 1 patient", "Dice, all pooled voxels");
        assertThat(HtmlReport.html(report)).doesNotContain("Dice, all pooled voxels");
    }

    @Test
    void a_run_without_a_curve_is_reported() {
        String page = HtmlReport.html(report("Phantoms", GRID, new Curve(List.of(), List.of())));
        assertThat(page).contains("No training step was recorded").contains("No validation cases");
    }

    @Test
    void the_page_is_written_as_utf_8(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        HtmlReport.write(report("Hjärna", GRID, CURVE), file);
        assertThat(Files.readString(file)).contains("<h1>Hjärna</h1>");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void an_overlay_of_two_grids_is_rejected() {
        LabelMap small = new LabelMap(Geometry.of(new Shape(2, 2, 2), Spacing.isotropic(1)), new short[8]);
        assertThatThrownBy(() -> new Overlay("a", "b", 1, image(GRID), box(GRID, 0), small))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start);
        return text.substring(from, text.indexOf(end, from));
    }

    private static String ruler(RunReport report) {
        return between(HtmlReport.html(report), "<svg class=\"ruler\"", "</svg>");
    }

    private static SegmentationEvaluation evaluation(RunReport report) {
        return (SegmentationEvaluation) report.result().results().evaluation();
    }

    /** Boxes that are predicted too far away, by so many voxels. */
    private static SegmentationEvaluation shifted(int voxels) {
        Labels labels = Labels.of("front", "back");
        return new SegmentationEvaluation(
                List.of(CaseScore.of("b", box(GRID, 0), box(GRID, voxels), labels, 1)), labels, 1, Seed.of(7));
    }

    private static RunReport withBaseline(SegmentationEvaluation baseline, Verdict verdict) {
        RunReport report = report("Phantoms", GRID, CURVE);
        Interval difference = new Interval(0.1, 0.05, 0.15, 3);
        Comparison.Outcome outcome =
                new Comparison.Outcome("all labels", 3, 3, 0, 0, 0.8, 0.7, difference, 0.01, verdict);
        return with(
                report,
                new Result(
                        report.result().results(),
                        report.result().split(),
                        List.of(new Baseline("best intensity range per label", baseline, outcome)),
                        List.of()));
    }

    private static RunReport withMetrics(RunReport report, SegmentationEvaluation metrics) {
        SegmentationResults old = (SegmentationResults) report.result().results();
        return withResults(report, new SegmentationResults(metrics, old.units(), old.overlays()));
    }

    private static RunReport withResults(RunReport report, SegmentationResults results) {
        return with(
                report,
                new Result(
                        results,
                        report.result().split(),
                        report.result().baselines(),
                        report.result().remarks()));
    }

    private static RunReport with(RunReport report, Result result) {
        return new RunReport(
                report.title(),
                report.task(),
                report.data(),
                report.findings(),
                report.plan(),
                report.editedKeys(),
                report.curves(),
                result,
                report.provenance());
    }

    private static RunReport inPixels(RunReport report) {
        SegmentationResults old = (SegmentationResults) report.result().results();
        return withResults(report, new SegmentationResults(old.evaluation(), Units.PIXELS, old.overlays()));
    }

    private static RunReport report(String text, Geometry grid, Curve curve) {
        Labels labels = Labels.of("front " + text, "back");
        List<CaseScore> scores = List.of(
                CaseScore.of("a " + text, box(grid, 0), box(grid, 1), labels, 1),
                CaseScore.of("b", box(grid, 0), box(grid, 0), labels, 1),
                CaseScore.of("c", box(grid, 0), box(grid, 2), labels, 1));
        return new RunReport(
                text,
                "Segmentation of " + text,
                List.of(new Fact(text, text)),
                List.of(text),
                List.of(text),
                List.of(text),
                List.of(curve),
                new Result(
                        new SegmentationResults(
                                new SegmentationEvaluation(scores, labels, 1, Seed.of(7)),
                                Units.PATIENT,
                                List.of(() -> new Overlay(
                                        "Best " + text, "a " + text, 0.9, image(grid), box(grid, 0), box(grid, 1)))),
                        "3 of 9 cases, held out " + text,
                        List.of(),
                        List.of()),
                new Provenance("./klarsyn train X " + text, 5, 900, 7, List.of(new Fact(text, text))));
    }

    private static Volume image(Geometry grid) {
        float[] voxels = new float[grid.shape().voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = i % 17;
        }
        return new Volume(grid, voxels);
    }

    /** Label 1 in a box that is moved along x; label 2 is nowhere. */
    private static LabelMap box(Geometry grid, int shift) {
        Shape shape = grid.shape();
        short[] labels = new short[shape.voxels()];
        for (int z = shape.z() / 3; z <= shape.z() / 2; z++) {
            for (int y = 4; y < 12; y++) {
                for (int x = 6; x < 14; x++) {
                    labels[shape.index(x + shift, y, z)] = 1;
                }
            }
        }
        return new LabelMap(grid, labels);
    }
}
