package klarsyn.report;

import static klarsyn.report.Numbers.at;
import static klarsyn.report.Numbers.ends;
import static klarsyn.report.Numbers.fixed;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import klarsyn.base.Count;
import klarsyn.base.Interval;
import klarsyn.data.Units;
import klarsyn.evaluate.CaseDetection;
import klarsyn.evaluate.LabelScore;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.evaluate.voxel.EmptyMasks;
import klarsyn.report.RunReport.Result;

/** The figure that everyone reads first, never without its interval, its n, its split and what it must beat. */
final class Headline {

    private static final double WIDTH = 600;
    private static final double LEFT = 8;
    private static final double NAME_WIDTH = 60;
    private static final int UPPER_ROW = 6;
    private static final int LOWER_ROW = 22;

    private Headline() {}

    static Html of(Result result, Units units) {
        SegmentationEvaluation metrics = result.metrics();
        Interval dice = metrics.dice();
        return Html.fill(
                """
                <section class="headline">
                <p class="figure"><span class="number">{}</span> <span class="unit">Dice</span></p>
                <p class="interval">95&nbsp;% interval {}, n = {}</p>
                <p>Mean over {}, of each case's mean over {}: {}.</p>
                {}
                <p>{}</p>
                <dl class="row">{}</dl>
                {}
                </section>\
                """,
                fixed(dice.mean(), 3),
                ends(dice, 3),
                dice.n(),
                Count.of(dice.n(), "case"),
                Count.of(metrics.labels().foreground().size(), "label"),
                result.split(),
                ruler(dice, result.baseline().dice()),
                verdict(dice, result),
                List.of(
                        secondary("Hausdorff distance (95 %)", metrics.hd95Mm(), 2, " " + units.length()),
                        secondary("Mean surface distance", metrics.assdMm(), 2, " " + units.length()),
                        secondary("Surface Dice at " + tolerance(metrics, units), metrics.surfaceDice(), 3, ""),
                        byPatient(metrics, units),
                        byCase(metrics)),
                List.of(
                        metrics.remarks().stream()
                                .map(remark -> note(sentenceCase(remark) + "."))
                                .toList(),
                        caveats(metrics),
                        policies(metrics),
                        result.remarks().stream().map(Headline::note).toList()));
    }

    private static Html note(String text) {
        return Html.fill("<p class=\"note\">{}</p>", text);
    }

    /** Where patients have several cases, such as slices, these are the figures that others are compared by. */
    private static Html byPatient(SegmentationEvaluation metrics, Units units) {
        return metrics.patients() == metrics.cases().size()
                ? Html.NOTHING
                : Html.fill(
                        "{}{}",
                        secondary(
                                "Dice over a patient's " + units.elements() + ", "
                                        + Count.of(metrics.patients(), "patient"),
                                metrics.dicePerPatient(),
                                3,
                                ""),
                        secondary("Dice over all " + units.elements(), metrics.pooledDice(), 3, ""));
    }

    /** What Dice cannot show: false alarms on healthy cases, beside the cases that were found. */
    private static Html byCase(SegmentationEvaluation metrics) {
        CaseDetection detection = metrics.caseDetection(DetectionTable.MINIMUM);
        return detection.negatives() == 0
                ? Html.NOTHING
                : Html.fill(
                        "{}{}",
                        secondary(
                                "Case specificity, " + Count.of(detection.negatives(), "healthy case"),
                                detection.specificity(),
                                3,
                                ""),
                        secondary(
                                "Case sensitivity, " + Count.of(detection.positives(), "other case"),
                                detection.sensitivity(),
                                3,
                                ""));
    }

    /** How far the mean moves with the convention for empty masks: more than many models do. */
    private static Html policies(SegmentationEvaluation metrics) {
        if (!(metrics.emptyMasksSpread() >= 0.0005)) {
            return Html.NOTHING;
        }
        return note(
                "Where a label is missing, conventions differ. Mean Dice as nnU-Net counts (as above): %s; as MONAI: %s; empty agreeing with empty as 1: %s."
                        .formatted(
                                fixed(metrics.dice(EmptyMasks.NNUNET).mean(), 3),
                                fixed(metrics.dice(EmptyMasks.MONAI).mean(), 3),
                                fixed(metrics.dice(EmptyMasks.COUNT_AS_ONE).mean(), 3)));
    }

