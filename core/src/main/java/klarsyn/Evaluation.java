package klarsyn;

import java.util.List;
import klarsyn.base.Interval;
import klarsyn.evaluate.SegmentationMetrics;
import klarsyn.report.RunReport;

/**
 * What a model came to on cases with known labels.
 *
 * @param metrics  scores of each case and their means with intervals
 * @param overlays the best, the median and the worst case to look at
 */
public record Evaluation(SegmentationMetrics metrics, List<RunReport.Overlay> overlays) {

    /** Keeps an own copy of the list. */
    public Evaluation {
        overlays = List.copyOf(overlays);
    }

    /** Mean over cases of the mean Dice over foreground labels. */
    public Interval dice() {
        return metrics.dice();
    }
}
