package klarsyn.report;

import static klarsyn.report.Numbers.at;
import static klarsyn.report.Numbers.ends;
import static klarsyn.report.Numbers.fixed;
import static klarsyn.report.Numbers.signed;

import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.Count;
import klarsyn.base.Figure;
import klarsyn.base.Interval;
import klarsyn.evaluate.Comparison;
import klarsyn.evaluate.Evaluation;
import klarsyn.report.RunReport.Baseline;
import klarsyn.report.RunReport.ClassificationResults;
import klarsyn.report.RunReport.Result;
import klarsyn.report.RunReport.Results;
import klarsyn.report.RunReport.SegmentationResults;

/** The main metric with its interval, number of cases, split and baseline. */
final class Headline {

    private static final double WIDTH = 600;
    private static final double LEFT = 8;
    private static final double NAME_WIDTH = 60;
    private static final int UPPER_ROW = 6;
    private static final int LOWER_ROW = 22;

    private Headline() {}

    static Html of(Result result) {
        Evaluation evaluation = result.results().evaluation();
        Figure figure = evaluation.headline();
        Interval interval = figure.interval();
        return Html.fill(
                """
                <section class="headline">
                <p class="figure"><span class="number">{}</span> <span class="unit">{}</span></p>
                <p class="interval">95&nbsp;% interval {}, n = {}</p>
                <p>{}: {}.</p>
                {}
                {}
                <dl class="row">{}</dl>
                {}
                </section>\
                """,
                fixed(figure.value(), 3),
                figure.measure().name(),
                ends(interval, 3),
                interval.n(),
                explained(result.results(), interval),
                result.split(),
                ruler(figure, result.baselines()),
                result.baselines().stream().map(Headline::verdict).toList(),
                secondary(result.results()),
                List.of(
                        evaluation.remarks().stream()
                                .map(remark -> note(sentenceCase(remark) + "."))
                                .toList(),
                        notes(result.results()),
                        result.remarks().stream().map(Headline::note).toList()));
    }

    private static String explained(Results results, Interval interval) {
        return switch (results) {
            case SegmentationResults segmentation ->
                "Mean over %s of the mean over %s per case"
                        .formatted(
                                Count.of(interval.n(), "case"),
                                Count.of(
                                        segmentation
                                                .evaluation()
                                                .labels()
                                                .foreground()
                                                .size(),
                                        "label"));
            case ClassificationResults _ ->
                "Fraction of %s classified correctly".formatted(Count.of(interval.n(), "case"));
        };
    }

    private static List<Html> secondary(Results results) {
        return switch (results) {
            case SegmentationResults segmentation -> SegmentationHeadline.secondary(segmentation);
            case ClassificationResults classification ->
                classification.evaluation().figures().stream()
                        .skip(1)
                        .map(figure -> secondary(figure.measure().name(), figure.interval(), 3, ""))
                        .toList();
        };
    }

    private static List<Html> notes(Results results) {
        return switch (results) {
            case SegmentationResults segmentation -> SegmentationHeadline.notes(segmentation.evaluation());
            case ClassificationResults _ -> List.of();
        };
    }

    static Html note(String text) {
        return Html.fill("<p class=\"note\">{}</p>", text);
    }

    static Html secondary(String name, Interval interval, int decimals, String unit) {
        return Html.fill(
                "<div><dt>{}</dt><dd>{}{} <small>{}</small></dd></div>",
                name,
                fixed(interval.mean(), decimals),
                unit,
                ends(interval, decimals));
    }

    /** Compares model and baseline in pairs; overlapping intervals are not informative for paired data. */
    private static Html verdict(Baseline baseline) {
        Interval interval = baseline.evaluation().headline().interval();
        String figures = "%s: %s (95\u00a0%% interval %s, n = %d). "
                .formatted(sentenceCase(baseline.name()), fixed(interval.mean(), 3), ends(interval, 3), interval.n());
        Comparison.Outcome outcome = baseline.difference();
        String difference = "paired difference %s, 95\u00a0%% interval %s"
                .formatted(signed(outcome.difference().mean(), 3), ends(outcome.difference(), 3));
        return Html.fill(
                "<p>{}</p>",
                figures
                        + switch (outcome.verdict()) {
                            case A_BETTER -> "The model is better: " + difference + ".";
                            case B_BETTER -> "The model is worse than this baseline: " + difference + ".";
                            case EQUIVALENT, NO_DIFFERENCE_SHOWN ->
                                "Superiority of the model is not shown: " + difference + ".";
                        });
    }

    static String sentenceCase(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Model and baseline on one scale from 0 to 1; the model's name is one row higher if both would overlap. */
    private static Html ruler(Figure figure, List<Baseline> baselines) {
        Interval model = figure.interval();
        List<Interval> others = baselines.stream()
                .map(baseline -> baseline.evaluation().headline().interval())
                .toList();
        boolean close = others.stream().anyMatch(other -> Math.abs(middle(model) - middle(other)) < NAME_WIDTH);
        return Html.fill(
                """
                <svg class="ruler" viewBox="0 -6 600 84" role="img" aria-label="{} of model and baseline from 0 to 1">
                <line class="axis" x1="{}" x2="{}" y1="56" y2="56"/>
                {}
                {}
                {}
                </svg>\
                """,
                figure.measure().name(),
                at(x(0)),
                at(x(1)),
                IntStream.rangeClosed(0, 10).mapToObj(Headline::tick).toList(),
                others.stream().map(other -> mark("baseline", other, LOWER_ROW)).toList(),
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

    /** Horizontal position of a mark's name that keeps all of it visible. */
    private static double middle(Interval interval) {
        return Math.clamp(x(interval.mean()), 40, WIDTH - 40);
    }

    private static double x(double value) {
        return LEFT + value * (WIDTH - 2 * LEFT);
    }
}
