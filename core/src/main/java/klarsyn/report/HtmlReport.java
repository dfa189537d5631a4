package klarsyn.report;

import static klarsyn.report.Numbers.fixed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import klarsyn.base.AtomicFile;
import klarsyn.base.Measure;
import klarsyn.report.RunReport.Fact;
import klarsyn.report.RunReport.Provenance;

/** Writes the report of a run: one HTML file with style and pictures inside, readable without scripts or network. */
public final class HtmlReport {

    private static final String NOT_A_DEVICE = """
        Not a medical device. Results apply to images like those of the split above, not to other scanners, \
        protocols or patients. Do not base diagnosis or treatment on this model alone.\
        """;

    private HtmlReport() {}

    /**
     * Writes the page atomically.
     *
     * @throws klarsyn.base.DataException if the file cannot be written
     */
    public static void write(RunReport report, Path file) {
        AtomicFile.writeText(file, html(report));
    }

    /** The page as text, to be saved in UTF-8. */
    public static String html(RunReport report) {
        return Html.fill(
                        """
                        <!DOCTYPE html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <meta name="color-scheme" content="light dark">
                        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
                        style-src 'unsafe-inline'; script-src 'unsafe-inline'">
                        <title>{}: Klarsyn report</title>
                        <style>{}</style>
                        </head>
                        <body>
                        <main>
                        <header><p class="eyebrow">Klarsyn report</p><h1>{}</h1><p class="lead">{}</p></header>
                        {}
                        {}
                        <footer><p>{}</p></footer>
                        </main>
                        <script>{}</script>
                        </body>
                        </html>
                        """,
                        report.title(),
                        resource("report.css"),
                        report.title(),
                        report.task(),
                        Headline.of(report.result()),
                        List.of(
                                Section.results(report.result().results()).stream()
                                        .map(Section::html)
                                        .toList(),
                                section("Learning", LearningCurves.of(report.curves(), measure(report))),
                                section("Data", data(report)),
                                section("Plan", plan(report)),
                                Section.details(report.result().results()).stream()
                                        .map(Section::html)
                                        .toList(),
                                section("Reproduce this run", provenance(report.provenance())),
                                section("Glossary", terms(report))),
                        NOT_A_DEVICE,
                        resource("report.js"))
                .markup();
    }

    static Html section(String heading, Html content) {
        return Html.fill("<section><h2>{}</h2>\n{}</section>", heading, content);
    }

    private static Html data(RunReport report) {
        Html findings = report.findings().isEmpty()
                ? Html.fill("<p class=\"note\">{}</p>", "The check before training found no problems.")
                : Html.fill(
                        "<h3>Findings of the check before training</h3>{}", Tables.list("findings", report.findings()));
        return Html.fill("{}{}", Tables.facts(report.data()), findings);
    }

    private static Html plan(RunReport report) {
        Html edited = report.editedKeys().isEmpty()
                ? Html.fill("<p class=\"note\">{}</p>", "The plan was not edited.")
                : Html.fill(
                        "<p class=\"note\">Edited by the user: {}.</p>",
                        new Html(report.editedKeys().stream()
                                .map(key -> Html.fill("<code>{}</code>", key).markup())
                                .collect(Collectors.joining(", "))));
        return Html.fill("{}{}", Tables.list("plan", report.plan()), edited);
    }

    private static Html provenance(Provenance provenance) {
        List<Fact> facts = List.of(
                new Fact("Seed", Long.toString(provenance.seed())),
                new Fact("Time", fixed(provenance.minutes(), 1) + " minutes in total"),
                new Fact("Peak memory", provenance.peakMemoryMib() + " MiB"));
        return Html.fill(
                "<pre><code>{}</code></pre>{}{}",
                provenance.command(),
                Tables.facts(facts),
                Tables.facts(provenance.environment()));
    }

    private static Measure measure(RunReport report) {
        return report.result().results().evaluation().headline().measure();
    }

    private static Html terms(RunReport report) {
        List<Fact> terms = new ArrayList<>(Section.terms(report.result().results()));
        terms.add(new Fact(
                "95 % interval",
                "By bootstrap with 2000 resamples of patients; of AUC from its variance (DeLong); of accuracy with one"
                        + " case per patient, of sensitivity and specificity by Wilson's formula. It covers the choice"
                        + " of test patients, but not repeated training."));
        terms.add(new Fact("Baseline", "Result without learning from the images. A useful model must be better."));
        return Tables.facts(terms);
    }

    /** Style and script are this package's own files and are inserted as they are. */
    static Html resource(String name) {
        try (InputStream stream = Optional.ofNullable(HtmlReport.class.getResourceAsStream(name))
                .orElseThrow(() -> new IllegalStateException(name + " is missing from the library"))) {
            return new Html(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
