package klarsyn.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import klarsyn.base.Interval;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.voxel.Confusion;
import klarsyn.evaluate.voxel.Detection;
import klarsyn.evaluate.voxel.EmptyMasks;
import klarsyn.evaluate.voxel.Lesions;

/**
 * The JSON of a {@link SegmentationEvaluation} in metrics.json; docs/metrics.md describes the keys, which are never
 * removed.
 */
final class MetricsJson {

    /** One predicted voxel makes a case positive. */
    private static final double MINIMUM_ML = 0;

    private final SegmentationEvaluation metrics;

    private MetricsJson(SegmentationEvaluation metrics) {
        this.metrics = metrics;
    }

    static Map<String, Object> of(SegmentationEvaluation metrics) {
        return new MetricsJson(metrics).whole();
    }

    private Map<String, Object> whole() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("n", metrics.cases().size());
        json.put("patients", metrics.patients());
        for (Metric metric : Metric.values()) {
            json.put(metric.key(), figure(metric));
        }
        json.put("generalised_dice", metrics.generalizedDice().json());
        json.put("pooled_dice", figure(metrics.pooledDice(), metrics::pooledDice));
        json.put("dice_per_patient", figure(metrics.dicePerPatient(), metrics::dicePerPatient));
        json.put("empty_masks", emptyMasks());
        json.put("case_detection", caseDetection());
        json.put(
                "untested_labels",
                metrics.untestedLabels().stream().map(Label::name).toList());
        json.put("volume_ml", Map.of("classes", byLabel(label -> volume(metrics.volumes(label)))));
        json.put("undefined", byLabel(label -> count(label, score -> !score.isDefined())));
        json.put("one_sided", byLabel(label -> count(label, LabelScore::isOneSided)));
        json.put("cases", metrics.cases().stream().map(this::ofCase).toList());
        return json;
    }

    private Map<String, Object> figure(Metric metric) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (metric) {
            case SURFACE_DICE -> json.put("tolerance_mm", metrics.toleranceMm());
            case LESION_F1 -> json.put("iou_above", Lesions.DETECTION_IOU);
            case PANOPTIC_QUALITY -> json.put("iou_above", Lesions.MATCHING_IOU);
            case DICE, IOU, HD_MM, HD95_MM, ASSD_MM, SENSITIVITY, SPECIFICITY, PRECISION, VOLUME_ERROR_ML -> {}
        }
        json.putAll(figure(metrics.figure(metric), label -> metrics.figure(metric, label)));
        return json;
    }

    private Map<String, Object> figure(Interval whole, Function<Label, Interval> perLabel) {
        Map<String, Object> json = new LinkedHashMap<>(whole.json().values());
        json.put("classes", byLabel(label -> perLabel.apply(label).json()));
        return json;
    }

    private Map<String, Object> emptyMasks() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("policy", EmptyMasks.NNUNET.key());
        for (EmptyMasks policy : EmptyMasks.values()) {
            Map<String, Object> dice = new LinkedHashMap<>();
            Interval mean = metrics.dice(policy);
            dice.put("mean", mean.mean());
            dice.put("n", mean.n());
            dice.put("label_mean", metrics.labelMeanDice(policy));
            dice.put("classes", byLabel(label -> metrics.dice(label, policy).mean()));
            json.put(policy.key(), dice);
        }
        json.put("spread", metrics.emptyMasksSpread());
        return json;
    }

    private Map<String, Object> caseDetection() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("minimum_ml", MINIMUM_ML);
        json.putAll(caseDetection(metrics.caseDetection(MINIMUM_ML)));
        json.put("classes", byLabel(label -> caseDetection(metrics.caseDetection(label, MINIMUM_ML))));
        return json;
    }

    private static Map<String, Object> caseDetection(CaseDetection detection) {
        Map<String, Object> volume =
                new LinkedHashMap<>(detection.falsePositiveMl().json().values());
        volume.put("median", detection.medianFalsePositiveMl());
        volume.put("max", detection.largestFalsePositiveMl());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cases_with", detection.positives());
        json.put("cases_without", detection.negatives());
        json.put("missed", detection.cases().falseNegatives());
        json.put("false_alarms", detection.falseAlarms());
        json.put("sensitivity", detection.sensitivity().json());
        json.put("specificity", detection.specificity().json());
        json.put("false_positive_ml", volume);
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
        json.put("patient", score.patient());
        json.put("dice", score.meanDice());
        json.put("labels", labels);
        return json;
    }

    private static Map<String, Object> ofLabel(LabelScore score) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            json.put(metric.key(), metric.of(score));
        }
        json.put("reference_ml", score.referenceMl());
        json.put("predicted_ml", score.predictedMl());
        json.put("voxels", voxels(score.voxels()));
        Detection lesions = score.lesions().detection();
        json.put(
                "lesions",
                Map.of(
                        "reference", lesions.reference(),
                        "predicted", lesions.predicted(),
                        "found", lesions.found()));
        return json;
    }

    private static Map<String, Object> voxels(Confusion counts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tp", counts.truePositives());
        json.put("fp", counts.falsePositives());
        json.put("fn", counts.falseNegatives());
        json.put("tn", counts.trueNegatives());
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
