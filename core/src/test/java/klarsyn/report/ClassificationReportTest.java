package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.Seed;
import klarsyn.evaluate.ClassificationEvaluation;
import klarsyn.evaluate.ClassifiedCase;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.report.RunReport.Baseline;
import klarsyn.report.RunReport.ClassificationResults;
import klarsyn.report.RunReport.Mistake;
import klarsyn.report.RunReport.Provenance;
import klarsyn.report.RunReport.Result;
import org.junit.jupiter.api.Test;

/** Of 10 cats 9 are found, of 10 dogs 5; the page tells it. */
class ClassificationReportTest {

    private static final Seed SEED = Seed.of(7);

    private static ClassificationEvaluation evaluation(List<String> classes) {
        List<ClassifiedCase> cases = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int reference = i / 10;
            int predicted = i == 9 || i >= 15 ? 1 - reference : reference;
            List<Double> probabilities = new ArrayList<>(Collections.nCopies(classes.size(), 0.0));
            probabilities.set(predicted, 0.9);
            probabilities.set(1 - predicted, 0.1);
            cases.add(new ClassifiedCase("case-%02d".formatted(i), "patient-" + i, reference, probabilities));
        }
        return new ClassificationEvaluation(cases, classes, SEED);
    }

    private static String page(List<String> classes, List<Supplier<Mistake>> mistakes) {
        ClassificationEvaluation evaluation = evaluation(classes);
        List<Double> frequencies = Collections.nCopies(classes.size(), 1.0 / classes.size());
        ClassificationEvaluation majority =
                ClassificationEvaluation.majority(evaluation.cases(), classes, frequencies, SEED);
        return HtmlReport.html(new RunReport(
                "Animals",
                "Classification of pictures",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Result(
                        new ClassificationResults(evaluation, mistakes),
                        "20 of 80 cases, held out by patient, seed 7",
                        List.of(new Baseline(
                                "always the most frequent class",
                                majority,
                                evaluation.against(majority, SEED).overall())),
                        List.of()),
                new Provenance("klarsyn train animals", 1, 500, 7, List.of())));
    }

    private static Mistake mistake(int width, int height, float... pixels) {
        Volume picture = new Volume(Geometry.of(new Shape(width, height, 1), Spacing.isotropic(1)), pixels);
        return new Mistake("case-09", "cat", "dog", 0.9, List.of(picture));
    }

    private static String section(String page, String heading) {
        Matcher section = Pattern.compile("(?s)<section><h2>" + heading + "</h2>(.*?)</section>")
                .matcher(page);
        assertThat(section.find()).as(heading).isTrue();
        return section.group(1);
    }

    @Test
    void the_headline_is_accuracy_with_interval_baseline_and_other_metrics() {
        String page = page(List.of("cat", "dog"), List.of());
        String headline = page.substring(page.indexOf("class=\"headline\""), page.indexOf("</section>"));

        assertThat(headline)
                .contains("0.700", "Accuracy", "n = 20", "20 of 80 cases, held out")
                .contains("Always the most frequent class: 0.500")
                .contains("AUC", "Balanced accuracy", "Macro F1", "Log loss");
        assertThat(page).contains("Not a medical device").doesNotContain("Dice", "NaN");
    }

    @Test
    void rows_of_the_confusion_matrix_are_the_reference() {
        String matrix = section(page(List.of("cat", "dog"), List.of()), "Confusion matrix")
                .replaceAll(" style=\"[^\"]*\"|\n", "");

        assertThat(matrix)
                .contains("<th scope=\"row\">cat</th><td class=\"correct\">9</td><td class=\"wrong\">1</td>")
                .contains("<th scope=\"row\">dog</th><td class=\"wrong\">5</td><td class=\"correct\">5</td>")
                .contains("Rows: the true class");
    }

    @Test
    void cells_are_colored_by_share_and_mistakes_by_its_square_root() {
        String matrix = section(page(List.of("cat", "dog"), List.of()), "Confusion matrix");

        assertThat(matrix)
                .contains("class=\"correct\" style=\"--share:0.900\"", "class=\"wrong\" style=\"--share:0.316\"");
    }

    @Test
    void each_class_has_its_recall_and_precision() {
        assertThat(section(page(List.of("cat", "dog"), List.of()), "By class"))
                .contains("<th scope=\"row\">cat</th><td>10</td><td>14</td><td>0.900</td><td>0.643</td>");
    }

    @Test
    void a_class_without_cases_has_dashes_and_a_note() {
        String page = page(List.of("cat", "dog", "cow"), List.of());

        assertThat(section(page, "By class")).contains("<th scope=\"row\">cow</th><td>0</td><td>0</td><td>–</td>");
        assertThat(page).contains("Class cow: no test case");
    }

    @Test
    void a_mistake_shows_the_enlarged_picture_both_classes_and_the_confidence() {
        String page = page(List.of("cat", "dog"), List.of(() -> mistake(2, 1, 0, 255)));

        String mistakes = section(page, "Most confident mistakes");
        assertThat(mistakes)
                .contains("<b>cat</b> predicted as <b>dog</b>, 90&nbsp;%", "case-09")
                .contains("width=\"120\" height=\"60\"");
        assertThat(page).contains("image-rendering: pixelated");
        Matcher png = Pattern.compile("data:image/png;base64,([^\"]+)").matcher(mistakes);
        assertThat(png.find()).isTrue();
        assertThat(colors(Base64.getDecoder().decode(png.group(1)))).containsExactlyInAnyOrder(0xFF000000, 0xFFFFFFFF);
    }

    private static List<Integer> colors(byte[] png) {
        try {
            var picture = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(png));
            assertThat(picture.getRGB(59, 30)).isEqualTo(0xFF000000);
            assertThat(picture.getRGB(60, 30)).isEqualTo(0xFFFFFFFF);
            return java.util.Arrays.stream(
                            picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                    .distinct()
                    .boxed()
                    .toList();
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Test
    void very_long_and_constant_pictures_are_shown() {
        String page = page(
                List.of("cat", "dog"), List.of(() -> mistake(20_000, 1, new float[20_000]), () -> mistake(1, 1, 7)));

        assertThat(section(page, "Most confident mistakes"))
                .contains("width=\"120\" height=\"1\"", "width=\"120\" height=\"120\"");
    }

    @Test
    void a_report_without_mistakes_states_this() {
        assertThat(section(page(List.of("cat", "dog"), List.of()), "Most confident mistakes"))
                .contains("All cases were classified correctly");
    }

    @Test
    void too_many_classes_replace_the_table_by_a_note() {
        List<String> many = new ArrayList<>();
        for (int k = 0; k < 100; k++) {
            many.add("class-" + k);
        }

        String page = page(many, List.of());

        assertThat(section(page, "Confusion matrix")).contains("100 classes").doesNotContain("<table");
        assertThat(section(page, "By class")).contains("class-99");
    }

    @Test
    void names_of_classes_never_become_markup() {
        String evil = "<script>alert(1)</script>";
        String page = page(List.of(evil, "dog"), List.of());

        assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
    }
}
