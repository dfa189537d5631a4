package klarsyn.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import klarsyn.base.Interval;
import klarsyn.data.Labels.Label;

/** The form of {@link SegmentationMetrics} in metrics.json; docs/metrics.md tells its keys, which only ever grow. */
final class MetricsJson {

    private final SegmentationMetrics metrics;

    private MetricsJson(SegmentationMetrics metrics) {
        this.metrics = metrics;
    }

    static Map<String, Object> of(SegmentationMetrics metrics) {
        return new MetricsJson(metrics).whole();
    }

    private Map<String, Object> whole() {
        Map<String, Object> surface = new LinkedHashMap<>();
        surface.put("tolerance_mm", metrics.toleranceMm());
        surface.putAll(figure(metrics.surfaceDice(), metrics::surfaceDice));
        Map<String, Object> json = new LinkedHashMap<>();
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

    private Map<String, Object> figure(Interval whole, Function<Label, Interval> perLabel) {
        Map<String, Object> json = new LinkedHashMap<>(whole.json().values());
        json.put("classes", byLabel(label -> perLabel.apply(label).json()));
        return json;
    }

    private static Map<String, Object> volume(VolumeAgreement agreement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("reference_mean", agreement.meanReferenceMl());
        json.put("bias", agreement.biasMl());
        json.put("limits", List.of(agreement.lowMl(), agreement.highMl()));
        json.put("n", agreement.n());
        return json;
    }

    private Map<String, Object> ofCase(CaseScore score) {
        Map<String, Object> labels = new LinkedHashMap<>();
        score.labels().forEach(each -> labels.put(each.label().name(), ofLabel(each)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", score.caseId());
        json.put("dice", score.meanDice());
        json.put("labels", labels);
        return json;
    }

    private static Map<String, Object> ofLabel(LabelScore score) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dice", score.dice());
        json.put("hd95_mm", score.hd95Mm());
        json.put("assd_mm", score.assdMm());
        json.put("surface_dice", score.surfaceDice());
        json.put("reference_ml", score.referenceMl());
        json.put("predicted_ml", score.predictedMl());
        return json;
    }

    private int count(Label label, Predicate<LabelScore> question) {
        return (int) metrics.scores(label).filter(question).count();
    }

    private Map<String, Object> byLabel(Function<Label, Object> value) {
        Map<String, Object> json = new LinkedHashMap<>();
        metrics.labels().foreground().forEach(label -> json.put(label.name(), value.apply(label)));
        return json;
    }
}
