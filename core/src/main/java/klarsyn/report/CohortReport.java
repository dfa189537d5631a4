package klarsyn.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import klarsyn.base.AtomicFile;
import klarsyn.base.Count;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.FindingGroup;
import klarsyn.data.Task;
import klarsyn.data.label.Labels;
import klarsyn.preflight.ClassBalance;
import klarsyn.preflight.Preflight;
import klarsyn.report.RunReport.Fact;

/**
 * HTML page about a data set: contents, findings and pictures.
 *
 * <p>One file without scripts or network access; it shows file names, but no names from inside images.
 *
 * @param cohort the data set
 * @param result of the preflight
 */
public record CohortReport(Cohort cohort, Preflight.Result result) {

    /** Writes the page atomically; reads the images of the contact sheet. */
    public void write(Path file) {
        AtomicFile.writeText(file, html());
    }

    /** The page; reads the images of the contact sheet, at most 60. */
    public String html() {
        return Html.fill(
                        """
                        <!DOCTYPE html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <title>{}</title>
                        <style>{}</style>
                        </head>
                        <body>
                        <main>
                        <h1>{}</h1>
                        <p class="task">{}</p>
                        {}
                        </main>
                        </body>
                        </html>
                        """,
                        cohort.name(),
                        HtmlReport.resource("report.css"),
                        cohort.name(),
                        cohort.layout() + ", " + Count.of(cohort.cases().size(), "case"),
                        List.of(
                                HtmlReport.section("Findings", findings()),
                                HtmlReport.section("Summary", Tables.facts(facts())),
                                HtmlReport.section("Pictures", ContactSheet.of(cohort, result))))
                .markup();
    }

    private Html findings() {
        if (result.findings().isEmpty()) {
            return Html.fill("<p>{}</p>", "Nothing.");
        }
        return Html.fill(
                "<p>{}</p>{}",
                "%s, %s. Errors prevent training; warnings may be intended."
                        .formatted(
                                Count.of(result.errors().size(), "error"),
                                Count.of(
                                        result.findings().size()
                                                - result.errors().size(),
                                        "warning")),
                Html.fill(
                        "<ul class=\"findings\">{}</ul>",
                        FindingGroup.of(result.findings()).stream()
                                .map(CohortReport::finding)
                                .toList()));
    }

    private static Html finding(FindingGroup group) {
        Finding finding = group.first();
        return Html.fill(
                "<li><b>{}</b> {}: {}. <i>Fix: {}.</i>{}</li>",
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.where().text(),
                finding.what(),
                finding.fix(),
                group.others().isEmpty() ? "" : " (" + group.rest() + ")");
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Layout", cohort.layout()));
        facts.add(new Fact("Cases", Integer.toString(cohort.cases().size())));
        facts.add(new Fact(
                "Patients",
                Long.toString(
                        cohort.cases().stream().map(Case::patient).distinct().count())));
        facts.add(new Fact("Channels", String.join(", ", cohort.modalities())));
        facts.add(new Fact("Task", task()));
        ClassBalance balance = ClassBalance.of(cohort);
        for (Map.Entry<String, Integer> one : balance.counts().entrySet()) {
            facts.add(new Fact("Class " + one.getKey(), Count.of(one.getValue(), "case")));
        }
        if (balance.n() > 0) {
            facts.add(new Fact(
                    "Baseline",
                    Numbers.fixed(100 * balance.majority(), 1) + " % of cases with the most frequent class"));
        }
        return facts;
    }

    private String task() {
        return cohort.task()
                .map(task -> switch (task) {
                    case Task.Segmentation(Labels labels) ->
                        "one label per voxel: "
                                + labels.foreground().stream()
                                        .map(Labels.Label::name)
                                        .collect(Collectors.joining(", "));
                    case Task.Classification(String target, List<String> classes) ->
                        "%s, one of %d classes".formatted(target, classes.size());
                    case Task.Regression(String target) -> target + ", a number";
                })
                .orElse("none: no target found");
    }
}