    /** The tolerance without needless decimals, with its unit. */
    static String tolerance(SegmentationEvaluation metrics, Units units) {
        return at(metrics.toleranceMm()) + " " + units.length();
    }

    private static Html secondary(String name, Interval interval, int decimals, String unit) {
        return Html.fill(
                "<div><dt>{}</dt><dd>{}{} <small>{}</small></dd></div>",
                name,
                fixed(interval.mean(), decimals),
                unit,
                ends(interval, decimals));
    }

    private static String verdict(Interval dice, Result result) {
        Interval baseline = result.baseline().dice();
        String figures = "%s: %s (95\u00a0%% interval %s, n = %d). "
                .formatted(
                        sentenceCase(result.baseline().name()),
                        fixed(baseline.mean(), 3),
                        ends(baseline, 3),
                        baseline.n());
        if (dice.low() > baseline.high()) {
            return figures + "The model is better; the intervals do not overlap.";
        }
        if (dice.high() < baseline.low()) {
            return figures + "The model is worse than this baseline: it has learnt nothing of use.";
        }
        return figures + "The intervals overlap or are not known: that the model is better cannot be claimed.";
    }

    static String sentenceCase(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Model and baseline on one scale from 0 to 1; the model's name goes a row up where both would lie on each other. */
    private static Html ruler(Interval model, Interval baseline) {
        boolean close = Math.abs(middle(model) - middle(baseline)) < NAME_WIDTH;
        return Html.fill(
                """
                <svg class="ruler" viewBox="0 -6 600 84" role="img" aria-label="Dice of model and baseline from 0 to 1">
                <line class="axis" x1="{}" x2="{}" y1="56" y2="56"/>
                {}
                {}
                {}
                </svg>\
                """,
                at(x(0)),
                at(x(1)),
                IntStream.rangeClosed(0, 10).mapToObj(Headline::tick).toList(),
                mark("baseline", baseline, LOWER_ROW),
                mark("model", model, close ? UPPER_ROW : LOWER_ROW));
    }

    private static Html tick(int tenth) {
        return Html.fill(
                """
                <line class="axis" x1="{}" x2="{}" y1="56" y2="60"/>\
                <text class="tick" x="{}" y="72" text-anchor="middle">{}</text>\
                """,
                at(x(tenth / 10.0)),
                at(x(tenth / 10.0)),
                at(x(tenth / 10.0)),
                tenth % 10 == 0 ? Integer.toString(tenth / 10) : "0." + tenth);
    }

    private static Html mark(String kind, Interval interval, int row) {
        if (interval.n() == 0) {
            return Html.NOTHING;
        }
        double low = interval.hasEnds() ? interval.low() : interval.mean();
        double high = interval.hasEnds() ? interval.high() : interval.mean();
        return Html.fill("""
            <g class="{}"><line class="span" x1="{}" x2="{}" y1="38" y2="38"/>\
            <circle cx="{}" cy="38" r="5"/><text x="{}" y="{}" text-anchor="middle">{}</text></g>\
            """, kind, at(x(low)), at(x(high)), at(x(interval.mean())), at(middle(interval)), row, kind);
    }

    /** Where the middle of a mark's name lies, so that the whole of it is seen. */
    private static double middle(Interval interval) {
        return Math.clamp(x(interval.mean()), 40, WIDTH - 40);
    }

    private static double x(double dice) {
        return LEFT + dice * (WIDTH - 2 * LEFT);
    }

    private static Html caveats(SegmentationEvaluation metrics) {
        long undefined = tally(metrics, score -> !score.isDefined());
        long oneSided = tally(metrics, LabelScore::isOneSided);
        String first = undefined == 0
                ? ""
                : "%d of the labels looked for are in neither reference nor prediction and are left out of the means. "
                        .formatted(undefined);
        String second = oneSided == 0
                ? ""
                : "%d are in only one of both: Dice 0, and as distance the diagonal of the image.".formatted(oneSided);
        return undefined + oneSided == 0 ? Html.NOTHING : note(first + second);
    }

    private static long tally(SegmentationEvaluation metrics, Predicate<LabelScore> question) {
        return metrics.cases().stream()
                .flatMap(score -> score.labels().stream())
                .filter(question)
                .count();
    }
}
