package klarsyn.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import klarsyn.base.Interval;
import klarsyn.data.Labels.Label;
import org.jspecify.annotations.Nullable;

/** The form of {@link SegmentationMetrics} in metrics.json; docs/metrics.md tells its keys, which only ever grow. */
final class MetricsJson {

    private final SegmentationMetrics metrics;

    private MetricsJson(SegmentationMetrics metrics) {
        this.metrics = metrics;
    }

    static Map<String, @Nullable Object> of(SegmentationMetrics metrics) {
        return new MetricsJson(metrics).whole();
    }

    private Map<String, @Nullable Object> whole() {
        Map<String, @Nullable Object> surface = new LinkedHashMap<>();
        surface.put("tolerance_mm", metrics.toleranceMm());
        surface.putAll(figure(metrics.surfaceDice(), metrics::surfaceDice));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("n", metrics.cases().size());
        json.put("dice", figure(metrics.dice(), metrics::dice));
        json.put("hd95_mm", figure(metrics.hd95Mm(), metrics::hd95Mm));
        json.put("assd_mm", figure(metrics.assdMm(), metrics::assdMm));
        json.put("surface_dice", surface);
        json.put("volume_ml", Map.of("classes", byLabel(label -> volume(metrics.volumes(label)))));
        json.put("undefined", byLabel(label -> count(label, score -> !score.isDefined())));
        json.put("one_sided", byLabel(label -> count(label, LabelScore::isOneSided)));
        json.put("cases", metrics.cases().stream().map(this::ofCase).toList());
        return json;
    }

    private Map<String, @Nullable Object> figure(Interval whole, Function<Label, Interval> perLabel) {
        Map<String, @Nullable Object> json = interval(whole);
        json.put("classes", byLabel(label -> interval(perLabel.apply(label))));
        return json;
    }

    /** The form of any figure with its interval. */
    static Map<String, @Nullable Object> interval(Interval interval) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("mean", number(interval.mean()));
        json.put("ci95", numbers(interval.low(), interval.high()));
        json.put("n", interval.n());
        return json;
    }

    private static Map<String, @Nullable Object> volume(VolumeAgreement agreement) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("reference_mean", number(agreement.meanReferenceMl()));
        json.put("bias", number(agreement.biasMl()));
        json.put("limits", numbers(agreement.lowMl(), agreement.highMl()));
        json.put("n", agreement.n());
        return json;
    }

    private Map<String, @Nullable Object> ofCase(CaseScore score) {
        Map<String, @Nullable Object> labels = new LinkedHashMap<>();
        score.labels().forEach(each -> labels.put(each.label().name(), ofLabel(each)));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", score.caseId());
        json.put("dice", number(score.meanDice()));
        json.put("labels", labels);
        return json;
    }

    private static Map<String, @Nullable Object> ofLabel(LabelScore score) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("dice", number(score.dice()));
        json.put("hd95_mm", number(score.hd95Mm()));
        json.put("assd_mm", number(score.assdMm()));
        json.put("surface_dice", number(score.surfaceDice()));
        json.put("reference_ml", score.referenceMl());
        json.put("predicted_ml", score.predictedMl());
        return json;
    }

    private int count(Label label, Predicate<LabelScore> question) {
        return (int) metrics.scores(label).filter(question).count();
    }

    private Map<String, @Nullable Object> byLabel(Function<Label, @Nullable Object> value) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        metrics.labels().foreground().forEach(label -> json.put(label.name(), value.apply(label)));
        return json;
    }

    private static List<@Nullable Double> numbers(double... values) {
        List<@Nullable Double> numbers = new ArrayList<>();
        Arrays.stream(values).forEach(value -> numbers.add(number(value)));
        return numbers;
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
