package klarsyn.report;

import static klarsyn.report.Numbers.at;
import static klarsyn.report.Numbers.fixed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import klarsyn.base.Count;
import klarsyn.base.Measure;
import klarsyn.report.RunReport.Curve;
import klarsyn.report.RunReport.Loss;
import klarsyn.report.RunReport.Validation;

/** Loss and validation metric over time. */
final class LearningCurves {

    private static final int BINS = 120;
    private static final double WIDTH = 480;
    private static final double HEIGHT = 260;

    private final Curve curve;
    private final Measure measure;
    private final Axis minutes;

    private LearningCurves(Curve curve, Measure measure) {
        this.curve = curve;
        this.measure = measure;
        double loss = curve.losses().isEmpty() ? 0 : curve.losses().getLast().seconds();
        double validation = curve.validations().isEmpty()
                ? 0
                : curve.validations().getLast().seconds();
        this.minutes = Axis.covering(0, Math.max(loss, validation) / 60, 6);
    }

    /** Curves of the single model, or of all folds in order. */
    static Html of(List<Curve> curves, Measure measure) {
        return curves.size() == 1
                ? of(curves.getFirst(), measure)
                : Html.all(IntStream.range(0, curves.size())
                        .mapToObj(fold -> Html.fill("<h3>Fold {}</h3>{}", fold + 1, of(curves.get(fold), measure))));
    }

    /** Both curves, or a sentence if there is no data. */
    private static Html of(Curve curve, Measure measure) {
        Curve finite = new Curve(
                curve.losses().stream()
                        .filter(loss -> Double.isFinite(loss.value()))
                        .toList(),
                curve.validations().stream()
                        .filter(each -> Double.isFinite(each.value()))
                        .toList());
        LearningCurves curves = new LearningCurves(finite, measure);
        Html loss = finite.losses().isEmpty() ? none("No training step was recorded.") : curves.loss();
        Html validation = finite.validations().isEmpty() ? none("No validation cases.") : curves.validation();
        return Html.fill("<div class=\"pair\">{}{}</div>", loss, validation);
    }

    private static Html none(String sentence) {
        return Html.fill("<p class=\"note\">{}</p>", sentence);
    }

    private Html loss() {
        List<Bin> bins = bins();
        double least = bins.stream().mapToDouble(Bin::least).min().orElseThrow();
        double greatest = bins.stream().mapToDouble(Bin::greatest).max().orElseThrow();
        Plot plot = new Plot(WIDTH, HEIGHT, minutes, Axis.covering(Math.min(0, least), greatest, 5));
        StringBuilder line = new StringBuilder();
        StringBuilder upper = new StringBuilder();
        StringBuilder lower = new StringBuilder();
        for (Bin bin : bins) {
            line.append(plot.point(bin.minutes, bin.mean)).append(' ');
            upper.append(plot.point(bin.minutes, bin.greatest)).append(' ');
            lower.insert(0, plot.point(bin.minutes, bin.least) + " ");
        }
        double peak =
                curve.losses().stream().mapToDouble(Loss::learningRate).max().orElseThrow();
        Html content = Html.fill("""
            <polygon class="band" points="{}"/>
            <polyline class="rate" points="{}"/>
            <polyline class="line" points="{}"/>\
            """, upper.append(lower), rate(plot, bins, peak), line);
        return figure(
                plot.drawing("Training loss over time in minutes", "minutes", "training loss", content),
                String.format(
                        Locale.ROOT,
                        "Training loss: mean and range of neighboring steps, %s in total; last %s. Dotted:"
                                + " learning rate schedule, peak %.2g.",
                        Count.of(curve.losses().getLast().step(), "step"),
                        fixed(bins.getLast().mean, 3),
                        peak));
    }

    private static String rate(Plot plot, List<Bin> bins, double peak) {
        StringBuilder points = new StringBuilder();
        Axis y = plot.y();
        for (Bin bin : bins) {
            double share = peak > 0 ? bin.rate / peak : 0;
            points.append(plot.point(bin.minutes, y.low() + 0.96 * share * (y.high() - y.low())))
                    .append(' ');
        }
        return points.toString();
    }

    private Html validation() {
        List<Validation> points = curve.validations();
        double least = points.stream().mapToDouble(Validation::value).min().orElseThrow();
        double greatest = points.stream().mapToDouble(Validation::value).max().orElseThrow();
        Axis y = Axis.covering(Math.max(0, least - 0.02), Math.min(1, greatest + 0.02), 5);
        Plot plot = new Plot(WIDTH, HEIGHT, minutes, y);
        StringBuilder line = new StringBuilder();
        points.forEach(point ->
                line.append(plot.point(point.seconds() / 60, point.value())).append(' '));
        Html content = Html.fill(
                """
                <polyline class="line" points="{}"/>
                {}\
                """,
                line,
                points.size() > 60 ? Html.NOTHING : Html.all(points.stream().map(point -> dot(plot, point))));
        return figure(
                plot.drawing(
                        "Validation %s over time in minutes".formatted(measure.name()),
                        "minutes",
                        "validation " + measure.name(),
                        content),
                "%s on validation cases, which are not used for training or model selection; final value %s."
                        .formatted(measure.name(), fixed(points.getLast().value(), 3)));
    }

    private static Html dot(Plot plot, Validation point) {
        return Html.fill(
                "<circle class=\"dot\" cx=\"{}\" cy=\"{}\" r=\"2.5\"><title>step {}: {}</title></circle>",
                at(plot.px(point.seconds() / 60)),
                at(plot.py(point.value())),
                point.step(),
                fixed(point.value(), 3));
    }

    private static Html figure(Html drawing, String caption) {
        return Html.fill("<figure>{}<figcaption>{}</figcaption></figure>", drawing, caption);
    }

    /** Combines neighboring steps into one point. */
    private record Bin(double minutes, double mean, double least, double greatest, double rate) {

        static Bin of(List<Loss> steps) {
            var values = steps.stream().mapToDouble(Loss::value).summaryStatistics();
            return new Bin(
                    steps.stream().mapToDouble(Loss::seconds).average().orElseThrow() / 60,
                    values.getAverage(),
                    values.getMin(),
                    values.getMax(),
                    steps.getLast().learningRate());
        }
    }

    private List<Bin> bins() {
        List<Loss> steps = curve.losses();
        int count = Math.min(BINS, steps.size());
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < count; bin++) {
            int from = (int) ((long) bin * steps.size() / count);
            int to = (int) ((long) (bin + 1) * steps.size() / count);
            bins.add(Bin.of(steps.subList(from, to)));
        }
        return bins;
    }
}
