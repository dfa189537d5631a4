package klarsyn.report;

import static klarsyn.report.Numbers.at;
import static klarsyn.report.Numbers.fixed;
import static klarsyn.report.Numbers.signed;

import java.util.List;
import klarsyn.base.Count;
import klarsyn.data.Units;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.LabelScore;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.evaluate.VolumeAgreement;

/** Predicted against reference volume, one plot per label, with the line of equality. */
final class VolumePlots {

    private static final double SIDE = 300;

    private VolumePlots() {}

    static Html of(SegmentationEvaluation metrics, Units units) {
        return Html.fill(
                "<div class=\"plots\">{}</div>",
                metrics.labels().foreground().stream()
                        .map(label -> figure(metrics, label, units))
                        .toList());
    }

    private static Html figure(SegmentationEvaluation metrics, Label label, Units units) {
        List<Point> points = points(metrics, label);
        if (points.isEmpty()) {
            return Html.fill("<figure><figcaption><b>{}</b> occurs in no case.</figcaption></figure>", label.name());
        }
        double greatest = points.stream()
                .mapToDouble(point -> Math.max(point.reference, point.predicted))
                .max()
                .orElseThrow();
        double least = points.stream()
                .mapToDouble(point -> Math.min(point.reference, point.predicted))
                .min()
                .orElseThrow();
        Axis axis = Axis.covering(least > 0.25 * greatest ? least : 0, greatest, 5);
        Plot plot = new Plot(SIDE, SIDE, axis, axis);
        Html content = Html.fill(
                "<line class=\"identity\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>{}",
                at(plot.px(axis.low())),
                at(plot.py(axis.low())),
                at(plot.px(axis.high())),
                at(plot.py(axis.high())),
                points.stream().map(point -> dot(plot, point, units)).toList());
        return Html.fill(
                "<figure>{}<figcaption><b>{}.</b> {}</figcaption></figure>",
                plot.drawing(
                        "Predicted against reference " + units.quantity() + " of " + label.name(),
                        "reference (" + units.size() + ")",
                        "prediction (" + units.size() + ")",
                        content),
                label.name(),
                description(metrics.volumes(label), units));
    }

    private static Html dot(Plot plot, Point point, Units units) {
        int decimals = Tables.decimals(Math.max(point.reference, point.predicted));
        return Html.fill(
                "<circle class=\"point\" cx=\"{}\" cy=\"{}\" r=\"3.5\"><title>{}: {}, reference {} {}</title>"
                        + "</circle>",
                at(plot.px(point.reference)),
                at(plot.py(point.predicted)),
                point.caseId,
                fixed(point.predicted, decimals),
                fixed(point.reference, decimals),
                units.size());
    }

    private static String description(VolumeAgreement volumes, Units units) {
        int decimals = Tables.decimals(volumes.meanReferenceMl()) + 1;
        String bias = "Mean bias %s\u00a0%s (%s\u00a0%%) for a mean reference of %s\u00a0%s"
                .formatted(
                        signed(volumes.biasMl(), decimals),
                        units.size(),
                        signed(100 * volumes.biasMl() / volumes.meanReferenceMl(), 1),
                        fixed(volumes.meanReferenceMl(), decimals - 1),
                        units.size());
        String limits = volumes.n() < 2
                ? ""
                : "; 95\u00a0%% limits of agreement %s to %s\u00a0%s (Bland and Altman)"
                        .formatted(signed(volumes.lowMl(), decimals), signed(volumes.highMl(), decimals), units.size());
        return bias + limits + ", " + Count.of(volumes.n(), "case") + ".";
    }

    private record Point(String caseId, double reference, double predicted) {}

    private static List<Point> points(SegmentationEvaluation metrics, Label label) {
        return metrics.cases().stream()
                .flatMap(score -> score.labels().stream()
                        .filter(each -> each.label().equals(label))
                        .filter(LabelScore::isDefined)
                        .map(each -> point(score, each)))
                .toList();
    }

    private static Point point(CaseScore score, LabelScore label) {
        return new Point(score.caseId(), label.referenceMl(), label.predictedMl());
    }
}
