package klarsyn.report;

import static klarsyn.report.Numbers.ends;
import static klarsyn.report.Numbers.fixed;
import static klarsyn.report.Numbers.signed;

import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.Count;
import klarsyn.base.Interval;
import klarsyn.data.Units;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.LabelScore;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.evaluate.VolumeAgreement;

/** Metrics per label and per case. */
final class Tables {

    private static final int SHOWN_OPEN = 60;

    private Tables() {}

    /** One row per label, with intervals. */
    static Html byLabel(SegmentationEvaluation metrics, Units units) {
        return Html.fill(
                """
                <div class="scroll"><table class="labels">
                <thead><tr><th scope="col">Label</th><th scope="col">n</th><th scope="col">Dice</th>
                <th scope="col">HD95 ({})</th><th scope="col">Mean surface distance ({})</th>
                <th scope="col">Surface Dice ({})</th><th scope="col">{} and bias ({})</th></tr></thead>
                <tbody>{}</tbody></table></div>\
                """,
                units.length(),
                units.length(),
                SegmentationHeadline.tolerance(metrics, units),
                Headline.sentenceCase(units.quantity()),
                units.size(),
                metrics.labels().foreground().stream()
                        .map(label -> labelRow(metrics, label))
                        .toList());
    }

    private static Html labelRow(SegmentationEvaluation metrics, Label label) {
        VolumeAgreement volumes = metrics.volumes(label);
        return Html.fill(
                """
                <tr><th scope="row">{}</th><td>{}</td>{}{}{}{}<td>{} <small>{}</small></td></tr>\
                """,
                label.name(),
                metrics.dice(label).n(),
                cell(metrics.dice(label), 3),
                cell(metrics.hd95Mm(label), 2),
                cell(metrics.assdMm(label), 2),
                cell(metrics.surfaceDice(label), 3),
                fixed(volumes.meanReferenceMl(), decimals(volumes.meanReferenceMl())),
                signed(volumes.biasMl(), decimals(volumes.meanReferenceMl())));
    }

    private static Html cell(Interval interval, int decimals) {
        return Html.fill("<td>{} <small>{}</small></td>", fixed(interval.mean(), decimals), ends(interval, decimals));
    }

    /** One row per case, best first; long tables are collapsed. */
    static Html byCase(SegmentationEvaluation metrics, Units units) {
        List<Label> labels = metrics.labels().foreground();
        Html table = Html.fill(
                """
                <div class="scroll"><table class="cases">
                <thead><tr><th scope="col" rowspan="2">Case</th><th scope="col" rowspan="2">Dice</th>{}</tr>
                <tr>{}</tr></thead>
                <tbody>{}</tbody></table></div>
                <p class="note">HD95 and mean surface distance (ASD) in {}, surface Dice (SD) at {}, {}s in {},
                reference then prediction. A dash: the label is in neither of them.</p>\
                """,
                labels.stream()
                        .map(label ->
                                Html.fill("<th scope=\"colgroup\" colspan=\"6\" class=\"group\">{}</th>", label.name()))
                        .toList(),
                labels.stream().flatMap(label -> columnHeadings()).toList(),
                metrics.cases().stream().map(score -> caseRow(score)).toList(),
                units.length(),
                SegmentationHeadline.tolerance(metrics, units),
                units.quantity(),
                units.size());
        int n = metrics.cases().size();
        return n <= SHOWN_OPEN
                ? table
                : Html.fill("<details><summary>All {}</summary>{}</details>", Count.of(n, "case"), table);
    }

    private static Stream<Html> columnHeadings() {
        return Stream.of("Dice", "HD95", "ASD", "SD", "ref.", "pred.")
                .map(name -> Html.fill(
                        "<th scope=\"col\"{}>{}</th>",
                        "Dice".equals(name) ? new Html(" class=\"group\"") : Html.NOTHING,
                        name));
    }

    private static Html caseRow(CaseScore score) {
        return Html.fill(
                "<tr><th scope=\"row\">{}</th>{}{}</tr>",
                score.caseId(),
                value(score.meanDice(), 3, "total"),
                score.labels().stream().flatMap(Tables::values).toList());
    }

    private static Stream<Html> values(LabelScore score) {
        int decimals = decimals(Math.max(score.referenceMl(), score.predictedMl()));
        return Stream.of(
                value(score.dice(), 3, "group"),
                value(score.hd95Mm(), 2, "plain"),
                value(score.assdMm(), 2, "plain"),
                value(score.surfaceDice(), 3, "plain"),
                value(score.referenceMl(), decimals, "plain"),
                value(score.predictedMl(), decimals, "plain"));
    }

    private static Html value(double value, int decimals, String kind) {
        return Html.fill(
                "<td class=\"{}\" data-value=\"{}\">{}</td>",
                kind,
                Double.isFinite(value) ? Double.toString(value) : "",
                fixed(value, decimals));
    }

    /** Number of decimals for about three significant digits. */
    static int decimals(double ml) {
        return ml >= 100 ? 0 : ml >= 10 ? 1 : ml >= 1 ? 2 : 3;
    }

    /** Names with values, such as {@link RunReport#data()}. */
    static Html facts(List<RunReport.Fact> facts) {
        return Html.fill(
                "<dl class=\"facts\">{}</dl>",
                facts.stream()
                        .map(fact -> Html.fill("<dt>{}</dt><dd>{}</dd>", fact.name(), fact.value()))
                        .toList());
    }

    /** A list of sentences. */
    static Html list(String kind, List<String> sentences) {
        return Html.fill(
                "<ul class=\"{}\">{}</ul>",
                kind,
                sentences.stream()
                        .map(sentence -> Html.fill("<li>{}</li>", sentence))
                        .toList());
    }
}
