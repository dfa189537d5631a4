package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Part;
import klarsyn.data.Source;
import klarsyn.data.Task;
import klarsyn.data.file.Kind;
import klarsyn.data.label.Labels;
import klarsyn.preflight.Preflight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CohortReportTest {

    private static final String EVIL = "<script>alert(1)</script>";

    @TempDir
    private Path folder;

    private static Case classified(String id, Path file, String category) {
        return new Case(id, id, List.of(new Source.ImageFile(file)), new Case.Target.Category(category), Part.ANY);
    }

    private static Cohort cohort(String name, Kind kind, Task task, List<Case> cases) {
        return new Cohort(
                name,
                Path.of("."),
                "made for a test",
                kind,
                Optional.of(task),
                Cohort.channels(List.of("gray")),
                cases,
                List.of());
    }

    private static String page(Cohort cohort, Finding... findings) {
        return new CohortReport(
                        cohort, new Preflight.Result(List.of(findings), List.of(), List.of(), List.of(), List.of()))
                .html();
    }

    /** Cases of two classes whose files do not exist. */
    private static Cohort missing(int count) {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cases.add(classified("c%03d".formatted(i), Path.of("none.png"), i % 4 == 0 ? "cat" : "dog"));
        }
        return cohort("Animals", Kind.PICTURE, Task.Classification.of("animal", List.of("cat", "dog")), cases);
    }

    @Test
    void no_name_becomes_markup() {
        Labels labels = Labels.of(EVIL);
        Case one = Case.ofImages(EVIL.replace("/", ""), EVIL, List.of(Path.of("none.nii")), Path.of("none.nii"));
        Cohort evil = new Cohort(
                EVIL,
                Path.of("."),
                EVIL,
                Kind.VOLUME,
                Optional.of(new Task.Segmentation(labels)),
                Cohort.channels(List.of(EVIL)),
                List.of(one),
                List.of());

        String page = page(evil, Finding.error(Where.of(EVIL), EVIL, EVIL));

        assertThat(page).doesNotContain("<script").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void classes_are_counted_and_the_baseline_is_the_most_frequent() {
        assertThat(page(missing(8)))
                .contains("<dt>Task</dt><dd>animal, one of 2 classes</dd>")
                .contains("<dt>Class cat</dt><dd>2 cases</dd>", "<dt>Class dog</dt><dd>6 cases</dd>")
                .contains("75.0 % of cases with the most frequent class")
                .contains("made for a test, 8 cases");
    }

    @Test
    void findings_are_counted_by_severity_with_their_fixes() {
        String page = page(
                missing(2),
                Finding.error(Where.of("case c000"), "no pixels", "remove it"),
                Finding.warning(Where.of("case c001"), "odd", "look at it"));

        assertThat(page)
                .contains("1 error, 1 warning.")
                .contains("<b>error</b> case c000: no pixels. <i>Fix: remove it.</i>")
                .contains("<b>warning</b> case c001: odd. <i>Fix: look at it.</i>");
        assertThat(page(missing(2))).contains("<p>Nothing.</p>");
    }

    @Test
    void equal_findings_are_one_entry() {
        Finding[] same = IntStream.range(0, 4)
                .mapToObj(i -> Finding.warning(Where.of("case c00" + i), "odd", "look at it"))
                .toArray(Finding[]::new);

        assertThat(page(missing(4), same))
                .contains("0 errors, 4 warnings", "(the same in 3 more: case c001, case c002, case c003)")
                .containsOnlyOnce("<li>");
    }

    @Test
    void at_most_60_pictures_are_shown_and_always_those_with_findings() {
        String page = page(missing(100), Finding.warning(Where.of("case c051"), "odd", "look at it"));

        assertThat(Pattern.compile("<figcaption[^>]*>([^<]*)<")
                        .matcher(page)
                        .results()
                        .map(match -> match.group(1)))
                .hasSize(60)
                .startsWith("c051")
                .doesNotHaveDuplicates();
    }

    @Test
    void a_picture_that_cannot_be_read_does_not_stop_the_page() throws IOException {
        Path file = folder.resolve("cat.png");
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
        Cohort cohort = cohort(
                "Animals",
                Kind.PICTURE,
                Task.Classification.of("animal", List.of("cat", "dog")),
                List.of(classified("a", file, "cat"), classified("b", folder.resolve("none.png"), "dog")));

        String page = page(cohort);

        assertThat(Decoded.pictures(page)).hasSize(1);
        assertThat(page).containsOnlyOnce("cannot be shown");
    }

    @Test
    void tables_have_no_pictures() {
        Cohort rows = cohort(
                "Rows",
                Kind.TABLE,
                new Task.Regression("age"),
                List.of(new Case(
                        "1",
                        "1",
                        List.of(new Source.ImageFile(Path.of("rows.csv"))),
                        new Case.Target.Quantity(7),
                        Part.ANY)));

        assertThat(page(rows))
                .contains("There are no images.", "<dd>age, a number</dd>")
                .doesNotContain("Baseline");
    }

    @Test
    void nothing_is_fetched_from_elsewhere_and_nothing_runs() throws IOException {
        Path file = folder.resolve("report.html");
        new CohortReport(missing(3), new Preflight.Result(List.of(), List.of(), List.of(), List.of(), List.of()))
                .write(file);

        assertThat(Files.readString(file))
                .startsWith("<!DOCTYPE html>")
                .doesNotContain("http://", "https://", "url(", "<script");
    }
}
