package klarsyn.workflow;

import java.util.LinkedHashMap;
import java.util.Map;
import klarsyn.evaluate.ClassificationEvaluation;
import klarsyn.evaluate.Comparison;
import klarsyn.evaluate.Evaluation;
import klarsyn.evaluate.SegmentationEvaluation;

/** Parts of {@code metrics.json} shared by runs and evaluations; docs/metrics.md describes the keys. */
public final class MetricsFile {

    private MetricsFile() {}

    /** The key {@code task}. */
    public static String taskName(Evaluation evaluation) {
        return switch (evaluation) {
            case SegmentationEvaluation _ -> "segmentation";
            case ClassificationEvaluation _ -> "classification";
        };
    }

    /** The key {@code baseline}, with the paired difference of model and baseline. */
    public static Map<String, Object> baseline(String name, Evaluation test, Evaluation baseline) {
        Comparison.Outcome difference =
                test.against(baseline, CaseEvaluator.SEED).overall();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put(
                baseline.headline().measure().key(),
                baseline.headline().interval().json());
        json.put("difference", difference.difference().json());
        json.put("p", difference.p());
        return json;
    }
}
